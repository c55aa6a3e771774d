import type { Verb } from "./verb.js";
import { diffVerb } from "./verbs/diff.js";
import { generateVerb } from "./verbs/generate.js";
import { importVerb } from "./verbs/import.js";
import { validateVerb } from "./verbs/validate.js";

/** All verbs, in the order in which the help lists them. */
export const VERBS: readonly Verb[] = [generateVerb, diffVerb, validateVerb, importVerb];
