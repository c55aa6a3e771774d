import { type Node, type Symbol as TsSymbol, type Type, ts } from "ts-morph";
import type { JsonObject, JsonSchema, JsonValue } from "../../schema/json.js";

/** TypeScript types as JSON Schemas, those with a name as definitions. */
export class TypeSchemas {
  readonly definitions = new Map<string, JsonSchema>();
  readonly #names = new Map<Type, string>();
  readonly #where: Node;
  readonly #onLoss: (what: string) => void;

  /**
   * @param where - From where types are looked at.
   * @param onLoss - Is told of what JSON Schema can't say.
   */
  constructor(where: Node, onLoss: (what: string) => void) {
    this.#where = where;
    this.#onLoss = onLoss;
  }

  schemaOf(type: Type): JsonObject {
    if (type.isAny() || type.isUnknown()) return {};
    if (type.isUnion() && !type.isBoolean()) return this.#union(type);
    return this.#primitive(type) ?? this.#structure(type);
  }

  #primitive(type: Type): JsonObject | undefined {
    if (type.isLiteral() && !type.isBooleanLiteral()) return { const: literalOf(type) };
    if (type.isBooleanLiteral()) return { const: type.getText() === "true" };
    if (type.isString() || type.isTemplateLiteral()) return { type: "string" };
    if (type.isNumber()) return { type: "number" };
    if (type.isBoolean()) return { type: "boolean" };
    if (type.isNull()) return { type: "null" };
    if (type.isUndefined() || type.isVoid()) return {};
    return undefined;
  }

  #union(type: Type): JsonObject {
    const parts = type.getUnionTypes().filter((part) => !part.isUndefined());
    const constants = parts.filter((part) => part.isLiteral() && !part.isBooleanLiteral()).map(literalOf);
    const booleans = parts.filter((part) => part.isBooleanLiteral());
    const others = parts.filter((part) => !part.isLiteral()).map((part) => this.schemaOf(part));
    const schemas = [
      ...(constants.length === 0 ? [] : [enumOf(constants)]),
      ...(booleans.length === 2 ? [{ type: "boolean" }] : booleans.map((part) => this.schemaOf(part))),
      ...others,
    ];
    const [only] = schemas;
    if (schemas.length === 1 && only !== undefined) return only;
    if (schemas.some((schema) => Object.keys(schema).length === 0)) return {};
    const types = schemas.map(({ type: name, ...rest }) =>
      Object.keys(rest).length === 0 ? name : undefined,
    );
    if (types.every((name) => typeof name === "string")) return { type: [...new Set(types)] };
    if (
      constants.length > 0 &&
      types.filter((name) => name === undefined).length === 1 &&
      types.includes("null")
    ) {
      if (schemas.length === 2) return { enum: [...constants, null] };
    }
    return { anyOf: schemas };
  }

  #structure(type: Type): JsonObject {
    const name = type.getSymbol()?.getName() ?? "";
    if (MESSAGES.test(name)) return { type: "object" };
    if (type.isTuple()) {
      const items = type.getTupleElements().map((each) => this.schemaOf(each));
      return { type: "array", prefixItems: items, minItems: items.length, items: false };
    }
    const element = type.getArrayElementType();
    if (element !== undefined) return { type: "array", items: this.schemaOf(element) };
    if (UNSPEAKABLE.has(name) || type.getCallSignatures().length > 0) {
      this.#onLoss(name === "" || name === "__type" ? "a function" : `a ${name}`);
      return {};
    }
    return type.isObject() || type.isIntersection() ? this.#named(type) : {};
  }

  /** An object with a name becomes a definition: it may contain itself. */
  #named(type: Type): JsonObject {
    const symbol = type.getAliasSymbol() ?? type.getSymbol();
    const name = symbol?.getName() ?? "__type";
    const isGeneric = type.getAliasTypeArguments().length + type.getTypeArguments().length > 0;
    if (name.startsWith("__") || isGeneric || !isOwn(symbol)) return this.#object(type);
    const known = this.#names.get(type);
    if (known !== undefined) return { $ref: `#/$defs/${known}` };
    let free = name;
    for (let count = 2; this.definitions.has(free); count++) free = `${name}${count}`;
    this.#names.set(type, free);
    this.definitions.set(free, {});
    const description = descriptionOf(symbol);
    this.definitions.set(free, {
      ...(description === undefined ? {} : { description }),
      ...this.#object(type),
    });
    return { $ref: `#/$defs/${free}` };
  }

  #object(type: Type): JsonObject {
    const properties: [string, JsonSchema][] = [];
    const required: string[] = [];
    for (const property of type.getProperties()) {
      const name = property.getName();
      if (name.startsWith("__@")) continue;
      const own = property.getTypeAtLocation(this.#where);
      if (own.getCallSignatures().length > 0 && property.hasFlags(ts.SymbolFlags.Method)) continue;
      const description = descriptionOf(property);
      const schema = this.schemaOf(own);
      properties.push([name, description === undefined ? schema : { description, ...schema }]);
      const mayBeAbsent = property.isOptional() || own.isAny() || own.isUnknown();
      if (!mayBeAbsent && !(own.isUnion() && own.getUnionTypes().some((part) => part.isUndefined())))
        required.push(name);
    }
    const others = type.getStringIndexType();
    return {
      type: "object",
      ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
      ...(required.length === 0 ? {} : { required }),
      ...(others === undefined || others.isAny() || others.isUnknown()
        ? {}
        : { additionalProperties: this.schemaOf(others) }),
    };
  }
}

/** LangChain's messages, by the names of their classes. */
export const MESSAGES = /^(?:Base|AI|Human|System|Tool|Function|Chat|Remove)Message(?:Chunk|Like)?$/;

/** Objects whose properties don't say what they are. */
const UNSPEAKABLE = new Set([
  "Date",
  "Map",
  "Set",
  "WeakMap",
  "RegExp",
  "URL",
  "Buffer",
  "Uint8Array",
  "Promise",
  "Error",
]);

function isOwn(symbol: TsSymbol | undefined): boolean {
  return symbol?.getDeclarations().every((each) => !each.getSourceFile().isInNodeModules()) === true;
}

function literalOf(type: Type): JsonValue {
  const value = type.getLiteralValue();
  return typeof value === "string" || typeof value === "number" ? value : type.getText() === "true";
}

function enumOf(constants: readonly JsonValue[]): JsonObject {
  return constants.length === 1 ? { const: constants[0] ?? null } : { enum: constants };
}

function descriptionOf(symbol: TsSymbol | undefined): string | undefined {
  const text = symbol && ts.displayPartsToString(symbol.compilerSymbol.getDocumentationComment(undefined));
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}
