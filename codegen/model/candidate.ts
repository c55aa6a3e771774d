import type { SchemaNode } from "../schema/schema-node.js";
import type { Home } from "./home.js";

/** A schema that will have a name. */
export interface Candidate {
  readonly node: SchemaNode;
  readonly home: Home;
  readonly key: string;
  readonly pointer: string;
  readonly wanted: string;
}
