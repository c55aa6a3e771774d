import type { MemberKind } from "../../discover/member-kind.js";
import { objectShape } from "../../model/fields.js";
import { nearMatches, oneOf } from "../../problems/suggest.js";
import type { Finding, Rule } from "../rule.js";

/** What each part of a member consists of, and what follows where that is missing. */
const ROLES: readonly (readonly [kind: MemberKind, part: string, roles: ReadonlyMap<string, string>])[] = [
  [
    "interrupts",
    "interrupt",
    new Map([
      ["value", "anything can be asked"],
      ["resume", "any answer is accepted"],
    ]),
  ],
  [
    "tools",
    "tool",
    new Map([
      ["input", "the model knows nothing about its arguments, and all arguments are accepted"],
      ["output", "it can return anything"],
    ]),
  ],
];

/** An interrupt without a value or a resume, a tool without an input or an output: legal, and mostly a typo. */
export const incompletePart: Rule = {
  code: "incomplete-part",
  severity: "warning",
  *find({ contracts }): Generator<Finding> {
    for (const { members } of contracts) {
      for (const [kind, part, roles] of ROLES) {
        const member = members.get(kind);
        if (member === undefined) continue;
        for (const [name, [node]] of objectShape(member).properties) {
          if (node === undefined) continue;
          const { properties } = objectShape(node);
          const others = [...properties.keys()].filter((each) => !roles.has(each));
          for (const [role, consequence] of roles) {
            if (properties.has(role)) continue;
            const meant = nearMatches(role, others);
            yield {
              ...node.origin,
              message: `the ${part} ${JSON.stringify(name)} has no property \`${role}\`, so ${consequence}`,
              remedy:
                meant.length > 0
                  ? `did you mean ${oneOf(meant)}? Call it \`${role}\``
                  : `describe it: \`"${role}": { … }\` under \`properties\`; write \`true\` if any value is allowed`,
            };
          }
        }
      }
    }
  },
};
