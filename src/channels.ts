import type { BaseChannel } from "@langchain/langgraph";
import { BinaryOperatorAggregate, LastValue, UntrackedValueChannel } from "@langchain/langgraph/channels";
import type { Contract } from "./contract.js";
import { builtInReducers } from "./reducers/index.js";
import type { AnyReducer } from "./reducers/reducer.js";

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
    const initial = field.default === undefined ? undefined : freshly(field.default.value);
    if (!field.tracked) {
      channels[name] = new UntrackedValueChannel({
        ...(initial === undefined ? {} : { initialValueFactory: initial }),
      });
    } else if (field.reducer === "replace") {
      channels[name] = new LastValue(initial);
    } else {
      const builtIn = builtInReducers.get(field.reducer);
      const reduce = builtIn?.reduce ?? suppliedReducer(contract, name, field.reducer, reducers);
      channels[name] = new BinaryOperatorAggregate<unknown, unknown>(
        reduce,
        initial ?? (field.absent === true ? undefined : builtIn?.empty),
      );
    }
  }
  return channels;
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

/** A factory of copies, so that no two runs share a default that one of them might change. */
function freshly(value: unknown): () => unknown {
  return typeof value === "object" && value !== null ? () => structuredClone(value) : () => value;
}
