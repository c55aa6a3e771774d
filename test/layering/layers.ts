/** A folder, what it is about, and the folders beside it that its files may import from. */
export interface Layer {
  readonly folder: string;
  readonly about: string;
  readonly imports: readonly string[];
}

/** The folders of `src/`, each after those that it may import from. `index.ts` may import from all. */
export const srcLayers: readonly Layer[] = [
  { folder: "schema", about: "a JSON Schema as a value: checks, defaults, issues", imports: [] },
  {
    folder: "langgraph",
    about: "what is known of LangGraph and not documented, and nothing else",
    imports: [],
  },
  {
    folder: "contract",
    about: "what generated code says of a graph, and the error of all checks",
    imports: ["schema"],
  },
  {
    folder: "state",
    about: "fields as channels: reducers, first values, what a checkpoint can hold",
    imports: ["schema", "langgraph", "contract"],
  },
  {
    folder: "boundaries",
    about: "a file a boundary: what is checked there, and how a refusal is worded",
    imports: ["schema", "langgraph", "contract", "state"],
  },
  { folder: "store", about: "a contract's view of a store", imports: ["contract", "boundaries"] },
  {
    folder: "interrupts",
    about: "questions, answers and resuming",
    imports: ["schema", "langgraph", "contract", "boundaries"],
  },
  {
    folder: "runtime",
    about: "what nodes get besides the state",
    imports: ["schema", "langgraph", "contract", "boundaries", "store", "interrupts"],
  },
  {
    folder: "graph",
    about: "the builder and the compiled graph, with nodes, commands and streams",
    imports: ["schema", "langgraph", "contract", "state", "boundaries", "interrupts", "runtime"],
  },
  {
    folder: "tools",
    about: "tools of models, and what agents take",
    imports: ["schema", "langgraph", "contract", "boundaries", "runtime"],
  },
  {
    folder: "functional",
    about: "entrypoints and tasks",
    imports: ["langgraph", "contract", "state", "boundaries", "interrupts", "runtime", "graph"],
  },
  {
    folder: "client",
    about: "what a client of a graph has; an entry point of its own, which loads no LangGraph",
    imports: ["schema", "contract", "boundaries", "interrupts"],
  },
  {
    folder: "server",
    about: "what a LangGraph server publishes and checks besides its own; an entry point of its own",
    imports: ["schema", "contract"],
  },
  {
    folder: "opentelemetry",
    about: "checks as spans and counters; an entry point of its own",
    imports: [],
  },
];

/**
 * The folders of `codegen/`, each after those that it may import from: what all steps share, the steps in their order, and what puts them together.
 * `index.ts` may import from all.
 */
export const codegenLayers: readonly Layer[] = [
  { folder: "problems", about: "errors and warnings, and names that are nearly right", imports: [] },
  {
    folder: "schema",
    about: "JSON Schema itself: dialects, keywords, nodes, pointers, URIs, patterns, secrets",
    imports: ["problems"],
  },
  {
    folder: "print",
    about: "text of a schema as code: comments, literals, keys, names, import paths, layout",
    imports: ["schema"],
  },
  {
    folder: "text",
    about: "JSON and YAML as text, with the place of everything in it",
    imports: ["problems", "schema"],
  },
  {
    folder: "discover",
    about: "which files make up which contract",
    imports: ["problems", "schema", "print", "text"],
  },
  {
    folder: "load",
    about: "files as schema nodes, with every reference resolved",
    imports: ["problems", "schema", "text", "discover"],
  },
  {
    folder: "model",
    about: "contracts, members, fields, reducers and names as data",
    imports: ["problems", "schema", "print", "discover", "load"],
  },
  {
    folder: "defaults",
    about: "what parsing fills in, and which defaults are safe",
    imports: ["schema", "model"],
  },
  {
    folder: "lint",
    about: "a file a rule: what is wrong, or surely meant otherwise",
    imports: ["problems", "schema", "print", "discover", "load", "model", "defaults"],
  },
  {
    folder: "types",
    about: "TypeScript types: evaluated to an algebra, then printed",
    imports: ["schema", "print", "model", "defaults"],
  },
  {
    folder: "validators",
    about: "functions that check values",
    imports: ["schema", "print", "text", "model", "defaults"],
  },
  {
    folder: "json-schemas",
    about: "documents as they are published, and plans of defaults",
    imports: ["schema", "print", "load", "model", "defaults"],
  },
  {
    folder: "wrappers",
    about: "the module that people import",
    imports: [
      ...["schema", "print", "discover", "model", "defaults"],
      ...["types", "validators", "json-schemas"],
    ],
  },
  {
    folder: "python",
    about: "the same types and contracts as Python, and what its runtime needs of them as data",
    imports: [
      ...["schema", "print", "discover", "model", "defaults"],
      ...["types", "json-schemas", "wrappers"],
    ],
  },
  {
    folder: "diff",
    about: "what a change of contracts breaks",
    imports: [
      ...["problems", "schema", "print", "discover", "load", "model", "defaults", "lint"],
      "validators",
    ],
  },
  {
    folder: "write",
    about: "files into the output folder, as a whole or not at all",
    imports: ["problems", "schema", "print", "text"],
  },
  {
    folder: "pipeline",
    about: "the steps put together, for a whole library or for batches of it",
    imports: [
      ...["problems", "schema", "print", "text", "discover", "load", "model", "defaults", "lint"],
      ...["types", "validators", "json-schemas", "wrappers", "python", "write"],
    ],
  },
  {
    folder: "contract",
    about: "one contract, compiled and run in this process",
    imports: ["problems", "discover", "lint", "load", "model", "pipeline"],
  },
  {
    folder: "validate",
    about: "documents, checked against a member",
    imports: ["problems", "schema", "print", "text", "contract"],
  },
  {
    folder: "import",
    about: "contracts from programs, servers and other schemas",
    imports: ["problems", "schema", "print", "text", "discover", "model", "diff", "contract"],
  },
  {
    folder: "command",
    about: "the command line",
    imports: ["problems", "print", "diff", "pipeline", "validate", "import"],
  },
];

/** The only code of the runtime that the compiler runs: it judges defaults and checks documents as generated code does. */
export const SHARED_WITH_RUNTIME = /^src\/schema\//;

/** The folders of `src/` with an entry point of their own, which needs more than LangGraph: `src/index.ts` must not load them. */
export const OWN_ENTRIES: readonly string[] = ["server", "opentelemetry"];

/** What is known of LangGraph's server. */
export const SERVER_FACTS = "src/server/langgraph-server.ts";

/** Names that LangGraph does not document. Only `src/langgraph/` may know them. */
export const privateNames: readonly RegExp[] = [
  /__pregel/,
  /__lg_|\blg_/,
  /\b_(?:runLoop|streamIterator|validateInput|validateContext|markInvalidResume|commit)\b/,
  /__(?:error|resume|overwrite|default_error)_*/,
  /\blanggraph_(?!type\b)/,
  /\blc_graph_name\b/,
  /<branch_run>/,
  /AsyncBatchedStore/,
];
