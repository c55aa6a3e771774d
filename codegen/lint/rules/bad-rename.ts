import type { MemberKind } from "../../discover/member-kind.js";
import { objectShape } from "../../model/fields.js";
import { pointerTo } from "../../schema/json.js";
import type { Finding, LintedContract, Rule } from "../rule.js";

/** An `x-renamed-from` that names what is still there, or what another one was renamed from: then nobody knows what was renamed. */
export const badRename: Rule = {
  code: "bad-rename",
  severity: "error",
  *find({ contracts }): Generator<Finding> {
    for (const contract of contracts) for (const kind of RENAMED) yield* renamesIn(contract, kind);
  },
};

/** The members whose properties have names that count over time. */
export const RENAMED: readonly MemberKind[] = ["state", "tools", "interrupts"];

function* renamesIn({ members }: LintedContract, kind: MemberKind): Generator<Finding> {
  const member = members.get(kind);
  if (member === undefined) return;
  const { properties } = objectShape(member);
  const taken = new Map<string, string>();
  for (const [name, [node]] of properties) {
    const before = node?.renamedFrom;
    if (node === undefined || before === undefined) continue;
    const other = taken.get(before);
    taken.set(before, name);
    const { document, pointer } = node.origin;
    const place = { document, pointer: pointerTo(pointer, "x-renamed-from") };
    const text = JSON.stringify(before);
    if (properties.has(before)) {
      const message = `\`x-renamed-from\` says that ${JSON.stringify(name)} was called ${text}, but ${text} is still there`;
      yield { ...place, message, remedy: `remove the keyword, or the property ${text}` };
    } else if (other !== undefined) {
      const message = `${JSON.stringify(other)} and ${JSON.stringify(name)} both say that they were called ${text}`;
      yield { ...place, message, remedy: "keep `x-renamed-from` on one of them" };
    }
  }
}
