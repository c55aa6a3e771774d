import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { openTelemetry } from "graphwright/opentelemetry";
import { describe, expect, it } from "vitest";
import { OrdersStateGraph, type OrdersUpdate } from "../contracts/generated/orders/index.js";
import { refusal } from "../support/refusal.js";

const SECRET = "sk-4711";
const context = { tenant: "acme", api_key: SECRET };

/** OpenTelemetry's own SDK, in memory. */
function telemetry() {
  const spans = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer(
    "test",
  );
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1_000_000 });
  const meter = new MeterProvider({ readers: [reader] }).getMeter("test");
  const counts = async () => {
    await reader.forceFlush();
    const metrics = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((each) => each.metrics));
    return metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => [descriptor.name, attributes, value] as const),
    );
  };
  return { spans, counts, observation: openTelemetry({ tracer, meter }), end: () => reader.shutdown() };
}

function ordersReturning(update: unknown, observation: object) {
  return new OrdersStateGraph()
    .addNode("fill", () => update as OrdersUpdate)
    .setEntryPoint("fill")
    .setFinishPoint("fill")
    .compile(observation);
}

describe("OpenTelemetry", () => {
  it("gets a span and a count for each check, with no value in them", async () => {
    const { spans, counts, observation, end } = telemetry();
    const total = { [SECRET]: SECRET };
    await refusal(ordersReturning({ total }, observation).invoke({}, { context }));
    const seen = spans.getFinishedSpans();
    expect(seen.map(({ name, status }) => [name, status.code])).toEqual([
      ["graphwright.check input", 0],
      ["graphwright.check context", 0],
      ["graphwright.check update", 2],
    ]);
    expect(seen.at(-1)?.attributes).toEqual({
      "graphwright.graph": "orders",
      "graphwright.boundary": "update",
      "graphwright.node": "fill",
      "graphwright.outcome": "refused",
      "graphwright.schema_paths": [expect.stringContaining("orders/state.schema.json#")],
    });
    const at = {
      "graphwright.graph": "orders",
      "graphwright.boundary": "update",
      "graphwright.node": "fill",
    };
    const found = await counts();
    expect(found).toContainEqual(["graphwright.checks", { ...at, "graphwright.outcome": "refused" }, 1]);
    expect(found).toContainEqual(["graphwright.violations", { ...at, "graphwright.outcome": "refused" }, 1]);
    expect(found.filter(([name]) => name === "graphwright.violations")).toHaveLength(1);
    const all = seen.map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
    expect(JSON.stringify([all, found])).not.toContain("4711");
    await end();
  });

  it("is silent where the program has registered no provider", async () => {
    const graph = ordersReturning({ note: "thanks", items: [{ sku: "a" }], total: 3 }, openTelemetry());
    expect(await graph.invoke({}, { context })).toMatchObject({ total: 3 });
  });
});
