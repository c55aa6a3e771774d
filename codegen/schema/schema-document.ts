import type { Position } from "../problems/problem.js";
import type { JsonSchema } from "./json.js";

/** The dialects that `$schema` can name; without one, 2020-12. */
export type Dialect = "draft-04" | "draft-06" | "draft-07" | "2019-09" | "2020-12";

/** One schema file, parsed, with a way back to the place each value was written. */
export interface SchemaDocument {
  /** Relative to the schemas folder, with `/` on every platform, e.g. `greeting/context.schema.json`. */
  readonly path: string;
  /** As problems print it: relative to the working directory where that is shorter. */
  readonly file: string;
  readonly schema: JsonSchema;
  readonly dialect: Dialect;
  /** The text of the file, without a byte order mark. */
  readonly text: string;
  /**
   * Where the value at a JSON Pointer was written: its key where it has one, else the value itself.
   * A pointer to nothing gives the nearest ancestor that exists.
   */
  locate(pointer: string): Position;
}
