export { ClaimState } from "../zod.js";
