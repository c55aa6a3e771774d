import { isJsonObject, type JsonSchema, type JsonValue } from "./json.js";
import { isAtLeast, KEYWORDS, type Keyword, type Vocabulary } from "./keyword.js";
import type { Dialect } from "./schema-document.js";

/** What a schema without `$schema` is written in. */
export const DEFAULT_DIALECT: Dialect = "2020-12";

/** The URI of each dialect's meta-schema, as `$schema` gives it. */
export const DIALECT_URIS: Readonly<Record<Dialect, string>> = {
  "draft-04": "http://json-schema.org/draft-04/schema#",
  "draft-06": "http://json-schema.org/draft-06/schema#",
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2019-09": "https://json-schema.org/draft/2019-09/schema",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
};

/** A dialect, and which of its keywords count: a meta-schema can leave whole vocabularies out. */
export interface Rules {
  readonly dialect: Dialect;
  readonly keywords: ReadonlyMap<string, Keyword>;
}

/** The rules of a dialect with all its keywords. */
export function rulesOf(dialect: Dialect): Rules {
  return STANDARD_RULES[dialect];
}

const STANDARD_RULES: Readonly<Record<Dialect, Rules>> = {
  "draft-04": { dialect: "draft-04", keywords: KEYWORDS["draft-04"] },
  "draft-06": { dialect: "draft-06", keywords: KEYWORDS["draft-06"] },
  "draft-07": { dialect: "draft-07", keywords: KEYWORDS["draft-07"] },
  "2019-09": { dialect: "2019-09", keywords: KEYWORDS["2019-09"] },
  "2020-12": { dialect: "2020-12", keywords: KEYWORDS["2020-12"] },
};

/** The dialect that a `$schema` URI names by itself; with or without a last `#`, by http or https. */
export function standardDialect(uri: string): Dialect | undefined {
  if (isUnversioned(uri)) return DEFAULT_DIALECT;
  for (const dialect of Object.keys(DIALECT_URIS) as Dialect[]) {
    if (bare(DIALECT_URIS[dialect]) === bare(uri)) return dialect;
  }
  return undefined;
}

/** Whether a `$schema` URI names the latest dialect, whichever that is. */
export function isUnversioned(uri: string): boolean {
  return bare(uri) === "//json-schema.org/schema";
}

function bare(uri: string): string {
  return uri.replace(/#$/, "").replace(/^https?:/, "");
}

/** Why a `$schema` gives no rules. */
export interface DialectFault {
  readonly code: "unknown-dialect" | "unknown-vocabulary";
  readonly message: string;
  readonly remedy: string;
}

/**
 * The rules that a `$schema` URI stands for: a standard dialect, or a meta-schema of the user's own that leads to one.
 *
 * @param find gives the meta-schema at a URI, among the documents at hand
 */
export function rulesFor(uri: string, find: (uri: string) => JsonSchema | undefined): Rules | DialectFault {
  const dialect = standardDialect(uri);
  if (dialect !== undefined) return STANDARD_RULES[dialect];

  const seen = new Set([uri]);
  let metaSchema = find(uri);
  const first = metaSchema;
  while (isJsonObject(metaSchema)) {
    const { $schema } = metaSchema;
    const base = typeof $schema === "string" ? standardDialect($schema) : DEFAULT_DIALECT;
    if (base !== undefined)
      return customRules(uri, base, isJsonObject(first) ? first.$vocabulary : undefined);
    if (typeof $schema !== "string" || seen.has($schema)) break;
    seen.add($schema);
    metaSchema = find($schema);
  }
  return {
    code: "unknown-dialect",
    message: `the dialect ${JSON.stringify(uri)} is unknown`,
    remedy: `use one of ${Object.values(DIALECT_URIS).join(", ")}`,
  };
}

function customRules(uri: string, dialect: Dialect, vocabulary: JsonValue | undefined): Rules | DialectFault {
  if (!isJsonObject(vocabulary) || !isAtLeast(dialect, "2019-09")) return STANDARD_RULES[dialect];
  const used = new Set<Vocabulary>(["core", "graphwright"]);
  for (const [name, required] of Object.entries(vocabulary)) {
    const known = VOCABULARIES.get(name);
    if (known !== undefined) {
      for (const found of known) used.add(found);
    } else if (required === true) {
      return {
        code: "unknown-vocabulary",
        message: `the meta-schema ${JSON.stringify(uri)} requires the vocabulary ${JSON.stringify(name)}, which graphwright does not know`,
        remedy: "set the vocabulary to false in the meta-schema if its keywords may be ignored",
      };
    }
  }
  const keywords = [...KEYWORDS[dialect]].filter(([, keyword]) => used.has(keyword.vocabulary));
  return { dialect, keywords: new Map(keywords) };
}

/** In 2019-09 the `unevaluated*` keywords belong to the applicators. */
const VOCABULARIES: ReadonlyMap<string, readonly Vocabulary[]> = new Map([
  ["https://json-schema.org/draft/2019-09/vocab/core", ["core"]],
  ["https://json-schema.org/draft/2019-09/vocab/applicator", ["applicator", "unevaluated"]],
  ["https://json-schema.org/draft/2019-09/vocab/validation", ["validation"]],
  ["https://json-schema.org/draft/2019-09/vocab/meta-data", ["meta-data"]],
  ["https://json-schema.org/draft/2019-09/vocab/format", ["format"]],
  ["https://json-schema.org/draft/2019-09/vocab/content", ["content"]],
  ["https://json-schema.org/draft/2020-12/vocab/core", ["core"]],
  ["https://json-schema.org/draft/2020-12/vocab/applicator", ["applicator"]],
  ["https://json-schema.org/draft/2020-12/vocab/unevaluated", ["unevaluated"]],
  ["https://json-schema.org/draft/2020-12/vocab/validation", ["validation"]],
  ["https://json-schema.org/draft/2020-12/vocab/meta-data", ["meta-data"]],
  ["https://json-schema.org/draft/2020-12/vocab/format-annotation", ["format"]],
  ["https://json-schema.org/draft/2020-12/vocab/format-assertion", ["format"]],
  ["https://json-schema.org/draft/2020-12/vocab/content", ["content"]],
] satisfies [string, Vocabulary[]][]);
