import { Hono } from "hono";
import type { Contract } from "../contract/contract.js";
import { membersOf, toJsonSchemas } from "../contract/members.js";
import { watchAssistants } from "./assistants.js";
import { asyncApiOf } from "./async-api.js";
import { openApiOf } from "./open-api.js";

/** A generated contract. Said in few words, because this entry point has declarations of its own, and TypeScript takes no class for another. */
export interface AnyContract {
  readonly name: string;
  readonly fingerprint: string;
  readonly state: { readonly jsonSchema: unknown };
}

/** A graph of the server, or its contract: both say the same. */
export type GraphOrContract = AnyContract | { readonly contract: AnyContract };

/**
 * Makes the app of a LangGraph server whose graphs have contracts, for `http.app` in `langgraph.json`. It publishes the contracts, completes what
 * the server says of its graphs, and refuses assistants whose context does not fit. All else goes on to the server's own routes.
 *
 * ```ts
 * export const agent = supportAgent({ … });
 * export const app = contractApp({ "support-agent": agent }); // langgraph.json: "http": { "app": "./server.ts:app" }
 * ```
 *
 * @param graphs - The graphs by the ids that they have in `langgraph.json`. Of a graph that a function makes, give the contract.
 * @returns An app of Hono's, to which routes of your own can be added.
 * @throws Error where one of them has no contract.
 */
export function contractApp(graphs: { readonly [id: string]: GraphOrContract }): Hono {
  const contracts = new Map(Object.entries(graphs).map(([id, given]) => [id, contractIn(id, given)]));
  const app = new Hono();
  const heads = [...contracts].map(([graph, contract]) => headOf(graph, contract));
  app.get("/contracts", (context) => context.json(heads));
  publish(app, "/contracts/:graph", contracts, (graph, contract) => ({
    ...headOf(graph, contract),
    members: toJsonSchemas(membersOf(contract)),
  }));
  publish(app, "/contracts/:graph/openapi.json", contracts, openApiOf);
  publish(app, "/contracts/:graph/asyncapi.json", contracts, asyncApiOf);
  watchAssistants(app, contracts);
  return app;
}

/** Answers with a document about a graph, which is made once. */
function publish(
  app: Hono,
  path: string,
  contracts: ReadonlyMap<string, Contract>,
  make: (graph: string, contract: Contract) => object,
): void {
  const made = new Map<string, string>();
  app.get(path, (context) => {
    const graph = context.req.param("graph") ?? "";
    const contract = contracts.get(graph);
    if (contract === undefined) {
      const known = [...contracts.keys()].map((id) => JSON.stringify(id)).join(", ");
      const message = `No graph ${JSON.stringify(graph)} has a contract here; these have one: ${known}.`;
      return context.json({ error: "NotFound", message }, 404);
    }
    let text = made.get(graph);
    if (text === undefined) {
      text = JSON.stringify(make(graph, contract));
      made.set(graph, text);
    }
    context.header("content-type", "application/json");
    return context.body(text);
  });
}

function headOf(graph: string, { name, fingerprint }: Contract) {
  return { graph, name, fingerprint };
}

function contractIn(id: string, given: GraphOrContract | undefined): Contract {
  const contract = given !== undefined && "contract" in given ? given.contract : given;
  if (typeof contract === "object" && "fingerprint" in contract) return contract as Contract;
  throw new Error(
    `contractApp: ${JSON.stringify(id)} is not a graph of a contract. Give a graph that the generated StateGraph has compiled, or the generated contract.`,
  );
}
