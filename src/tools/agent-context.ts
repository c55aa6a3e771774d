import { checkContext } from "../boundaries/context.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";
import { unescapeKey } from "../schema/validation/json-pointer.js";

/**
 * A contract's context in the form that LangChain's agents take for a `contextSchema`. They take Zod objects only, not Standard Schemas; this is
 * as much of one as they look at.
 */
export interface AgentContext<Context, Input> {
  readonly _zod: {
    readonly def: { readonly type: "object"; readonly shape: Record<string, unknown> };
    readonly output: Context;
    readonly input: Input;
    readonly run: (payload: ZodPayload) => ZodPayload;
    readonly toJSONSchema: () => JsonSchema;
    readonly [key: string]: unknown;
  };
}

/** What Zod hands from check to check. */
interface ZodPayload {
  value: unknown;
  readonly issues: unknown[];
}

/**
 * The context of a contract as the `contextSchema` of `createMiddleware` and `createAgent`: `runtime.context` is typed in hooks, and checked, with
 * defaults applied, before a hook sees it; and the agent's calls must give the context.
 *
 * LangChain gives hooks other than `wrapModelCall` the declared properties only; `middlewareRuntime` gives the whole context.
 *
 * @throws Error where the contract has no context member.
 *
 * @example
 * ```ts
 * const greetByName = createMiddleware({
 *   name: "GreetByName",
 *   contextSchema: agentContext(greetingContract),
 *   beforeModel: (state, runtime) => console.log(runtime.context.user_id),
 * });
 * ```
 */
export function agentContext<Types extends GraphTypes>(
  contract: Contract<Types>,
): AgentContext<Types["Context"], Types["ContextInput"]> {
  const { context } = contract;
  if (context === undefined) {
    throw new Error(`Graph "${contract.name}" has no context: its contract has no context member.`);
  }
  const shape: Record<string, unknown> = Object.create(null);
  const declared = declaredProperties(context.jsonSchema);
  for (const name of declared) shape[name] = {};
  // Where a call gives no context, LangGraph has the run's `configurable` checked in its place.
  const isConfigurable = (value: unknown) =>
    isObject(value) && Object.hasOwn(value, "thread_id") && !declared.has("thread_id");
  const zod = {
    def: { type: "object" as const, shape },
    run: (payload: ZodPayload) => {
      const given = isConfigurable(payload.value) ? undefined : payload.value;
      payload.value = checkContext(contract, context, given);
      return payload;
    },
    toJSONSchema: () => context.jsonSchema,
  };
  return { _zod: zod } as unknown as AgentContext<Types["Context"], Types["ContextInput"]>;
}

/** The keywords whose schemas apply to the same object. */
const IN_PLACE = ["allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "$ref"] as const;

/** The names of all properties that an object of a schema may have by name, whichever branch it takes. */
function declaredProperties(root: JsonSchema): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<JsonSchema>();
  const pending: unknown[] = [root];
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (!isObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    if (isObject(schema.properties)) for (const name of Object.keys(schema.properties)) names.add(name);
    for (const keyword of IN_PLACE) {
      const value = schema[keyword];
      if (Array.isArray(value)) pending.push(...value);
      else if (keyword === "dependentSchemas" && isObject(value)) pending.push(...Object.values(value));
      else pending.push(typeof value === "string" ? lookUp(root, value) : value);
    }
  }
  return names;
}

/** What a reference within the schema leads to; generated schemas have no others. */
function lookUp(root: JsonSchema, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  let found: unknown = root;
  for (const token of decodeURIComponent(reference).split("/").slice(1)) {
    const key = unescapeKey(token);
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as JsonObject)[key];
  }
  return found;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
