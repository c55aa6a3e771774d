import type { Fact } from "../../src/langgraph/facts.js";

/** A change of the text of some files of LangGraph. */
export interface Edit {
  /** The files, by the end of their path in the package; all of the package's where not given. */
  readonly files?: readonly string[];
  /** Packages besides LangGraph itself that have the name too. */
  readonly also?: readonly ("core" | "langgraph-checkpoint")[];
  readonly from: string;
  readonly to: string;
}

/** Something of LangGraph that is made to be called, or to work, in another way. */
export interface Rename {
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Other facts that an error may name, where what is renamed says the same in two places. */
  readonly or?: readonly Fact[];
}

/** A name that savers know too. */
const SAVED = { also: ["langgraph-checkpoint"] } as const;
const PREGEL = "pregel/index.js";
const LOOP = "await this._runLoop({\n\t\t\t\t\tloop,";

/** A name that becomes another one wherever it is a word of its own. */
function word(name: string, options: Omit<Edit, "from" | "to"> = {}): Rename {
  const [from, to] = [`(?<![\\w$])${name}(?![\\w$])`, `${name}Renamed`];
  return { what: name, edits: [{ ...options, from, to }] };
}

/** A string that becomes another one. */
function text(value: string, options: Omit<Edit, "from" | "to"> = {}): Rename {
  return {
    what: JSON.stringify(value),
    edits: [{ ...options, from: escapePattern(value), to: `${value}_renamed` }],
  };
}

/** Code that becomes other code. */
function code(what: string, file: string, from: string, to: string): Rename {
  return { what, edits: [{ files: [file], from: escapePattern(from), to: to.replaceAll("$", "$$$$") }] };
}

/** A member of the loop that has another name for those who get the loop from a graph. */
function loopMember(name: string): Rename {
  const seen = `new Proxy(loop, {
    get: (target, key) => key === "real" ? target : key === "${name}" ? undefined : typeof target[key] === "function" ? target[key].bind(target) : target[key],
    has: (target, key) => key !== "${name}" && key in target,
    set: (target, key, value) => Reflect.set(target, key, value),
  })`;
  return edits(
    `loop.${name}`,
    PREGEL,
    [escapePattern(LOOP), `await this._runLoop({ loop: ${seen},`],
    ["const \\{ loop, runner", "const { loop: { real: loop }, runner"],
  );
}

function escapePattern(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** Several edits of one file. */
function edits(
  what: string,
  file: string,
  ...pairs: readonly (readonly [from: string, to: string])[]
): Rename {
  const also = file.startsWith("store/") ? (["langgraph-checkpoint"] as const) : [];
  return { what, edits: pairs.map(([from, to]) => ({ files: [file], also, from, to })) };
}

/** What is renamed, by the fact that no longer holds then. A name that is still there, but that nothing calls, counts too. */
export const renames: { readonly [fact in Fact]: readonly Rename[] } = {
  streamIterator: [word("_streamIterator", { also: ["core"] })],
  validateInput: [
    word("_validateInput"),
    code("_validateInput is not called", PREGEL, "await this._validateInput(input)", "input"),
  ],
  validateContext: [
    word("_validateContext"),
    code(
      "_validateContext is not called",
      PREGEL,
      "config.context = await this._validateContext(config.context)",
      "config.context = { ...config.context }",
    ),
    code(
      "what _validateContext returns is not used",
      PREGEL,
      "config.context = await this._validateContext(config.context)",
      "await this._validateContext(config.context)",
    ),
  ],
  runLoop: [
    word("_runLoop"),
    code(
      "_runLoop is not called",
      PREGEL,
      "await this._runLoop({",
      "await Pregel.prototype._runLoop.call(this, {",
    ),
  ],
  copiedGraph: [
    code(
      "withConfig copies known properties only",
      PREGEL,
      "...this,\n\t\t\tconfig: mergedConfig,",
      "...this, contract: undefined, checks: undefined, config: mergedConfig,",
    ),
  ],
  abortSignals: [word("_initializeAbortSignals")],
  loop: [
    edits(
      "the loop of _runLoop",
      PREGEL,
      [escapePattern(LOOP), "await this._runLoop({ pregelLoop: loop,"],
      ["const \\{ loop, runner", "const { pregelLoop: loop, runner"],
    ),
    ...["isNested", "channels", "input", "checkpoint", "checkpointPendingWrites", "config", "store"].map(
      loopMember,
    ),
  ],
  loopTasks: [loopMember("tasks")],
  loopStream: [loopMember("stream")],
  loopStatus: [loopMember("status"), edits('the status "done"', "pregel/loop.js", ['"done"', '"finished"'])],
  tick: [
    loopMember("tick"),
    code(
      "loop.tick is not called",
      PREGEL,
      "await loop.tick({",
      "await Object.getPrototypeOf(loop).tick.call(loop, {",
    ),
  ],
  putWrites: [
    loopMember("putWrites"),
    edits("loop.putWrites is not called", "pregel/runner.js", [
      "this\\.loop\\.putWrites\\(",
      "Object.getPrototypeOf(this.loop).putWrites.call(this.loop, ",
    ]),
  ],
  acceptPush: [
    loopMember("acceptPush"),
    edits("acceptPush is not given the caller", "pregel/runner.js", [
      "acceptPush\\(task, writeIdx, call\\)",
      'acceptPush({ ...task, id: "none" }, writeIdx, call)',
    ]),
  ],
  errorChannel: [text("__error__", SAVED)],
  writerMapper: [
    word("mapper"),
    edits(
      "the writes of a ChannelWrite",
      "pregel/write.js",
      ["this\\.writes", "this.entries"],
      ["^\\twrites;", "\tentries;"],
    ),
    edits(
      "the writes of a ChannelWrite are not those that are written",
      "pregel/write.js",
      ["const writes = this\\.writes\\.map", "const writes = this.copies.map"],
      [
        "this\\.writes = writes;",
        "this.writes = writes; this.copies = writes.map((each) => each.mapper ? { ...each } : each);",
      ],
    ),
  ],
  readState: [text("__pregel_read")],
  taskId: [text("__pregel_task_id")],
  scratchpad: [
    text("__pregel_scratchpad"),
    word("interruptCounter"),
    word("nullResume"),
    {
      what: "scratchpad.resume",
      edits: [
        { from: "scratchpad\\.resume(?!\\w)", to: "scratchpad.answers" },
        { files: ["pregel/algo.js"], from: "resume: \\(\\(\\) => \\{", to: "answers: (() => {" },
      ],
    },
  ],
  resumeChannel: [text("__resume__", SAVED)],
  previousState: [text("__pregel_previous")],
  taskPath: [word("langgraph_path"), text("__pregel_push"), text("__pregel_pull")],
  nodeName: [word("langgraph_node")],
  invalidResume: [
    word("_markInvalidResume"),
    edits("_markInvalidResume marks nothing", "errors.js", [
      "Object\\.defineProperty\\(error, INVALID_RESUME, \\{ value: true \\}\\)",
      "error.marked = true",
    ]),
  ],
  errorHandlerNode: [text("__error_handler__"), text("__default_error_handler__")],
  overwrite: [text("__overwrite__")],
  pregel: [word("lg_is_pregel")],
  final: [text("__pregel_final"), word("__lg_type")],
  batchedStore: [
    edits("the lg_name of an AsyncBatchedStore", "store/batch.js", ['"AsyncBatchedStore"', '"Batched"']),
    edits(
      "the store inside an AsyncBatchedStore",
      "store/batch.js",
      ["(this|input)\\.store\\b", "$1.inner"],
      ["^\\tstore;", "\tinner;"],
    ),
  ],
};

/** What is known of LangGraph too, where another name makes no difference, because there is another way or nothing rests on it. */
export const harmless: readonly Rename[] = [
  text("<branch_run>"),
  edits("func", "utils.js", ["this\\.func\\b", "this.work"], ["^\\tfunc;", "\twork;"]),
  word("lg_name"),
  text("__error_source_node__", SAVED),
  text("__interrupt__", SAVED),
  word("response_schema"),
  word("lc_graph_name"),
];
