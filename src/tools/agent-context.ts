import { checkContext } from "../boundaries/context.js";
import type { Contract } from "../contract/contract.js";
import type { GraphTypes } from "../contract/graph-types.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";
import { unescapeKey } from "../schema/validation/json-pointer.js";

/**
 * A contract's context in the form that LangChain's agents accept as a `contextSchema`. They accept only Zod objects, not Standard
 * Schemas; this has the parts of a Zod object that they use.
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
 * Returns the context of a contract as a `contextSchema` for `createMiddleware` and `createAgent`. Then `runtime.context` is typed in
 * hooks. It is checked, and defaults are applied, before a hook gets it. The agent's calls must pass the context (LangChain.js, Runtime).
 *
 * LangChain passes only the declared properties to hooks other than `wrapModelCall`; `middlewareRuntime` returns the whole context.
 *
 * @param contract - A contract with a context member.
 * @returns A value that LangChain accepts as a Zod object.
 * @throws Error if the contract has no context member.
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
  while (pending.length > 0) {
    const schema = pending.pop();
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
