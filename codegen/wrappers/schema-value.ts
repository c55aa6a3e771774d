import type CodeBlockWriter from "code-block-writer";
import type { ModuleJsonSchemas } from "../json-schemas/json-schemas.js";
import type { DefinitionModel } from "../model/model.js";
import { PURE } from "../print/comment.js";
import { genericText, WIDTH } from "../print/layout.js";
import { printStatement, type WriteStatement } from "../print/statement.js";
import { stringLiteral } from "../print/string-literal.js";
import type { View } from "../types/types.js";
import type { ModuleImports } from "./module-imports.js";
import { CLIENT_ENTRY, type PackageImports } from "./package-imports.js";
import type { Parts } from "./parts.js";

/** Prints the `Schema` values of one module. */
export class SchemaValues {
  readonly #module: string;
  readonly #parts: Parts;
  readonly #others: ModuleImports;
  readonly #imports: PackageImports;
  readonly #functionOf: (definition: DefinitionModel) => string;
  readonly #schemas: ModuleJsonSchemas;

  constructor(module: string, parts: Parts, imports: PackageImports, others: ModuleImports) {
    this.#module = module;
    this.#others = others;
    this.#parts = parts;
    this.#imports = imports;
    this.#functionOf = parts.validators.module(module).functionOf;
    this.#schemas = parts.jsonSchemas.module(module);
  }

  /** The type of a definition's value: `Schema<Ticket, TicketInput>`. */
  typeOf(definition: DefinitionModel): GenericType {
    const { types } = this.#parts;
    const [output, input] = [types.nameOf(definition, "output"), types.nameOf(definition, "input")];
    return {
      name: this.#imports.value("Schema", CLIENT_ENTRY),
      parameters: output === input ? [output] : [output, input],
    };
  }

  /** What a definition's value is called here, of whichever module it is. */
  nameOf(definition: DefinitionModel): string {
    return definition.module === this.#module ? definition.name : this.#others.value(definition);
  }

  /** What a definition's type is called here, of whichever module it is. */
  typeName(definition: DefinitionModel, view: View): string {
    const name = this.#parts.types.nameOf(definition, view);
    return definition.module === this.#module ? name : this.#others.type(definition, name);
  }

  /** The value beside a definition's type, exported under the same name. */
  declaration(definition: DefinitionModel): WriteStatement {
    return constant(definition.name, this.typeOf(definition), this.expression(definition));
  }

  /** What makes the value of a definition. */
  expression(definition: DefinitionModel): WriteStatement {
    const entries: Entry[] = [
      ["name", stringLiteral(definition.name)],
      ["validate", `validators.${this.#functionOf(definition)}`],
      ["jsonSchema", `schemas.${this.#schemas.nameOf(definition)}`],
    ];
    const defaults = this.#schemas.defaultsOf(definition);
    if (defaults !== undefined) {
      const isCertain = this.#parts.defaults.allRisks(definition.node).size === 0;
      const make = this.#imports.value(isCertain ? "certainDefaults" : "fittingDefaults", CLIENT_ENTRY);
      entries.push(["defaults", `${PURE} ${make}(schemas.${defaults})`]);
    }
    return call(`new ${this.#imports.value("Schema", CLIENT_ENTRY)}`, entries);
  }
}

/** A property of an object literal. */
export type Entry = readonly [key: string, value: string | WriteStatement];

/** `callee({ … })`, a property a line. */
export function call(callee: string, entries: readonly Entry[]): WriteStatement {
  return (writer) => {
    writer.write(`${PURE} ${callee}(`);
    writer.inlineBlock(() => {
      for (const [key, value] of entries) {
        writer.write(`${key}: `);
        write(writer, value);
        writer.write(",").newLine();
      }
    });
    writer.write(")");
  };
}

/** A type with type arguments. */
export interface GenericType {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** `export const name: type = value;`. The value begins on a line of its own where its first line would be too long. */
export function constant(name: string, type: GenericType, value: string | WriteStatement): WriteStatement {
  return (writer) => {
    const start = `export const ${name}: `;
    const head = `${start}${genericText(type.name, type.parameters, start.length + " =".length)} =`;
    const text = printStatement(value);
    const [firstLine = ""] = `${text};`.split("\n", 1);
    const lastLine = head.slice(head.lastIndexOf("\n") + 1);
    writer.write(head);
    if (`${lastLine} ${firstLine}`.length <= WIDTH) writer.write(` ${text};`);
    else writer.newLine().indent(() => writer.write(`${text};`));
  };
}

function write(writer: CodeBlockWriter, value: string | WriteStatement): void {
  if (typeof value === "string") writer.write(value);
  else value(writer);
}
