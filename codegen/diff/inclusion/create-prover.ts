import { Meanings } from "../../model/meanings.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { accepts } from "../../validators/verdict.js";
import { Prover } from "./prover.js";

/** A prover that judges single values as validators do. What it finds out is kept for further questions. */
export function createProver(): Prover {
  const meanings = new Meanings();
  const same = (a: SchemaNode, b: SchemaNode): boolean => a === b || meanings.areSame(a, b);
  return new Prover({ same, accepts });
}
