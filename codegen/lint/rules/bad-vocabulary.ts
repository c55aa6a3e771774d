import { valid } from "semver";
import { typeText } from "../../print/ts-type.js";
import { pointerTo } from "../../schema/json.js";
import type { Finding, LintedSchema, Rule } from "../rule.js";

/** A value that a keyword of graphwright's vocabulary can't have. */
export const badVocabulary: Rule = {
  code: "bad-vocabulary",
  severity: "error",
  *find({ schemas }): Generator<Finding> {
    for (const schema of schemas) {
      for (const [keyword, message, remedy] of faultsOf(schema)) {
        yield { document: schema.document, pointer: pointerTo(schema.pointer, keyword), message, remedy };
      }
    }
  },
};

function* faultsOf({
  raw,
  node,
}: LintedSchema): Generator<readonly [keyword: string, message: string, remedy: string]> {
  const channel = raw["x-channel"];
  if (typeof channel === "string" && channel !== "untracked") {
    yield [
      "x-channel",
      `\`x-channel\` must be "untracked", but is ${JSON.stringify(channel)}`,
      'write "untracked", or remove the keyword',
    ];
  }
  const kind = raw.langgraph_type;
  if (typeof kind === "string" && kind !== "messages") {
    yield [
      "langgraph_type",
      `\`langgraph_type\` must be "messages", but is ${JSON.stringify(kind)}`,
      "use `x-reducer`",
    ];
  }
  const reducer = raw["x-reducer"];
  if (typeof reducer === "string" && reducer.trim() === "") {
    yield ["x-reducer", "`x-reducer` is empty", "name a built-in reducer, or one that the program supplies"];
  } else if (typeof reducer === "string" && kind === "messages" && reducer !== "messages") {
    yield [
      "x-reducer",
      "`x-reducer` and `langgraph_type` ask for different reducers",
      "remove one of the two",
    ];
  }
  const version = raw["x-version"];
  if (typeof version === "string" && valid(version) !== version) {
    yield [
      "x-version",
      `\`x-version\` must be a semantic version, but is ${JSON.stringify(version)}`,
      'write three numbers, e.g. "1.0.0"',
    ];
  }
  if (node.tsType !== undefined && typeText(node.tsType) === undefined) {
    yield [
      "tsType",
      "`tsType` is not a single TypeScript type",
      'write exactly one type, without comments and without code that would run, e.g. `import("pg").Pool`',
    ];
  }
}
