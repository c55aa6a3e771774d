import { expectFact, expectNoFailure, type Fact, rememberFailure } from "./facts.js";
import { type Run, runOf } from "./loop.js";
import { allowManyListeners, followSignal, type RunSignal, untilEnd } from "./run-signal.js";

/** What is called in the course of a run, in this order. */
export interface RunHooks {
  /** Gets what a run is called with, and returns what it goes on with. */
  start(input: unknown, options: Options): readonly [input: unknown, options: Options];
  /** Gets the input, a command or null; returns what the run starts from. */
  input(input: unknown): unknown;
  /** Gets the context; returns the one that nodes get. */
  context(context: Values): Values;
  /** Gets what a run is called with; returns what to call where it fails, or nothing. */
  failure(options: Options): ((error: unknown) => void) | undefined;
  /** Takes a run from its first superstep to its last by calling `go`. */
  run(run: Run, go: () => Promise<void>): Promise<void>;
}

type Values = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: the options of LangGraph, whichever graph's.
type Options = any;
type Method = (...parameters: unknown[]) => unknown;

/** LangGraph's methods that every run passes, by the fact that says so. */
const METHODS = {
  streamIterator: "_streamIterator",
  validateInput: "_validateInput",
  validateContext: "_validateContext",
  runLoop: "_runLoop",
} as const satisfies { readonly [fact in Fact]?: string };

/** The methods that have been passed in this process. */
const passed = new Set<Fact>();

/** The contexts that hooks have returned. */
const checkedContexts = new WeakSet<object>();

/**
 * Has the runs of a graph call hooks. They are the places that all ways to run a graph pass: `invoke`, `stream`, a server, a graph around this one.
 *
 * The methods are private, so that no class of ours can override all of them; they are replaced in the instance.
 *
 * @throws Error where the graph does not have the methods. That they are called is tested by the runs.
 */
export function hookInto(graph: { stream(input: never): Promise<unknown> }, hooks: RunHooks): void {
  const begin = graph.stream.bind(graph) as Method;
  // The promise settles when there is a first chunk; by then a run has passed all hooks.
  let starting: RunSignal | undefined;
  define(graph, "stream", async (input, options, ...rest) => {
    expectNoFailure();
    const own = ownSignal(options);
    starting = own;
    try {
      const begun = begin(
        input,
        own === undefined ? options : { ...Object(options), signal: own.signal },
        ...rest,
      );
      expectFact("streamIterator", starting === undefined);
      const stream = await begun;
      expectPassed("streamIterator", "validateInput", "validateContext", "runLoop");
      return stream;
    } catch (error) {
      own?.stop();
      throw error;
    }
  });
  const replace = (fact: keyof typeof METHODS, make: (original: Method) => Method): void => {
    const original: unknown = Reflect.get(graph, METHODS[fact]);
    expectFact(fact, typeof original === "function");
    const replacement = make(original.bind(graph) as Method);
    define(graph, METHODS[fact], (...parameters) => {
      passed.add(fact);
      return replacement(...parameters);
    });
  };
  replace("streamIterator", (iterate) => (input, options) => {
    const begin = () => iterate(...hooks.start(input, options)) as AsyncGenerator<unknown>;
    const failed = hooks.failure(options);
    const own = starting;
    starting = undefined;
    const chunks = failed === undefined ? begin() : watched(begin, failed);
    return own === undefined ? chunks : untilEnd(chunks, own);
  });
  replace("validateInput", () => async (input) => hooks.input(input));
  replace("validateContext", () => async (context) => {
    const checked = hooks.context(context as Values);
    if (typeof checked === "object" && checked !== null) checkedContexts.add(checked);
    return checked;
  });
  replace("runLoop", (go) => async (parameters) => {
    expectPassed("validateInput", "validateContext");
    const run = runOf(parameters);
    allowManyListeners(run.runner);
    await hooks.run(run, async () => {
      await go(parameters);
    });
    expectNoFailure();
  });
}

async function* watched(
  begin: () => AsyncGenerator<unknown>,
  failed: (error: unknown) => void,
): AsyncGenerator<unknown> {
  try {
    yield* begin();
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** Tests that the context which a node got is the one that a hook returned. */
export function expectCheckedContext(context: unknown): void {
  const isChecked = typeof context !== "object" || context === null || isCheckedContext(context);
  rememberFailure(() => expectFact("validateContext", isChecked));
}

/** Whether a context is one that a hook returned. */
export function isCheckedContext(context: unknown): boolean {
  return typeof context === "object" && context !== null && checkedContexts.has(context);
}

/** Not enumerable, because LangGraph makes a copy of a graph from all of its properties. */
function define(graph: object, name: string, value: Method): void {
  Object.defineProperty(graph, name, { value });
}

function expectPassed(...methods: readonly Fact[]): void {
  for (const fact of methods) rememberFailure(() => expectFact(fact, passed.has(fact)));
}

/** A signal of the run's own, where the caller gives one. */
function ownSignal(options: unknown): RunSignal | undefined {
  const { signal } = Object(options) as { readonly signal?: unknown };
  return signal instanceof AbortSignal ? followSignal(signal) : undefined;
}
