import type { Context } from "hono";

/*
 * What this package knows of LangGraph's server that the server does not document, and nothing else. The server mounts `http.app` before its own
 * routes, so that a handler of ours that calls `next` sees their responses. Tests show each fact on the development server.
 */

/** The server's routes that are completed or guarded. */
export const ROUTES = {
  assistants: "/assistants",
  assistant: "/assistants/:assistant_id",
  schemas: "/assistants/:assistant_id/schemas",
} as const;

/** What `values` and the result of a run hold in place of the state: the open interrupts, or what the run failed with. */
export const RESULT = { interrupts: "__interrupt__", failure: "__error__" } as const;

/** What the server puts before its own routes to call itself. */
const LOOPBACK = Symbol.for("langgraph_api:fetch");

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/**
 * An assistant, as the server itself gives it to whoever sent the request.
 *
 * @returns Undefined where there is none, or the sender may not see it: the server says so to a request that goes on.
 * @throws Error where the server does not work as this package needs it to.
 */
export async function readAssistant(
  context: Context,
  id: string,
): Promise<{ readonly graph_id?: unknown; readonly context?: unknown } | undefined> {
  const loopback: unknown = Reflect.get(globalThis, LOOPBACK);
  if (typeof loopback !== "function") {
    throw new Error(
      "graphwright/server does not work with this version of LangGraph's server: it gives apps no way to call it. Leave http.app out of langgraph.json, or install a version of @langchain/langgraph-api that graphwright was tested with.",
    );
  }
  const headers = new Headers(context.req.raw.headers);
  // Of the request that is being answered, not of this one.
  for (const name of ["content-length", "content-type", "transfer-encoding"]) headers.delete(name);
  const response = await (loopback as Fetch)(`/assistants/${encodeURIComponent(id)}`, { headers });
  return response.ok ? ((await response.json()) as { graph_id?: unknown; context?: unknown }) : undefined;
}
