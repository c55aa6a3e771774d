import { declaredDefault } from "../../defaults/declared-default.js";
import { objectShape } from "../../model/fields.js";
import { canonicalJson } from "../../model/shape.js";
import { pointerTo } from "../../schema/json.js";
import type { SchemaNode } from "../../schema/schema-node.js";
import { isSecret, showsSecret } from "../../schema/secrets.js";
import type { Change, Pair } from "../change.js";
import type { Found } from "../found.js";
import { interruptChanges, toolChanges } from "../parts.js";
import type { Rule } from "../rule.js";

export const defaultChanged: Rule = {
  code: "default-changed",
  category: "client",
  about:
    "What callers leave out is filled in with another value: in the context, the input, an answer or a tool's arguments.",
  breaks: "callers that rely on the old default",
  remedy: "keep the default, or add a new property with the other one",
  find(change) {
    return [...inbound(change)].flatMap(([subject, nodes]) => defaultsIn(subject, nodes, "", new Set()));
  },
};

function* inbound(change: Change): Generator<readonly [string, Pair<SchemaNode>]> {
  for (const kind of ["context", "input"] as const) {
    const { before, after } = change.member(kind);
    if (before !== undefined && after !== undefined) yield [kind, { before, after }];
  }
  for (const { before, after } of interruptChanges(change).kept)
    yield [`answer to ${after.name}`, { before: before.resume, after: after.resume }];
  for (const { before, after } of toolChanges(change).kept)
    yield [`arguments of ${after.name}`, { before: before.input, after: after.input }];
}

/** The properties that both have, with different defaults; also further inside. */
function defaultsIn(
  subject: string,
  { before, after }: Pair<SchemaNode>,
  path: string,
  seen: ReadonlySet<SchemaNode>,
): Found[] {
  if (seen.has(after) || isSecret(before) || isSecret(after)) return [];
  const above = new Set(seen).add(after);
  const [old, now] = [objectShape(before).properties, objectShape(after).properties];
  return [...now].flatMap(([name, [node]]) => {
    const [other] = old.get(name) ?? [];
    if (node === undefined || other === undefined) return [];
    const place = pointerTo(path, name);
    const inside = defaultsIn(subject, { before: other, after: node }, place, above);
    return [...found(subject, { before: other, after: node }, place), ...inside];
  });
}

function found(subject: string, { before, after }: Pair<SchemaNode>, path: string): Found[] {
  const [old, now] = [declaredDefault(before)?.value, declaredDefault(after)?.value];
  if (old === undefined || now === undefined || canonicalJson(old) === canonicalJson(now)) return [];
  const isHidden = showsSecret(before, old) || showsSecret(after, now);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return [
    {
      subject: `${subject} ${path}`,
      message: `${subject} at ${path}: what is left out is filled in with another default`,
      before: { node: before, keyword: "default" },
      after: { node: after, keyword: "default" },
      ...(isHidden ? {} : { witness: { value: {}, before: { [name]: old }, after: { [name]: now } } }),
    },
  ];
}
