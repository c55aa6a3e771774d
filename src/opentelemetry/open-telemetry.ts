import { type Attributes, type Meter, metrics, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";

/** Where spans and counters go: by default to the providers that the program has registered. */
export interface TelemetryOptions {
  readonly tracer?: Tracer;
  readonly meter?: Meter;
}

/** A check as the option `onCheck` of `compile` reports it. */
interface Check {
  readonly graph: string;
  readonly boundary: string;
  readonly node?: string | undefined;
  readonly outcome: "passed" | "refused" | "warned";
  readonly issues: readonly { readonly keyword: string; readonly schemaPath: string }[];
  readonly startTime: number;
  readonly duration: number;
}

/** What does not fit, as the option `onViolation` of `compile` reports it. */
type Violation = Pick<Check, "graph" | "boundary" | "node">;

const NAME = "graphwright";

/**
 * Reports the checks of a graph to OpenTelemetry: a span for each check, below the one that is active, and two counters, `graphwright.checks` and
 * `graphwright.violations`. They say the graph, the boundary, the node and the outcome; spans of values that don't fit also say which keywords of
 * the schema refused them. Nothing that comes from a value is in them: no property that a value has, and no message.
 *
 * ```ts
 * const graph = new GreetingStateGraph().addNode(…).compile({ ...openTelemetry() });
 * ```
 *
 * @returns The options `onViolation` and `onCheck` of `compile`.
 */
export function openTelemetry(options: TelemetryOptions = {}) {
  const { tracer = trace.getTracer(NAME), meter = metrics.getMeter(NAME) } = options;
  const checks = meter.createCounter("graphwright.checks", { description: "Checks of values." });
  const violations = meter.createCounter("graphwright.violations", {
    description: "Values that do not fit their contract.",
  });
  return {
    onViolation(violation: Violation, outcome: "refused" | "warned"): void {
      violations.add(1, attributesOf({ ...place(violation), outcome }));
    },
    onCheck(check: Check): void {
      const { boundary, outcome, issues, startTime, duration } = check;
      const attributes = attributesOf({ ...place(check), outcome });
      checks.add(1, attributes);
      const span = tracer.startSpan(`${NAME}.check ${boundary}`, { attributes, startTime });
      if (issues.length > 0) {
        span.setAttribute(
          `${NAME}.schema_paths`,
          issues.map(({ schemaPath, keyword }) => (schemaPath === "" ? keyword : schemaPath)),
        );
      }
      if (outcome === "refused") span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(startTime + duration);
    },
  };
}

function place({ graph, boundary, node }: Violation): Violation {
  return { graph, boundary, node };
}

/** Attributes under the package's name, those that are undefined left out. */
function attributesOf(values: { readonly [name: string]: string | undefined }): Attributes {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [`${NAME}.${name}`, value]));
}
