import * as validation from "graphwright/validation";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { _, CodeName } from "../../codegen/validators/ajv.js";
import { type Analysis, analyse } from "../../codegen/validators/analysis.js";
import { printFunction } from "../../codegen/validators/print-function.js";
import { Unit } from "../../codegen/validators/unit.js";
import type { Validator } from "../../src/schema/validation/validator.js";

/**
 * Compiles one schema, to be run in this process.
 *
 * @param root - The schema; whatever it refers to is compiled with it, when it is first needed.
 */
export function compileNode(root: SchemaNode): Validator {
  return new Runner(analyse([root], (node) => node)).make(root);
}

/** What generated validators import. */
const HELPERS = { ...validation };

/** A validator as other validators call it. */
type Callable = ((value: unknown, path?: string, seen?: Set<string | number>) => boolean) &
  Pick<Validator, "errors">;

/** Makes validators from the same text that is generated. Each target of a reference has a function of its own, made when it is first called. */
class Runner {
  readonly #analysis: Analysis;
  readonly #kept = new Map<SchemaNode, Callable>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  get(node: SchemaNode): Callable {
    let callable = this.#kept.get(node);
    if (callable === undefined) {
      callable = this.make(node);
      this.#kept.set(node, callable);
    }
    return callable;
  }

  make(root: SchemaNode): Callable {
    const callees = new Map<SchemaNode, string>();
    const links: { [name: string]: Callable } = {};
    const unit = new Unit(this.#analysis, (node, { isWanted }) => {
      if (!isWanted) return undefined;
      let name = callees.get(node);
      if (name === undefined) {
        name = `check${callees.size}`;
        callees.set(node, name);
        // A getter: what it leads to is made when the value asks for it, not before.
        Object.defineProperty(links, name, { get: () => this.get(node) });
      }
      return _`${new CodeName("links")}.${new CodeName(name)}`;
    });
    const text = printFunction("check", root, unit);
    const names = unit.helpers;
    const body = [...unit.constants, text, "return check;"].join("\n");
    const make = new Function(...names, "links", body) as (...values: unknown[]) => Callable;
    return make(...names.map((name) => HELPERS[name]), links);
  }
}
