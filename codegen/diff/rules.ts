import type { Rule } from "./rule.js";
import { argumentsNarrowed } from "./rules/arguments-narrowed.js";
import { channelChanged } from "./rules/channel-changed.js";
import { contextNarrowed } from "./rules/context-narrowed.js";
import { contractRemoved } from "./rules/contract-removed.js";
import { defaultChanged } from "./rules/default-changed.js";
import { eventWidened } from "./rules/event-widened.js";
import { fieldNarrowed } from "./rules/field-narrowed.js";
import { fieldOptional } from "./rules/field-optional.js";
import { fieldRemoved } from "./rules/field-removed.js";
import { fieldRenamed } from "./rules/field-renamed.js";
import { fieldRequired } from "./rules/field-required.js";
import { fieldWidened } from "./rules/field-widened.js";
import { initialValueChanged } from "./rules/initial-value-changed.js";
import { inputNarrowed } from "./rules/input-narrowed.js";
import { interruptAdded } from "./rules/interrupt-added.js";
import { interruptRemoved } from "./rules/interrupt-removed.js";
import { interruptRenamed } from "./rules/interrupt-renamed.js";
import { interruptWidened } from "./rules/interrupt-widened.js";
import { itemNarrowed } from "./rules/item-narrowed.js";
import { itemWidened } from "./rules/item-widened.js";
import { namespaceRemoved } from "./rules/namespace-removed.js";
import { openInterruptNarrowed } from "./rules/open-interrupt-narrowed.js";
import { outputWidened } from "./rules/output-widened.js";
import { reducerAdded } from "./rules/reducer-added.js";
import { reducerChanged } from "./rules/reducer-changed.js";
import { resultWidened } from "./rules/result-widened.js";
import { resumeNarrowed } from "./rules/resume-narrowed.js";
import { resumeWidened } from "./rules/resume-widened.js";
import { toolRemoved } from "./rules/tool-removed.js";
import { toolRenamed } from "./rules/tool-renamed.js";
import { typeRemoved } from "./rules/type-removed.js";
import { updateNarrowed } from "./rules/update-narrowed.js";
import { wireNarrowed } from "./rules/wire-narrowed.js";
import { wireWidened } from "./rules/wire-widened.js";

/** All rules, by category: the table of docs/diff.md is made from them. */
export const RULES: readonly Rule[] = [
  contractRemoved,
  contextNarrowed,
  inputNarrowed,
  updateNarrowed,
  outputWidened,
  eventWidened,
  interruptAdded,
  interruptWidened,
  resumeNarrowed,
  defaultChanged,

  fieldRemoved,
  fieldRenamed,
  fieldRequired,
  fieldNarrowed,
  fieldWidened,
  reducerChanged,
  channelChanged,
  initialValueChanged,
  interruptRemoved,
  interruptRenamed,
  openInterruptNarrowed,
  resumeWidened,

  namespaceRemoved,
  itemNarrowed,
  itemWidened,

  toolRemoved,
  toolRenamed,
  argumentsNarrowed,
  resultWidened,

  typeRemoved,
  fieldOptional,
  reducerAdded,

  wireNarrowed,
  wireWidened,
];
