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
];

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
