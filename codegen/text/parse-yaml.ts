import { type Document, parseAllDocuments } from "yaml";
import { type ParsedText, tooDeep } from "./parsed-text.js";
import { MAX_YAML_DEPTH, tooDeepAt } from "./yaml-depth.js";
import { YamlReader } from "./yaml-reader.js";
import { syntaxFault } from "./yaml-syntax-fault.js";

/**
 * Reads YAML 1.2 (the core schema) as a JSON value: one document, keys that are strings, no merge keys, no dates, no
 * binary data. An alias stands for a copy of what its anchor holds.
 * A text with a fault has no value.
 */
export function parseYaml(text: string): ParsedText {
  const deep = tooDeepAt(text);
  if (deep !== undefined) return { faults: [tooDeep(deep, MAX_YAML_DEPTH)], offsetOf: () => 0 };
  const parsed = parseAllDocuments(text, {
    schema: "core",
    version: "1.2",
    merge: false,
    // Done below, in linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: readonly Document.Parsed[] = "empty" in parsed ? [] : parsed;

  const [document, second] = documents;
  const faults = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(syntaxFault));
  const isBroken = documents.some(({ errors }) => errors.length > 0);
  if (second !== undefined) {
    faults.push({
      code: "bad-yaml",
      offset: second.range[0],
      message: "the file holds more than one YAML document",
      remedy: "keep one document in a file",
    });
  }
  if (document === undefined) return { faults, value: null, offsetOf: () => 0 };

  const reader = new YamlReader(faults);
  const value = isBroken ? null : reader.read(document.contents);
  const located = {
    faults,
    offsetOf: (tokens: readonly string[]) => reader.offsetOf(document.contents, tokens),
  };
  return faults.length > 0 ? located : { ...located, value };
}
