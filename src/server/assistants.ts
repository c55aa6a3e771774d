import type { Context, Hono, Next } from "hono";
import { certainIssues } from "../contract/certain-issues.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { ROUTES, readAssistant } from "./langgraph-server.js";

type Contracts = ReadonlyMap<string, Contract>;
interface Assistant {
  readonly graph_id?: unknown;
  readonly context?: unknown;
}

/**
 * Completes and guards the server's routes for assistants: their schemas say what the context is, and a context that does not fit is not stored.
 */
export function watchAssistants(app: Hono, contracts: Contracts): void {
  app.get(ROUTES.schemas, (context, next) => completeSchemas(context, next, contracts));
  app.post(ROUTES.assistants, async (context, next) => {
    const sent = await bodyOf(context);
    refuseContext(contracts, sent?.graph_id, sent?.context);
    await next();
  });
  app.patch(ROUTES.assistant, async (context, next) => {
    const sent = await bodyOf(context);
    // Without a new context the stored one stays; it must fit a new graph.
    if (sent !== undefined && (isGiven(sent.context) || isGiven(sent.graph_id))) {
      const stored =
        isGiven(sent.context) && isGiven(sent.graph_id)
          ? undefined
          : await readAssistant(context, context.req.param("assistant_id"));
      refuseContext(contracts, sent.graph_id ?? stored?.graph_id, sent.context ?? stored?.context);
    }
    await next();
  });
}

/** LangGraph's server knows no schema of the context. It takes both of these from what it knows. */
async function completeSchemas(context: Context, next: Next, contracts: Contracts): Promise<void> {
  await next();
  if (!context.res.ok) return;
  const answer = (await context.res.clone().json()) as { graph_id?: unknown; [schema: string]: unknown };
  const schema = contractOf(contracts, answer.graph_id)?.context?.jsonSchema;
  if (schema === undefined) return;
  const { config_schema = schema, context_schema = schema } = answer;
  const { status } = context.res;
  const headers = new Headers(context.res.headers);
  headers.delete("content-length");
  const completed = JSON.stringify({ ...answer, config_schema, context_schema });
  context.res = new Response(completed, { status, headers });
}

/** The body of a request as an object; undefined where it is something else, which the server refuses by itself. */
async function bodyOf(context: Context): Promise<Assistant | undefined> {
  try {
    const body: unknown = await context.req.json();
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Refuses a context that no run can use.
 *
 * @throws ContractError, which the server answers with 422.
 */
function refuseContext(contracts: Contracts, graph: unknown, given: unknown): void {
  const contract = contractOf(contracts, graph);
  if (contract?.context === undefined || !isGiven(given)) return;
  const result = contract.context.safeParse(given);
  if (result.success) return;
  const issues = certainIssues(contract.context, result.issues);
  if (issues.length === 0) return;
  const hint =
    "An assistant's context may leave properties to the context of a run, but what it has must fit. It was not stored.";
  throw new ContractError({ graph: contract.name, boundary: "context", issues, hint });
}

function contractOf(contracts: Contracts, graph: unknown): Contract | undefined {
  return typeof graph === "string" ? contracts.get(graph) : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
