export { openTelemetry, type TelemetryOptions } from "./open-telemetry.js";
