import { certainDefaults, type DefaultsPlan, fittingDefaults, Schema } from "graphwright";
import { createDefaults, type Defaults } from "../../codegen/defaults/defaults.js";
import { printPlan } from "../../codegen/json-schemas/print-plan.js";
import type { SchemaNode } from "../../codegen/schema/schema-node.js";
import { reachableNodes } from "../../codegen/schema/subschemas.js";
import { accepts } from "../../codegen/validators/verdict.js";
import { compileNode } from "./compile-node.js";

/** What is known of the defaults of one schema. Like `typeOfSchema`, it takes whatever a reference leads to for a definition. */
export function defaultsOf(root: SchemaNode): Defaults {
  const definitions = new Set<SchemaNode>([root]);
  for (const node of reachableNodes([root])) for (const target of node.refs ?? []) definitions.add(target);
  return createDefaults(accepts, { isDefinition: (node) => definitions.has(node), roots: definitions });
}

/** A schema as generated code has it, made in this process. */
export function schemaOf(root: SchemaNode): Schema<unknown, unknown> {
  const defaults = defaultsOf(root);
  const names = new Map<SchemaNode, string>();
  for (const node of reachableNodes([root])) {
    for (const target of [root, ...(node.refs ?? [])]) {
      if (!names.has(target)) names.set(target, `plan${names.size}`);
    }
  }
  const risky = [...defaults.allRisks(root).keys()].map(({ name }) => name);
  const statements = [...names].map(
    ([node, name]) =>
      `const ${name} = ${printPlan(node, defaults, (inner) => names.get(inner), node === root ? risky : [])};`,
  );
  const plan = new Function(`${statements.join("\n")}\nreturn ${names.get(root)};`)() as DefaultsPlan;
  return new Schema({
    name: "Root",
    validate: compileNode(root),
    jsonSchema: true,
    ...(defaults.hasDefaults(root)
      ? { defaults: risky.length > 0 ? fittingDefaults(plan) : certainDefaults(plan) }
      : {}),
  });
}
