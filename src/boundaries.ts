import { Overwrite } from "@langchain/langgraph";
import type { Contract } from "./contract.js";
import { type Boundary, ContractError } from "./contract-error.js";
import type { Issue } from "./issue.js";
import type { ParseResult, Schema } from "./schema.js";

/** How deep a value that a checkpoint has to hold may nest; far below what serializers survive. */
const MAX_DEPTH = 1000;

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
  return unwrap(schema.safeParse(given ?? {}), { contract, boundary: "context", hint });
}

/**
 * Checks what a run starts from.
 *
 * @returns The update of the state that the input amounts to, defaults applied.
 * @throws ContractError
 */
export function checkInput(contract: Contract, input: unknown): UpdateObject {
  refuseDepth(contract, "input", undefined, input);
  if (contract.input === undefined) return checkUpdate(contract, input, undefined, "input");
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
  refuseDepth(contract, boundary, node, update);
  const { plain, overwrites } = splitOverwrites(update);
  const checked = unwrap(contract.update.safeParse(plain), { contract, boundary, node }) as UpdateObject;
  if (overwrites === undefined) return checked;
  const replaced = unwrap((contract.overwrite ?? contract.update).safeParse(overwrites), {
    contract,
    boundary,
    node,
  });
  const wrapped = Object.entries(replaced as UpdateObject).map(
    ([field, value]) => [field, new Overwrite(value)] as const,
  );
  return { ...checked, ...Object.fromEntries(wrapped) };
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
  const whole = contract.overwrite ?? contract.update;
  if (whole.is(state)) return;
  const merged = contract.fields.filter(([name, { reducer }]) => reducer === "merge" && name in state);
  const isPartial = ([name]: (typeof merged)[number]) => contract.update.is({ [name]: state[name] });
  const left = new Set(merged.filter(isPartial).map(([name]) => name));
  const rest = Object.fromEntries(Object.entries(state).filter(([name]) => !left.has(name)));
  const hint = `The checkpoint of the thread ${JSON.stringify(thread)} does not fit the contract, which has changed since it was written: mend these fields with updateState, or start a new thread.`;
  unwrap(whole.safeParse(rest), { contract, boundary: "checkpoint", hint });
}

interface Place {
  readonly contract: Contract;
  readonly boundary: Boundary;
  readonly node?: string | undefined;
  readonly hint?: string | undefined;
}

function unwrap(result: ParseResult<unknown>, { contract, boundary, node, hint }: Place): unknown {
  if (result.success) return result.value;
  throw new ContractError({ graph: contract.name, boundary, node, issues: result.issues, hint });
}

/** The update without its overwrites and undefined fields, and the values of the overwrites; anything but an object is left as it is. */
function splitOverwrites(update: unknown): {
  readonly plain: unknown;
  readonly overwrites: UpdateObject | undefined;
} {
  if (typeof update !== "object" || update === null || Array.isArray(update))
    return { plain: update, overwrites: undefined };
  const entries = Object.entries(update);
  if (!entries.some(([, value]) => value === undefined || Overwrite.isInstance(value))) {
    return { plain: update, overwrites: undefined };
  }
  const present = entries.filter(([, value]) => value !== undefined);
  const overwrites = present.filter(([, value]) => Overwrite.isInstance(value));
  return {
    plain: Object.fromEntries(present.filter(([, value]) => !Overwrite.isInstance(value))),
    overwrites:
      overwrites.length === 0
        ? undefined
        : Object.fromEntries(
            overwrites.map(([field, value]) => [field, (value as Overwrite<unknown>).value]),
          ),
  };
}

/** Of a value that may hold more than the state does (another graph's state, an open input), what the state has fields for. */
export function pickFields(contract: Contract, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const names = new Set(contract.fields.map(([name]) => name));
  const entries = Object.entries(value);
  return entries.every(([key]) => names.has(key))
    ? value
    : Object.fromEntries(entries.filter(([key]) => names.has(key)));
}

function refuseDepth(contract: Contract, boundary: Boundary, node: string | undefined, value: unknown): void {
  if (!isDeeperThan(MAX_DEPTH, value)) return;
  const issue: Issue = {
    path: "",
    keyword: "depth",
    message: `the value is nested more than ${MAX_DEPTH} levels deep, or refers to itself; no checkpoint could hold it`,
    schemaPath: "",
  };
  throw new ContractError({ graph: contract.name, boundary, node, issues: [issue] });
}

/** Looks into arrays and plain objects only: other objects know themselves how they are serialized. */
function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) {
    if (levels === 0) return true;
    for (const item of value) if (isDeeperThan(levels - 1, item)) return true;
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  if (levels === 0) return true;
  for (const key in value) if (isDeeperThan(levels - 1, (value as UpdateObject)[key])) return true;
  return false;
}
