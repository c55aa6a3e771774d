import type { Contract } from "../contract/contract.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";

/**
 * A schema of a contract's state, input or output as the graph publishes it: LangGraph's tools know a conversation by its `langgraph_type`, also where the
 * contract says `x-reducer`, and where only the state says it.
 */
export function publishedSchema({ fields }: Contract, schema: JsonSchema): JsonSchema {
  if (typeof schema === "boolean") return schema;
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const conversations = fields.flatMap(([name, { reducer }]) => {
    const property = reducer === "messages" && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isObject(property) && property.langgraph_type === undefined
      ? [[name, { ...property, langgraph_type: "messages" }] as const]
      : [];
  });
  if (conversations.length === 0) return schema;
  return { ...schema, properties: { ...properties, ...Object.fromEntries(conversations) } };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
