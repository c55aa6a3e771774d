import type { Schema } from "../../src/schema/schema.js";
import { type ContractPlace, openContract, unknown } from "../contract/open-contract.js";
import type { Position } from "../problems/problem.js";
import { UseError } from "../problems/use-error.js";
import type { Document } from "./document.js";
import type { DocumentFormat } from "./document-format.js";
import { type DocumentFile, readDocuments } from "./read-documents.js";

/** The options of {@link validate}. */
export interface ValidateOptions extends ContractPlace {
  /** A member, `update`, or a part of a member: `state`, `store/users`, `interrupts/approve/resume`, `tools/search/input`. */
  readonly member: string;
  /** JSON, YAML or JSON Lines; `-` is standard input. */
  readonly files: readonly string[];
  /** How the documents are written; by default as a file's name ends, and else as the first line looks. */
  readonly format?: DocumentFormat;
  /** What `-` reads; by default the process's standard input. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** Takes each fault as it is found. Without it they are collected in {@link ValidateResult.faults}. */
  readonly onFault?: (fault: ValueFault) => void;
}

/** Something wrong with a document. It never has a value of the document, which may be secret. */
export interface ValueFault {
  readonly file: string;
  /** Absent where the file can't be read. */
  readonly position?: Position;
  /** What was violated: a keyword of JSON Schema, e.g. `required`, or what is wrong with the text, e.g. `bad-json`. */
  readonly code: string;
  readonly message: string;
  /** JSON Pointer to the place in the value; absent where there is no value. */
  readonly path?: string;
  /** Where the keyword stands: the schema's file and a JSON Pointer in it. */
  readonly schemaPath?: string;
  /** What to do about a text that can't be read. */
  readonly remedy?: string;
}

/** What {@link validate} found. */
export interface ValidateResult {
  /** How many documents were read. */
  readonly documents: number;
  /** How many of them are wrong. */
  readonly invalid: number;
  /** Files that can't be read. */
  readonly unreadable: readonly string[];
  /** Whether all is well. */
  readonly valid: boolean;
  /** Empty where `onFault` took them. */
  readonly faults: readonly ValueFault[];
}

/**
 * Checks documents against a member of a contract, with the checks that its generated code has: what a run would refuse is refused. Of JSON Lines,
 * one document at a time is in memory.
 *
 * @param options - The contract, the member and the files.
 * @returns How many documents there are, and what is wrong with them.
 * @throws GenerateError where the schemas can't be compiled.
 * @throws UseError where there is no such contract or member.
 */
export async function validate(options: ValidateOptions): Promise<ValidateResult> {
  const { member, files, format, cwd = process.cwd(), stdin = process.stdin } = options;
  if (files.filter((name) => name === "-").length > 1) {
    throw new UseError("standard input is named twice", "name `-` once");
  }
  const { schemas, model } = await openContract(options);
  const schema = schemas.get(member);
  if (schema === undefined) throw unknown(`member of ${model.name} called`, member, [...schemas.keys()]);

  const faults: ValueFault[] = [];
  const { onFault = (fault) => faults.push(fault) } = options;
  const unreadable: string[] = [];
  let documents = 0;
  let invalid = 0;
  for (const name of files) {
    const file: DocumentFile = { name, cwd, stdin, ...(format === undefined ? {} : { format }) };
    try {
      for await (const document of readDocuments(file)) {
        documents += 1;
        const found = check(document, schema, name);
        if (found.length > 0) invalid += 1;
        for (const fault of found) onFault(fault);
      }
    } catch (error) {
      unreadable.push(name);
      onFault(readFault(name, error));
    }
  }
  return { documents, invalid, unreadable, valid: invalid + unreadable.length === 0, faults };
}

function check(document: Document, schema: Schema<unknown, unknown>, name: string): readonly ValueFault[] {
  const file = name === "-" ? "<stdin>" : name;
  if (document.value === undefined) return document.faults.map((fault) => ({ file, ...fault }));
  const result = schema.safeParse(document.value);
  if (result.success) return [];
  return result.issues.map(({ path, keyword, message, schemaPath }) => ({
    file,
    position: document.locate(path),
    code: keyword,
    message,
    path,
    schemaPath,
  }));
}

/** @throws what is not about the file. */
function readFault(file: string, error: unknown): ValueFault {
  const { code } = error as NodeJS.ErrnoException;
  const [message, remedy] = READ_FAULTS[code ?? ""] ?? [];
  if (message === undefined || remedy === undefined) throw error;
  return { file, code: "unreadable", message, remedy };
}

const READ_FAULTS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOENT: ["the file does not exist", "check the name"],
  ENOTDIR: ["the file does not exist", "check the name"],
  EISDIR: ["this is a folder", "name the files in it, e.g. with *.json"],
  EACCES: ["the file can't be read", "check its permissions"],
  EPERM: ["the file can't be read", "check its permissions"],
  ELOOP: ["the link leads back to itself", "name the file itself"],
  ENAMETOOLONG: ["the name is too long", "check the name"],
  ERR_ENCODING_INVALID_ENCODED_DATA: ["the file is not UTF-8", "save it as UTF-8"],
  ERR_STRING_TOO_LONG: ["the file is too long to be read at once", "write it as JSON Lines: a value a line"],
};
