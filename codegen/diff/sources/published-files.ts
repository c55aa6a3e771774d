import { listsParts, MEMBER_KINDS } from "../../discover/member-kind.js";
import { isJsonObject, isJsonSchema, type JsonObject, type JsonSchema } from "../../schema/json.js";

/** The files that a published contract may have come from; a part of a member has one of its own, because references inside of it start at its root. */
export function* publishedFiles(members: JsonObject): Generator<readonly [path: string, schema: JsonSchema]> {
  for (const kind of MEMBER_KINDS) {
    const member = members[kind];
    if (member === undefined) continue;
    if (!listsParts(kind)) {
      if (isJsonSchema(member)) yield [`${kind}.schema.json`, member];
      continue;
    }
    const properties = new Map<string, JsonSchema>();
    for (const [name, part] of Object.entries(isJsonObject(member) ? member : {})) {
      const path = `parts/${kind}-${properties.size}`;
      if (kind === "store" || kind === "sends") {
        if (isJsonSchema(part)) yield [`${path}.schema.json`, part];
        properties.set(name, { $ref: `${path}.schema.json` });
        continue;
      }
      const inside = Object.entries(isJsonObject(part) ? part : {}).filter(([, schema]) =>
        isJsonSchema(schema),
      );
      for (const [role, schema] of inside) yield [`${path}-${role}.schema.json`, schema as JsonSchema];
      const roles = inside.map(([role]): [string, JsonSchema] => [
        role,
        { $ref: `${path}-${role}.schema.json` },
      ]);
      properties.set(name, { type: "object", properties: Object.fromEntries(roles) });
    }
    yield [`${kind}.schema.json`, { type: "object", properties: Object.fromEntries(properties) }];
  }
}
