import type { Contract } from "../contract/contract.js";
import { isPlain } from "../schema/plain-object.js";
import type { Schema } from "../schema/schema.js";
import { accept, notAwaited, type Place, refuse } from "./place.js";

/**
 * Checks the context of a run and applies its defaults.
 *
 * @param given - What the caller gave; undefined counts as `{}`, so that a context of defaults alone need not be given.
 * @param missing - What to do if none was given.
 * @throws ContractError
 */
export function checkContext(
  contract: Contract,
  schema: Schema<unknown, unknown>,
  given: unknown,
  missing = NO_CONTEXT,
): unknown {
  const hint = given === undefined ? missing : undefined;
  const place: Place = { contract, boundary: "context", hint };
  if (given instanceof Promise) refuse(place, [notAwaited]);
  return accept(schema.safeParse(withDefaultsToCome(schema, given ?? {})), place);
}

const NO_CONTEXT =
  "No context was given. Pass it in the options of the call, e.g. invoke(input, { context: { … } }).";

/** An instance of a class is a context too. Its fields are copied where there are defaults, which can't be added to the caller's object. */
function withDefaultsToCome(schema: Schema<unknown, unknown>, given: unknown): unknown {
  const isInstance = typeof given === "object" && given !== null && !Array.isArray(given) && !isPlain(given);
  return isInstance && schema.hasDefaults ? { ...given } : given;
}
