/** What a generated validator says of one violation: Ajv's error object without its message. */
export interface ValidatorError {
  /** JSON Pointer to the offending value. */
  readonly instancePath: string;
  /** Where the violated keyword stands: the schema's file and a pointer in it. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
}

/** A validator as `graphwright generate` writes it: pure, synchronous, and after a `false` its `errors` tell why. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}
