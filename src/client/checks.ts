import { accept, refuse } from "../boundaries/place.js";
import { certainIssues } from "../contract/certain-issues.js";
import type { Contract } from "../contract/contract.js";
import type { Boundary } from "../contract/contract-error.js";
import type { Schema } from "../schema/schema.js";

type AnySchema = Schema<unknown, unknown>;

const NO_CONTEXT = "No context was given. Pass it in the options of the call: { context: { … } }.";
const RECEIVED =
  "The server sent it. Does it run another version of the contract? compareContracts(contract, url) tells.";

/**
 * Checks the context of a run before it is sent. What is sent is what was given: the server applies the defaults of its contract.
 *
 * @param options - The options of the call, with the context in them.
 * @param isPart - Whether the assistant may have the rest.
 * @throws ContractError
 */
export function checkSentContext(contract: Contract, options: object | undefined, isPart: boolean): void {
  const { context } = contract;
  const given: unknown = Reflect.get(options ?? {}, "context");
  if (context === undefined) return;
  if (isPart) {
    if (given !== undefined) checkPart(contract, context, given, "context");
    return;
  }
  const place = {
    contract,
    boundary: "context",
    hint: given === undefined ? NO_CONTEXT : undefined,
  } as const;
  accept(context.safeParse(given ?? {}), place);
}

/**
 * Checks what a run starts from before it is sent.
 *
 * @throws ContractError
 */
export function checkSentInput(contract: Contract, input: unknown): void {
  accept((contract.input ?? contract.update).safeParse(input), { contract, boundary: "input" });
}

/**
 * Checks an update of a thread's state before it is sent.
 *
 * @throws ContractError
 */
export function checkSentUpdate(contract: Contract, update: unknown): void {
  accept(contract.update.safeParse(update), { contract, boundary: "update" });
}

/**
 * Checks a state that a server sent. Fields may not be there yet.
 *
 * @throws ContractError
 */
export function checkReceivedState(contract: Contract, received: unknown): void {
  if (typeof received !== "object" || received === null) return;
  // Interrupts stand beside the fields.
  const fields = Object.entries(received).filter(([name]) => !name.startsWith("__"));
  checkPart(contract, contract.state, Object.fromEntries(fields), "output", RECEIVED);
}

/**
 * What the contract makes of an event that a server sent.
 *
 * @throws ContractError
 */
export function parseEvent(contract: Contract, event: unknown): unknown {
  if (contract.events === undefined) return event;
  return accept(contract.events.safeParse(event), { contract, boundary: "event", hint: RECEIVED });
}

function checkPart(
  contract: Contract,
  schema: AnySchema,
  value: unknown,
  boundary: Boundary,
  hint?: string,
): void {
  const result = schema.safeParse(value);
  if (result.success) return;
  const issues = certainIssues(schema, result.issues);
  if (issues.length > 0) refuse({ contract, boundary, hint }, issues);
}
