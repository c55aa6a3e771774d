import type { ImportExtension } from "../../codegen/index.js";

/** A way to build and run TypeScript, in a project as its documentation sets one up. */
export interface Toolchain {
  readonly name: string;
  /** What the project looks like, in Markdown, for the page. */
  readonly project: string;
  /** What has to be set because of graphwright, beyond what the toolchain's own documentation has; absent for nothing. */
  readonly settings?: string;
  /** What the project installs besides graphwright and LangGraph. */
  readonly packages: readonly string[];
  /** The project's files besides the schemas and the greeting: a text, or a value to write as JSON. */
  readonly files: Readonly<Record<string, unknown>>;
  /** How the generated modules are expected to import each other, by no more than these files. */
  readonly importExtension: ImportExtension;
  /** Commands that build and run; each has to succeed, and one of them to print the greeting. The first word is a package's command, or `node`. */
  readonly commands: readonly (readonly [command: string, ...args: string[]])[];
  /** A command that only succeeds where the toolchain can run at all. */
  readonly probe?: readonly [command: string, ...args: string[]];
}

/** What every project has to say. */
export const GREETING = "Hello Alice! Nice to see you again. support-agent is here, too.";

/** The greeting as a module of the project, importing what is generated as the generated modules import each other. */
export function greetingModule(generated: string, importExtension: ImportExtension): string {
  const from = (module: string) => `"${generated}/${module}/${fileName("index", importExtension)}"`;
  return `import { InMemoryStore } from "@langchain/langgraph";
import {
  type GreetingRuntime,
  type GreetingState,
  GreetingStateGraph,
  type GreetingUpdate,
} from ${from("greeting")};
import { supportAgentContract } from ${from("support-agent")};

async function personalizedGreeting(_: GreetingState, runtime: GreetingRuntime): Promise<GreetingUpdate> {
  const memory = await runtime.store?.get(["users"], runtime.context.user_id);
  return { response: \`Hello \${memory?.value.name ?? "unknown_user"}! Nice to see you again.\` };
}

export async function greet(): Promise<string> {
  const store = new InMemoryStore();
  await store.put(["users"], "user_123", { name: "Alice" });
  const graph = new GreetingStateGraph()
    .addNode("personalized_greeting", personalizedGreeting)
    .setEntryPoint("personalized_greeting")
    .setFinishPoint("personalized_greeting")
    .compile({ store });
  const { response } = await graph.invoke({}, { context: { user_id: "user_123" } });
  return \`\${response} \${supportAgentContract.name} is here, too.\`;
}
`;
}

/** A file's name in an import. */
export function fileName(name: string, importExtension: ImportExtension): string {
  return importExtension === "none" ? name : `${name}.${importExtension}`;
}
