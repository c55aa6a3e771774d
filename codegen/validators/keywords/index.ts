import type { CodeKeywordDefinition } from "../ajv.js";
import { anyKeywords } from "./any.js";
import { arrayKeywords } from "./array.js";
import { logicKeywords } from "./logic.js";
import { numberKeywords } from "./number.js";
import { objectKeywords } from "./object.js";
import { stringKeywords } from "./string.js";

/** All keywords that need code, in the order in which they are checked (within Ajv's groups: any type, number, string, array, object). */
export const vocabulary: CodeKeywordDefinition[] = [
  ...anyKeywords,
  ...logicKeywords,
  ...numberKeywords,
  ...stringKeywords,
  ...arrayKeywords,
  ...objectKeywords,
];
