import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What graphs are written with. */
export type Builder = "ours" | "annotation" | "zod";

/**
 * Programs with many graphs: each has two nodes, three edges and a call, a state of three fields and a context of two, like any other but by name.
 *
 * @param builder - What the graphs are written with. For `ours` the contracts are written too, under `schemas`; generating is left to the caller.
 * @returns The files, by their path in the program's folder.
 */
export function twoNodeGraphs(builder: Builder, count: number): Map<string, string> {
  const files = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    files.set(`graphs/graph-${index}.ts`, GRAPHS[builder](index));
    if (builder !== "ours") continue;
    files.set(`schemas/desk-${index}/state.schema.json`, JSON.stringify(stateSchema(index)));
    files.set(`schemas/desk-${index}/context.schema.json`, JSON.stringify(contextSchema(index)));
  }
  return files;
}

/** Writes files into a folder. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
}

/** The compiler's configuration of such a program. */
export const TSCONFIG = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"],
    types: ["node"],
    module: "nodenext",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
  },
  include: ["graphs", "generated"],
};

function stateSchema(index: number): object {
  return {
    type: "object",
    properties: {
      [`question_${index}`]: { type: "string" },
      [`answer_${index}`]: { type: "string" },
      [`tries_${index}`]: { type: "integer" },
    },
    additionalProperties: false,
  };
}

function contextSchema(index: number): object {
  return {
    type: "object",
    properties: { [`user_${index}`]: { type: "string" }, [`limit_${index}`]: { type: "integer" } },
    required: [`user_${index}`, `limit_${index}`],
    additionalProperties: false,
  };
}

const GRAPHS: { readonly [name in Builder]: (index: number) => string } = {
  ours: (
    index,
  ) => `import { type Desk${index}Runtime, type Desk${index}State, Desk${index}StateGraph, type Desk${index}Update } from "../generated/desk-${index}/index.js";

function ask(state: Desk${index}State, runtime: Desk${index}Runtime): Desk${index}Update {
  return { question_${index}: \`\${runtime.context.user_${index}}: \${state.question_${index} ?? ""}\` };
}

async function answer(state: Desk${index}State, runtime: Desk${index}Runtime): Promise<Desk${index}Update> {
  return { answer_${index}: state.question_${index} ?? "", tries_${index}: runtime.context.limit_${index} };
}

const graph = new Desk${index}StateGraph()
  .addNode("ask", ask)
  .addNode("answer", answer)
  .addEdge("__start__", "ask")
  .addEdge("ask", "answer")
  .addEdge("answer", "__end__")
  .compile();

const result = await graph.invoke({ question_${index}: "?" }, { context: { user_${index}: "u", limit_${index}: 1 } });
export const text: string | undefined = result.answer_${index};
`,
  annotation: (
    index,
  ) => `import { Annotation, type LangGraphRunnableConfig, StateGraph } from "@langchain/langgraph";

const State = Annotation.Root({
  question_${index}: Annotation<string | undefined>,
  answer_${index}: Annotation<string | undefined>,
  tries_${index}: Annotation<number | undefined>,
});
const Context = Annotation.Root({ user_${index}: Annotation<string>, limit_${index}: Annotation<number> });

function ask(state: typeof State.State, config: LangGraphRunnableConfig<typeof Context.State>): typeof State.Update {
  return { question_${index}: \`\${config.context?.user_${index}}: \${state.question_${index} ?? ""}\` };
}

async function answer(state: typeof State.State, config: LangGraphRunnableConfig<typeof Context.State>): Promise<typeof State.Update> {
  return { answer_${index}: state.question_${index} ?? "", tries_${index}: config.context?.limit_${index} };
}

const graph = new StateGraph(State, Context)
  .addNode("ask", ask)
  .addNode("answer", answer)
  .addEdge("__start__", "ask")
  .addEdge("ask", "answer")
  .addEdge("answer", "__end__")
  .compile();

const result = await graph.invoke({ question_${index}: "?" }, { context: { user_${index}: "u", limit_${index}: 1 } });
export const text: string | undefined = result.answer_${index};
`,
  zod: (
    index,
  ) => `import { type LangGraphRunnableConfig, StateGraph, StateSchema } from "@langchain/langgraph";
import * as z from "zod";

const State = new StateSchema({
  question_${index}: z.string().optional(),
  answer_${index}: z.string().optional(),
  tries_${index}: z.int().optional(),
});
const Context = z.object({ user_${index}: z.string(), limit_${index}: z.int() });

function ask(state: typeof State.State, config: LangGraphRunnableConfig<z.infer<typeof Context>>): typeof State.Update {
  return { question_${index}: \`\${config.context?.user_${index}}: \${state.question_${index} ?? ""}\` };
}

async function answer(state: typeof State.State, config: LangGraphRunnableConfig<z.infer<typeof Context>>): Promise<typeof State.Update> {
  return { answer_${index}: state.question_${index} ?? "", tries_${index}: config.context?.limit_${index} };
}

const graph = new StateGraph(State, Context)
  .addNode("ask", ask)
  .addNode("answer", answer)
  .addEdge("__start__", "ask")
  .addEdge("ask", "answer")
  .addEdge("answer", "__end__")
  .compile();

const result = await graph.invoke({ question_${index}: "?" }, { context: { user_${index}: "u", limit_${index}: 1 } });
export const text: string | undefined = result.answer_${index};
`,
};
