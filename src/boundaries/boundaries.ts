import { type Command, Overwrite } from "@langchain/langgraph";
import type { Contract, FieldDefinition } from "../contract/contract.js";
import { type Boundary, ContractError } from "../contract/contract-error.js";
import { overwrittenBy } from "../langgraph/overwrite.js";
import type { Issue } from "../schema/issue.js";
import { isPlain } from "../schema/plain-object.js";
import type { ParseResult, Schema } from "../schema.js";
import { builtInReducers } from "../state/reducers/index.js";
import { messagesOf } from "../state/reducers/messages.js";
import { unholdable } from "../state/serializable.js";
import { escapeKey } from "../validation/json-pointer.js";

/** A state update as an object of fields. */
export type UpdateObject = { readonly [field: string]: unknown };

/**
 * Checks the context of a run and applies its defaults.
 *
 * @param given - What the caller gave; undefined counts as `{}`, so that a context of defaults alone need not be given.
 * @throws ContractError
 */
export function checkContext(contract: Contract, schema: Schema<unknown, unknown>, given: unknown): unknown {
  const hint =
    given === undefined
      ? "No context was given: pass it in the options of the call, as in invoke(input, { context: { … } })."
      : undefined;
  const place: Place = { contract, boundary: "context", hint };
  if (given instanceof Promise) refuse(place, [notAwaited]);
  return unwrap(schema.safeParse(withDefaultsToCome(schema, given ?? {})), place);
}

/** An instance of a class is a context too. Its fields are copied where there are defaults, which can't be added to the caller's object. */
function withDefaultsToCome(schema: Schema<unknown, unknown>, given: unknown): unknown {
  const isInstance = typeof given === "object" && given !== null && !Array.isArray(given) && !isPlain(given);
  return isInstance && schema.hasDefaults ? { ...given } : given;
}

/**
 * Checks what a run starts from.
 *
 * @returns The update of the state that the input amounts to, defaults applied.
 * @throws ContractError
 */
export function checkInput(contract: Contract, input: unknown): UpdateObject {
  if (contract.input === undefined) return checkUpdate(contract, input, undefined, "input");
  const flaw = oddObject(input) ?? unholdable(input, false);
  if (flaw !== undefined) refuse({ contract, boundary: "input" }, [flaw]);
  const parsed = unwrap(contract.input.safeParse(input), { contract, boundary: "input" });
  return checkUpdate(contract, pickFields(contract, parsed), undefined, "input");
}

/**
 * Checks an update as a whole, each `Overwrite` in it against its field's own schema. Fields that are undefined count as not updated.
 *
 * @returns The update with nested defaults applied; the same object where nothing had to change.
 * @throws ContractError
 */
export function checkUpdate(
  contract: Contract,
  update: unknown,
  node: string | undefined,
  boundary: "input" | "update" = "update",
): UpdateObject {
  const place: Place = { contract, boundary, node };
  refuseUnholdable(place, update);
  const { plain, overwrites } = splitOverwrites(contract, update);
  const parsed = unwrap(contract.update.safeParse(plain), place) as UpdateObject;
  const checked = withMessages(contract, parsed, node, boundary);
  if (overwrites === undefined) return checked;
  refuseUnholdable(place, overwrites);
  const replaced = unwrap((contract.overwrite ?? contract.update).safeParse(overwrites), place);
  const whole = withMessages(contract, replaced as UpdateObject, node, boundary);
  const wrapped = Object.entries(whole).map(([field, value]) => [field, new Overwrite(value)] as const);
  return { ...checked, ...Object.fromEntries(wrapped) };
}

/**
 * Checks that a checkpoint can hold the answers that a command brings; whether they fit is known where the question is asked.
 *
 * @throws ContractError
 */
export function checkResume(contract: Contract, { resume }: Command): void {
  const flaw = unholdable(resume);
  if (flaw !== undefined) refuse({ contract, boundary: "resume" }, [flaw]);
}

/**
 * Checks what a run ended with.
 *
 * @returns The output with defaults applied.
 * @throws ContractError
 */
export function checkOutput(contract: Contract, output: unknown): unknown {
  return unwrap((contract.output ?? contract.state).safeParse(output), { contract, boundary: "output" });
}

/**
 * Checks the state that a run goes on from. A field that is merged from partial updates may be incomplete.
 *
 * @throws ContractError where a field holds what the contract does not allow, because an older one did when the checkpoint was written.
 */
export function checkCheckpoint(contract: Contract, state: UpdateObject, thread: unknown): void {
  const hint = `The checkpoint of the thread ${JSON.stringify(thread)} does not fit the contract, which has changed since it was written: mend these fields with updateState, or start a new thread.`;
  checkFields(state, { contract, boundary: "checkpoint", hint });
}

/**
 * Checks what a node was sent in the place of the state.
 *
 * @param payload - The node's own schema of it; without one a node takes states only.
 * @param wasSent - Whether it was sent indeed. Where not, the node was reached by an edge or its name, and this is the state.
 * @returns The payload with defaults applied; a state, with what its fields start from.
 * @throws ContractError
 */
export function checkSent(
  contract: Contract,
  node: string,
  payload: Schema<unknown, unknown> | undefined,
  sent: unknown,
  wasSent: boolean,
): unknown {
  if (payload !== undefined) {
    const hint = wasSent ? undefined : `${takesWhatItIsSent(node)}, not by an edge or by its name alone.`;
    return unwrap(payload.safeParse(sent), { contract, boundary: "input", node, hint });
  }
  const hint = `The node ${JSON.stringify(node)} was sent this in the place of the state. To send it something else, give it the schema of that: addSentNode(${JSON.stringify(node)}, …, { input: … }).`;
  const place: Place = { contract, boundary: "input", node, hint };
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) {
    return unwrap(contract.update.safeParse(sent), place);
  }
  const state = { ...initialState(contract), ...sent };
  checkFields(state, place);
  return state;
}

/** How what is wrong begins where a node with a payload of its own is reached without one. */
export function takesWhatItIsSent(node: string): string {
  return `The node ${JSON.stringify(node)} takes what it is sent: reach it by Send`;
}

/** Checks each field that is there against its own schema. */
function checkFields(state: UpdateObject, place: Place): void {
  const { contract } = place;
  const whole = contract.overwrite ?? contract.update;
  if (whole.is(state)) return;
  const merged = contract.fields.filter(([name, { reducer }]) => reducer === "merge" && name in state);
  const isPartial = ([name]: (typeof merged)[number]) => contract.update.is({ [name]: state[name] });
  const left = new Set(merged.filter(isPartial).map(([name]) => name));
  const rest = Object.fromEntries(Object.entries(state).filter(([name]) => !left.has(name)));
  unwrap(whole.safeParse(rest), place);
}

/** What the fields hold before the first update, where they hold something. */
export function initialState(contract: Contract): UpdateObject {
  const state: { [field: string]: unknown } = {};
  for (const [name, field] of contract.fields) {
    const empty = field.absent === true ? undefined : builtInReducers.get(field.reducer)?.empty;
    if (field.default !== undefined) state[name] = field.default.value;
    else if (empty !== undefined) state[name] = empty();
  }
  return state;
}

interface Place {
  readonly contract: Contract;
  readonly boundary: Boundary;
  readonly node?: string | undefined;
  readonly hint?: string | undefined;
}

function unwrap(result: ParseResult<unknown>, place: Place): unknown {
  return result.success ? result.value : refuse(place, result.issues);
}

function refuse({ contract, boundary, node, hint }: Place, issues: readonly Issue[]): never {
  throw new ContractError({ graph: contract.name, boundary, node, issues, hint });
}

const notAwaited: Issue = {
  path: "",
  keyword: "type",
  message: "the value is a promise; await it first",
  schemaPath: "",
};

/** The update without its overwrites and undefined fields, and the values of the overwrites; anything but an object is left as it is. */
function splitOverwrites(
  contract: Contract,
  update: unknown,
): { readonly plain: unknown; readonly overwrites: UpdateObject | undefined } {
  if (typeof update !== "object" || update === null || Array.isArray(update))
    return { plain: update, overwrites: undefined };
  const entries = Object.entries(update);
  if (!entries.some(([, value]) => value === undefined || overwrittenBy(value) !== undefined)) {
    return { plain: update, overwrites: undefined };
  }
  const folded = new Set(contract.fields.filter(([, field]) => isFolded(field)).map(([name]) => name));
  const plain: [string, unknown][] = [];
  const overwrites: [string, unknown][] = [];
  for (const [field, value] of entries) {
    if (value === undefined) continue;
    const overwrite = folded.has(field) || value instanceof Overwrite ? overwrittenBy(value) : undefined;
    if (overwrite === undefined) plain.push([field, value]);
    // Where nothing is folded an update replaces the field anyway, and LangGraph would keep the `Overwrite` itself as its value.
    else if (!folded.has(field)) plain.push([field, overwrite.value]);
    else overwrites.push([field, overwrite.value]);
  }
  return {
    plain: Object.fromEntries(plain),
    overwrites: overwrites.length === 0 ? undefined : Object.fromEntries(overwrites),
  };
}

/** Whether updates of the field are folded into it, so that an `Overwrite` means something. */
function isFolded({ reducer, tracked }: FieldDefinition): boolean {
  return tracked && reducer !== "replace";
}

/**
 * Makes messages of the updates of fields that hold messages: their schema says little of what LangChain takes for one.
 *
 * @throws ContractError where something can't be made a message.
 */
function withMessages(
  contract: Contract,
  update: UpdateObject,
  node: string | undefined,
  boundary: Boundary,
): UpdateObject {
  const fields = contract.fields.filter(([name, field]) => field.reducer === "messages" && name in update);
  if (fields.length === 0) return update;
  const made = fields.map(([name]) => {
    const found = messagesOf(update[name]);
    if ("messages" in found) return [name, found.messages] as const;
    const path = `/${escapeKey(name)}${found.wrong === undefined ? "" : `/${found.wrong}`}`;
    const message = `${path} is no message: give a message object, a dict with role and content, a pair of role and text, or a text`;
    return refuse({ contract, boundary, node }, [{ path, keyword: "messages", message, schemaPath: "" }]);
  });
  return { ...update, ...Object.fromEntries(made) };
}

/**
 * Of a value that may hold more than the state does (another graph's state, an open input), what the state has fields for.
 *
 * @param fields - Only these of the state's fields.
 */
export function pickFields(contract: Contract, value: unknown, fields?: readonly string[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const names = new Set(fields ?? contract.fields.map(([name]) => name));
  const entries = Object.entries(value);
  return entries.every(([key]) => names.has(key))
    ? value
    : Object.fromEntries(entries.filter(([key]) => names.has(key)));
}

/**
 * Refuses an update that is no object of fields, and what of it no checkpoint could hold.
 *
 * @throws ContractError
 */
function refuseUnholdable(place: Place, update: unknown): void {
  const flaw = oddObject(update) ?? unholdable(update);
  if (flaw === undefined) return;
  const flaws = flaw.keyword === "checkpoint" ? flawsOfFields(place.contract, update) : [flaw];
  if (flaws.length > 0) refuse(place, flaws);
}

/** The same field by field: an untracked one may hold what no checkpoint could, and one named `__proto__` is refused as unknown. */
function flawsOfFields(contract: Contract, update: unknown): Issue[] {
  const exempt = new Set(contract.fields.filter(([, field]) => !field.tracked).map(([name]) => name));
  const fields = Object.entries(update as UpdateObject).filter(
    ([name]) => name !== "__proto__" && !exempt.has(name),
  );
  return fields.map((field) => unholdable(Object.fromEntries([field]))).filter((flaw) => flaw !== undefined);
}

/** A promise, a map or a date passes for an object, but has no fields. */
function oddObject(value: unknown): Issue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (isPlain(value) || Object.keys(value).length > 0) return undefined;
  if (value instanceof Promise) return notAwaited;
  const message = `the value must be an object of fields, but is an instance of ${value.constructor.name}`;
  return { path: "", keyword: "type", message, schemaPath: "" };
}
