import { TYPESCRIPT_MINORS, type TypeScriptMinor } from "./compilers.js";

/** Compiler options as a `tsconfig.json` has them. */
export type Options = Readonly<Record<string, unknown>>;

/** How modules are found: as a resolution is commonly set up, or as `tsc --init` leaves it. */
export const RESOLUTIONS: Readonly<Record<"nodenext" | "bundler" | "as it is", Options>> = {
  "as it is": {},
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

export type Resolution = keyof typeof RESOLUTIONS;

/** The strictest flags, and the version that brought the younger ones. */
const STRICT: readonly (readonly [flag: string, value: unknown, since?: TypeScriptMinor])[] = [
  ["target", "es2022"],
  ["lib", ["es2022", "dom"]],
  ["types", []],
  ["strict", true],
  ["noUncheckedIndexedAccess", true],
  ["exactOptionalPropertyTypes", true],
  ["verbatimModuleSyntax", true],
  ["isolatedModules", true],
  ["isolatedDeclarations", true, "5.5"],
  ["erasableSyntaxOnly", true, "5.8"],
  ["noUncheckedSideEffectImports", true, "5.6"],
  ["noImplicitOverride", true],
  ["noImplicitReturns", true],
  ["noFallthroughCasesInSwitch", true],
  ["noPropertyAccessFromIndexSignature", true],
  ["noUnusedLocals", true],
  ["noUnusedParameters", true],
  ["allowUnreachableCode", false],
  ["allowUnusedLabels", false],
  ["forceConsistentCasingInFileNames", true],
  ["skipLibCheck", true],
];

/** The strictest flags that a version knows. */
export function strictOptions(minor: TypeScriptMinor): Options {
  const isKnown = (since: TypeScriptMinor): boolean =>
    TYPESCRIPT_MINORS.indexOf(since) <= TYPESCRIPT_MINORS.indexOf(minor);
  const known = STRICT.filter(([, , since]) => since === undefined || isKnown(since));
  return Object.fromEntries(known.map(([flag, value]) => [flag, value]));
}
