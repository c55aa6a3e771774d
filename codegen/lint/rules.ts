import type { Rule } from "./rule.js";
import { badRename } from "./rules/bad-rename.js";
import { badVocabulary } from "./rules/bad-vocabulary.js";
import { constOutsideEnum } from "./rules/const-outside-enum.js";
import { defaultRejected } from "./rules/default-rejected.js";
import { emptyRange } from "./rules/empty-range.js";
import { enumNames } from "./rules/enum-names.js";
import { enumOutsideType } from "./rules/enum-outside-type.js";
import { foreignKeyword } from "./rules/foreign-keyword.js";
import { ignoredBesideRef } from "./rules/ignored-beside-ref.js";
import { impliedType } from "./rules/implied-type.js";
import { incompletePart } from "./rules/incomplete-part.js";
import { invalidPattern } from "./rules/invalid-pattern.js";
import { listWithoutReducer } from "./rules/list-without-reducer.js";
import { memberNotObject } from "./rules/member-not-object.js";
import { misplacedVocabulary } from "./rules/misplaced-vocabulary.js";
import { misspelledReducer } from "./rules/misspelled-reducer.js";
import { noEffect } from "./rules/no-effect.js";
import { noFields } from "./rules/no-fields.js";
import { patternNotUnicode } from "./rules/pattern-not-unicode.js";
import { reducerMisfit } from "./rules/reducer-misfit.js";
import { requiredUndeclared } from "./rules/required-undeclared.js";
import { reservedField } from "./rules/reserved-field.js";
import { riskyDefault } from "./rules/risky-default.js";
import { secretInOutput } from "./rules/secret-in-output.js";
import { slowPattern } from "./rules/slow-pattern.js";
import { storeNamespace } from "./rules/store-namespace.js";
import { trackedTsType } from "./rules/tracked-ts-type.js";
import { undeclaredField } from "./rules/undeclared-field.js";
import { unknownFormat } from "./rules/unknown-format.js";
import { unknownKeyword } from "./rules/unknown-keyword.js";
import { unreachableDef } from "./rules/unreachable-def.js";
import { untrackedReducer } from "./rules/untracked-reducer.js";
import { untrustedType } from "./rules/untrusted-type.js";
import { wrongPart } from "./rules/wrong-part.js";

/** All rules: first those about contracts, then those about any schema. */
export const RULES: readonly Rule[] = [
  memberNotObject,
  noFields,
  reservedField,
  undeclaredField,
  wrongPart,
  storeNamespace,
  incompletePart,
  secretInOutput,
  reducerMisfit,
  listWithoutReducer,
  trackedTsType,
  untrackedReducer,
  misspelledReducer,
  misplacedVocabulary,
  badVocabulary,
  badRename,
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
