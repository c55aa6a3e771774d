import { compile, type JSONSchema } from "json-schema-to-typescript";
import { isJsonObject, type JsonSchema } from "../../codegen/schema/json.js";

/**
 * The type that json-schema-to-typescript makes of a schema, as a module that exports `Root`; undefined where it refuses.
 *
 * @param documents - Given to it in place of the network.
 */
export async function peerType(
  schema: JsonSchema,
  documents: ReadonlyMap<string, JsonSchema>,
): Promise<string | undefined> {
  const known = {
    order: 1,
    canRead: true,
    read: ({ url }: { readonly url: string }): string => {
      const document = documents.get(url.replace(/#.*$/, ""));
      if (document === undefined) throw new Error(`${url} is not among the documents`);
      return JSON.stringify(document);
    },
  };
  try {
    // It names the type after the title, whatever name it is given. It changes the schema that it gets.
    const titled = isJsonObject(schema) ? { ...structuredClone(schema), title: "Root" } : schema;
    const text = await compile(titled as JSONSchema, "Root", {
      bannerComment: "",
      format: false,
      $refOptions: { resolve: { file: false, http: known } },
    });
    return /^export (?:interface|type) Root\b/m.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
