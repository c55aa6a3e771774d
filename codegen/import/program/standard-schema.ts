import { isJsonObject, type JsonObject, type JsonSchema } from "../../schema/json.js";

/** What of a schema got lost on the way to JSON Schema. */
export type OnLoss = (what: string) => void;

/** Loads a package as the program does. */
export type Load = (specifier: string) => unknown;

/** Whether a value is a schema of a library: Zod, or one with Standard JSON Schema. */
export function isSchemaValue(value: unknown): value is object {
  return isZod4(value) || isZod3(value) || standardOf(value) !== undefined;
}

/**
 * The JSON Schema of what a schema of a library accepts.
 *
 * @returns Undefined where the library can't say.
 */
export function jsonSchemaOf(value: unknown, load: Load, onLoss: OnLoss): JsonSchema | undefined {
  if (isZod4(value)) return tidy(fromZod4(value, load, onLoss));
  if (isZod3(value)) return tidy(fromZod3(value, load));
  const input = standardOf(value)?.jsonSchema?.input;
  return input === undefined ? undefined : tidy(input({ target: "draft-2020-12" }));
}

interface Zod4 {
  readonly _zod: { readonly def: { readonly type: string; readonly checks?: readonly Zod4Check[] } };
}

interface Zod4Check {
  readonly _zod: { readonly def: { readonly check: string } };
}

function isZod4(value: unknown): value is Zod4 {
  return typeof value === "object" && value !== null && "_zod" in value;
}

function isZod3(value: unknown): value is object {
  return typeof value === "object" && value !== null && "_def" in value && "parse" in value;
}

interface Standard {
  readonly jsonSchema?: { readonly input?: (options: { readonly target: string }) => unknown };
}

function standardOf(value: unknown): Standard | undefined {
  const isHolder = (typeof value === "object" || typeof value === "function") && value !== null;
  return isHolder && "~standard" in value ? (value["~standard"] as Standard) : undefined;
}

/** What Zod makes nothing of, or something else than what it checks. */
const LOST: ReadonlySet<string> = new Set([
  ...["custom", "date", "map", "set", "bigint", "symbol", "function", "promise", "transform", "file"],
]);

function fromZod4(schema: Zod4, load: Load, onLoss: OnLoss): unknown {
  const zod = (load("zod/v4") ?? load("zod")) as {
    toJSONSchema(schema: unknown, options: object): unknown;
  };
  return zod.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }: { zodSchema: Zod4; jsonSchema: Record<string, unknown> }) => {
      const { type, checks = [] } = zodSchema._zod.def;
      if (LOST.has(type)) onLoss(type === "custom" ? "a check by a function" : `a ${type}`);
      if (checks.some(({ _zod }) => _zod.def.check === "custom")) onLoss("a check by a function");
      // The pattern is what Zod checks.
      if ("pattern" in jsonSchema) delete jsonSchema.format;
    },
  });
}

function fromZod3(schema: object, load: Load): unknown {
  const { toJsonSchema } = load("@langchain/core/utils/json_schema") as {
    toJsonSchema(schema: unknown): unknown;
  };
  return toJsonSchema(schema);
}

/** Without what only says how it was made. */
function tidy(value: unknown): JsonSchema | undefined {
  if (typeof value === "boolean") return value;
  if (!isJsonObject(value)) return undefined;
  const { $schema: _, "~standard": __, ...schema } = JSON.parse(JSON.stringify(value)) as JsonObject;
  return schema;
}
