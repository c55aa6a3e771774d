import { createRequire } from "node:module";
import { standardDialect } from "./dialect.js";
import type { JsonSchema } from "./json.js";
import { DRAFT_04_META_SCHEMA } from "./meta-schema-draft-04.js";

const require = createRequire(import.meta.url);

/**
 * The meta-schema at a URI: those of the five dialects, and the vocabularies they are made of. They ship with Ajv, except
 * for draft-04's, and are only read when a schema refers to one.
 */
export function metaSchemaAt(uri: string): JsonSchema | undefined {
  const dialect = standardDialect(uri);
  switch (dialect) {
    case "draft-04":
      return DRAFT_04_META_SCHEMA;
    case "draft-06":
    case "draft-07":
      return require(`ajv/dist/refs/json-schema-${dialect}.json`);
    case "2019-09":
    case "2020-12":
      return require(`ajv/dist/refs/json-schema-${dialect}/schema.json`);
  }
  const [, edition, name] =
    /^https?:\/\/json-schema\.org\/draft\/(2019-09|2020-12)\/meta\/([a-z-]+)$/.exec(uri) ?? [];
  if (edition === undefined || name === undefined || !META_NAMES[edition]?.includes(name)) return undefined;
  return require(`ajv/dist/refs/json-schema-${edition}/meta/${name}.json`);
}

const META_NAMES: Readonly<Record<string, readonly string[]>> = {
  "2019-09": ["applicator", "content", "core", "format", "meta-data", "validation"],
  "2020-12": ["applicator", "content", "core", "format-annotation", "meta-data", "unevaluated", "validation"],
};
