/** What a generated validator says of one violation. */
export interface ValidatorError {
  /** JSON Pointer to the offending value. */
  readonly instancePath: string;
  /** Where the violated keyword stands: the schema's file and a pointer in it. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Something inside a secret (`writeOnly`) is wrong: `instancePath` is the secret's, and `params` tells nothing of what is in it. */
  readonly secret?: boolean;
}

/** A validator as `graphwright generate` writes it: pure, synchronous, and after a `false` its `errors` tell why. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}
