import { fc } from "./fast-check.js";

/** A statement that shows that it ran. */
export const RUNS = "globalThis.ran = true;";

/** Texts that try to get out of where they stand: of a comment, a string, a template, a pattern, a type, a key or a line. */
export const HOSTILE_TEXTS: readonly string[] = [
  `*/ ${RUNS} /*`,
  `*\u0001/ ${RUNS} /*`,
  `*\ud800/ ${RUNS} /*`,
  `*\u200b/ ${RUNS} /*`,
  `*\ufeff/ ${RUNS} /*`,
  `*\u2028/ ${RUNS} /*`,
  `**/ ${RUNS} /**`,
  `*`,
  `/`,
  `*/`,
  `"; ${RUNS} "`,
  `\\"; ${RUNS} //`,
  `\\`,
  `'; ${RUNS} '`,
  `\`; ${RUNS} \``,
  `\${${RUNS.slice(0, -1)}}`,
  `\\\${${RUNS.slice(0, -1)}}`,
  `$`,
  `\n${RUNS}\n`,
  `\r${RUNS}`,
  `\u2028${RUNS}\u2029`,
  `}\n${RUNS}\n{`,
  `}; ${RUNS} ({`,
  `]: string }; ${RUNS} interface X { [key`,
  `string; ${RUNS}`,
  `// ${RUNS}`,
  `/* ${RUNS}`,
  `<!-- ${RUNS}`,
  `--> ${RUNS}`,
  `</script><script>${RUNS}</script>`,
  `#!/usr/bin/env node`,
  `@ts-ignore`,
  `@ts-expect-error`,
  `@ts-nocheck`,
  `// @ts-nocheck`,
  `a\n@ts-ignore`,
  `/// <reference path="/etc/passwd" />`,
  `@jsx h`,
  `@internal`,
  `@deprecated`,
  `{@link x}`,
  `@__PURE__`,
  `#__NO_SIDE_EFFECTS__`,
  `//# sourceMappingURL=data:application/json;base64,e30=`,
  `\n//# sourceMappingURL=x.map`,
  `/*# sourceURL=x.js */`,
  `\u202e${RUNS}\u202c`,
  `\u2066;${RUNS}`,
  `\ud800`,
  `a\udc00b`,
  `\u0000`,
  `\u{e0041}`,
  `__proto__`,
  `constructor`,
  `${RUNS.replaceAll(";", "")}`,
  `import("node:fs")`,
  `$&`,
  "$`",
  `$1`,
  ``,
  ` `,
];

/** Hostile texts, alone and put together, and any other text. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...HOSTILE_TEXTS, "*", "/", "\\", "`", "{", "@", "\u0000", "\ud800"), {
        minLength: 2,
        maxLength: 4,
      })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);
