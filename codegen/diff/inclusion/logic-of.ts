import { arrays } from "./arrays.js";
import type { Case } from "./case.js";
import type { Kind } from "./kind.js";
import type { KindLogic } from "./logic.js";
import { numbers } from "./numbers.js";
import { objects } from "./objects.js";
import { strings } from "./strings.js";

/** What is known about the values of a kind; undefined for kinds whose values can be listed. */
export function logicOf(kind: Kind): KindLogic<Case> | undefined {
  switch (kind) {
    case "number":
      return numbers;
    case "string":
      return strings;
    case "array":
      return arrays;
    case "object":
      return objects;
    default:
      return undefined;
  }
}
