import { badVocabulary } from "./bad-vocabulary.js";
import { constOutsideEnum } from "./const-outside-enum.js";
import { defaultRejected } from "./default-rejected.js";
import { emptyRange } from "./empty-range.js";
import { enumNames } from "./enum-names.js";
import { enumOutsideType } from "./enum-outside-type.js";
import { foreignKeyword } from "./foreign-keyword.js";
import { ignoredBesideRef } from "./ignored-beside-ref.js";
import { impliedType } from "./implied-type.js";
import { incompletePart } from "./incomplete-part.js";
import { invalidPattern } from "./invalid-pattern.js";
import { listWithoutReducer } from "./list-without-reducer.js";
import { memberNotObject } from "./member-not-object.js";
import { misplacedVocabulary } from "./misplaced-vocabulary.js";
import { misspelledReducer } from "./misspelled-reducer.js";
import { noEffect } from "./no-effect.js";
import { noFields } from "./no-fields.js";
import { patternNotUnicode } from "./pattern-not-unicode.js";
import { reducerMisfit } from "./reducer-misfit.js";
import { requiredUndeclared } from "./required-undeclared.js";
import { reservedField } from "./reserved-field.js";
import { riskyDefault } from "./risky-default.js";
import type { Rule } from "./rule.js";
import { secretInOutput } from "./secret-in-output.js";
import { slowPattern } from "./slow-pattern.js";
import { undeclaredField } from "./undeclared-field.js";
import { unknownFormat } from "./unknown-format.js";
import { unknownKeyword } from "./unknown-keyword.js";
import { unreachableDef } from "./unreachable-def.js";
import { untrackedReducer } from "./untracked-reducer.js";
import { untrustedType } from "./untrusted-type.js";
import { wrongPart } from "./wrong-part.js";

/** All rules: first those about contracts, then those about any schema. */
export const RULES: readonly Rule[] = [
  memberNotObject,
  noFields,
  reservedField,
  undeclaredField,
  wrongPart,
  incompletePart,
  secretInOutput,
  reducerMisfit,
  listWithoutReducer,
  untrackedReducer,
  misspelledReducer,
  misplacedVocabulary,
  badVocabulary,
  untrustedType,

  unknownKeyword,
  foreignKeyword,
  ignoredBesideRef,
  noEffect,
  requiredUndeclared,
  impliedType,
  unreachableDef,
  invalidPattern,
  patternNotUnicode,
  slowPattern,
  unknownFormat,
  constOutsideEnum,
  enumOutsideType,
  enumNames,
  emptyRange,
  defaultRejected,
  riskyDefault,
];
