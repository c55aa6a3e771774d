/** One violation, as a generated validator reports it. */
export interface ValidatorError {
  /** JSON Pointer to the offending value. */
  readonly instancePath: string;
  /** Where the violated keyword stands: the schema's file and a pointer in it. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Something inside a secret (`writeOnly`) is wrong: `instancePath` is the secret's, and `params` says nothing about its content. */
  readonly secret?: boolean;
}

/** A validator that `graphwright generate` writes. It is synchronous and changes nothing; after a `false`, its `errors` have the reasons. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}
