import { Session } from "node:inspector/promises";

/** Whose code a run is in, as parts of 1. */
export interface Shares {
  readonly langgraph: number;
  /** LangChain's core, and the tracing that it brings along. */
  readonly langchain: number;
  readonly graphwright: number;
  /** Node itself, and the garbage collector. */
  readonly node: number;
}

/** Where the processor is while something is called again and again, as V8's profiler samples it. */
export async function sharesOf(call: () => Promise<unknown>, times: number): Promise<Shares> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 200 });
  await session.post("Profiler.start");
  for (let count = 0; count < times; count++) await call();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const hits = { langgraph: 0, langchain: 0, graphwright: 0, node: 0 };
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    if (callFrame.functionName !== "(idle)") hits[ownerOf(callFrame.url)] += hitCount;
  }
  const all = Object.values(hits).reduce((sum, each) => sum + each, 0);
  return {
    langgraph: hits.langgraph / all,
    langchain: hits.langchain / all,
    graphwright: hits.graphwright / all,
    node: hits.node / all,
  };
}

function ownerOf(url: string): keyof Shares {
  if (/\/@langchain\/langgraph/.test(url)) return "langgraph";
  if (/\/node_modules\/(@langchain|langsmith|uuid|p-queue)\//.test(url)) return "langchain";
  return url.startsWith("file:") ? "graphwright" : "node";
}
