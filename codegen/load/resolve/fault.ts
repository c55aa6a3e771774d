import type { SchemaDocument } from "../../schema/schema-document.js";
import type { ProblemText } from "../problem-at.js";

/** Something wrong in a document. Whether it matters depends on who uses the schema that it is in. */
export interface Fault {
  readonly document: SchemaDocument;
  /** What is wrong, e.g. a keyword. */
  readonly pointer: string;
  /** The schema that it makes faulty. */
  readonly schema: string;
  /** Set where all schemas inside that one are faulty too, e.g. because their dialect is not known. */
  readonly isOfAllBelow?: boolean;
  /** Absent for a reference to a file that can't be read: the file's own problems are reported instead. */
  readonly text?: ProblemText;
}
