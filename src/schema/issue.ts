/** One reason why a value was refused. Never holds the value itself. */
export interface Issue {
  /** JSON Pointer (RFC 6901) to the offending place in the value; `""` is the value itself. */
  readonly path: string;
  /** The JSON Schema keyword that was violated, e.g. `required`. */
  readonly keyword: string;
  /** What is wrong, in words a person can act on; starts with the place, e.g. `/user_id is missing`. */
  readonly message: string;
  /** Where the keyword stands: the schema's file and a JSON Pointer in it. */
  readonly schemaPath: string;
}
