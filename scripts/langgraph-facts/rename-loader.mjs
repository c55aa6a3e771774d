import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

let edits = [];

export function initialize(data) {
  edits = data.edits;
}

export async function load(url, context, next) {
  const [, name, path] = /\/node_modules\/@langchain\/([^/]+)\/dist\/(.*\.js)$/.exec(url) ?? [];
  if (name === undefined) return next(url, context);
  const mine = edits.filter(
    ({ files, also = [] }) =>
      (name === "langgraph" || also.includes(name)) && (files === undefined || files.includes(path)),
  );
  if (mine.length === 0) return next(url, context);
  let source = readFileSync(fileURLToPath(url), "utf8");
  for (const { from, to } of mine) source = source.replace(new RegExp(from, "gm"), to);
  return { format: "module", source, shortCircuit: true };
}
