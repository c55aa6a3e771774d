import { RemoveMessage } from "@langchain/core/messages";
import type { BaseChannel } from "@langchain/langgraph";
import { LastValue, UntrackedValueChannel } from "@langchain/langgraph/channels";
import type { Contract, FieldDefinition } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { escapeKey } from "../schema/validation/json-pointer.js";
import { FieldChannel, type Fold } from "./field-channel.js";
import { frozenView } from "./frozen-view.js";
import { initialValueOf } from "./initial-value.js";
import { builtInReducers } from "./reducers/index.js";
import { mayNotFit } from "./reducers/may-not-fit.js";
import type { AnyReducer } from "./reducers/reducer.js";
import { findUnserializable } from "./serializable.js";

/** The reducers that a program supplies, by the names that its schema gives them. */
export type Reducers = { readonly [name: string]: AnyReducer };

/**
 * One LangGraph channel a field of the state.
 *
 * @throws Error where a field names a reducer that is neither built in nor supplied.
 */
export function channelsOf(contract: Contract, reducers: Reducers): Record<string, BaseChannel> {
  const channels = Object.create(null) as Record<string, BaseChannel>;
  for (const [name, field] of contract.fields) {
    const initial = initialValueOf(contract, name, field);
    if (!field.tracked) {
      channels[name] = new UntrackedValueChannel({
        ...(initial === undefined ? {} : { initialValueFactory: initial }),
      });
    } else if (field.reducer === "replace") {
      channels[name] = new LastValue(initial);
    } else {
      channels[name] = new FieldChannel(foldOf(contract, name, field, reducers, initial));
    }
  }
  return channels;
}

function foldOf(
  contract: Contract,
  name: string,
  field: FieldDefinition,
  reducers: Reducers,
  initial: (() => unknown) | undefined,
): Fold {
  const { reducer, distinct } = field;
  const check = (value: unknown): void => checkFolded(contract, name, field, value);
  const failed = (error: unknown): Error => reducerFailed(contract, name, reducer, error);
  const builtIn = builtInReducers.get(reducer);
  if (builtIn === undefined) {
    const supplied = suppliedReducer(contract, name, reducer, reducers);
    const reduce = (current: unknown, update: unknown): unknown => {
      const value = supplied(frozenView(current), frozenView(update));
      if (value === undefined) throw new Error("it returned undefined");
      if (value instanceof Promise) throw new Error("it returned a promise; reducers are synchronous");
      return value;
    };
    const first = distinct === true ? (update: unknown) => reduce(undefined, update) : asIs;
    return { reduce, initial, first, whole: asIs, mayFail: () => true, check, failed };
  }
  const { reduce, empty, mayThrow = false } = builtIn;
  const isRisky = mayNotFit(contract, name, field);
  const first = empty === undefined ? asIs : (update: unknown) => reduce(empty(), update);
  return {
    reduce,
    initial,
    first,
    whole: reducer === "messages" ? first : asIs,
    mayFail: (update) =>
      isRisky ||
      mayThrow ||
      (reducer === "messages" && Array.isArray(update) && update.some(RemoveMessage.isInstance)),
    check: isRisky ? check : undefined,
    failed,
  };
}

/**
 * Checks what a field would hold after its reducer; of a field that is merged, only what is there.
 *
 * @throws Error
 */
function checkFolded(contract: Contract, name: string, { reducer }: FieldDefinition, value: unknown): void {
  const schema = reducer === "merge" ? contract.update : (contract.overwrite ?? contract.update);
  const result = schema.safeParse({ [name]: value });
  const flaw = findUnserializable({ [name]: value });
  const issues = flaw !== undefined ? [flaw] : result.success ? [] : result.issues;
  if (issues.length === 0) return;
  throw new Error(`its result does not fit: ${issues.map(({ message }) => message).join("; ")}`);
}

const asIs = (value: unknown): unknown => value;

/** The reducer's own error stays the cause; what it says is about the program, not about a value that must not be told. */
function reducerFailed(contract: Contract, field: string, reducer: string, error: unknown): ContractError {
  const reason = error instanceof Error ? error.message : String(error);
  const path = `/${escapeKey(field)}`;
  const message = `${path} can't be updated: its reducer "${reducer}" failed: ${reason}`;
  const issues = [{ path, keyword: "x-reducer", message, schemaPath: "" }];
  const refused = new ContractError({ graph: contract.name, boundary: "update", issues });
  refused.cause = error;
  return refused;
}

function suppliedReducer(
  contract: Contract,
  field: string,
  reducer: string,
  reducers: Reducers,
): (current: unknown, update: unknown) => unknown {
  const supplied = Object.hasOwn(reducers, reducer) ? reducers[reducer] : undefined;
  if (typeof supplied === "function") return supplied as (current: unknown, update: unknown) => unknown;
  throw new Error(
    `Graph "${contract.name}": the field "${field}" needs the reducer "${reducer}", which was not supplied. Pass it to the constructor: new …StateGraph({ ${reducer}: (current, update) => … }).`,
  );
}
