import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { escapeKey } from "../schema/validation/json-pointer.js";

/** How V8 says that a frozen object can't be changed, and whether it has the property that was to change. */
const MESSAGES: readonly (readonly [pattern: RegExp, hasProperty: boolean])[] = [
  [/^Cannot assign to read only property '(.*)' of object /s, true],
  [/^Cannot delete property '(.*)' of /s, true],
  [/^Cannot redefine property: (.*)$/s, true],
  [/^Cannot (?:add|define) property (.*), object is not extensible$/s, false],
];

/** How other engines do; they don't all name the property. On V8 such an error is about something else. */
const OTHER_MESSAGES = /read-?only|not extensible|delete property|can't be deleted/;

/** How much of a state is looked through for what was to be changed. */
const MAX_VALUES = 10_000;

/** Whose call it is, and what it was given. */
export interface Call {
  readonly contract: Contract;
  readonly node: string;
  /** The state or payload, frozen. */
  readonly given: unknown;
  /** The run's context, frozen too. */
  readonly context: unknown;
}

/**
 * Runs a node, a router or an error handler, and says it clearly where that tried to change what it was given.
 *
 * @throws ContractError where it tried to; the error that it got is the cause. Any other error as it is.
 */
export function refuseChanges<Result>(
  { contract, node, given, context }: Call,
  run: () => Result | Promise<Result>,
): Result | Promise<Result> {
  const explain = (error: unknown): never => {
    throw (
      changedState(contract, node, given, error) ?? changedContext(contract, node, context, error) ?? error
    );
  };
  try {
    const returned = run();
    return returned instanceof Promise ? returned.catch(explain) : returned;
  } catch (error) {
    return explain(error);
  }
}

function changedState(contract: Contract, node: string, given: unknown, error: unknown): Refused {
  const hint =
    "The values that nodes get are frozen, so that no other node sees a change that was never checked. Return the change as an update, or change a copy.";
  return refused(
    { graph: contract.name, boundary: "update", node, hint },
    "the value that the node got",
    given,
    error,
  );
}

function changedContext(contract: Contract, node: string, context: unknown, error: unknown): Refused {
  const hint =
    "All nodes of a run share the context, so it is frozen. Keep values that change in the state, or change a copy.";
  return refused({ graph: contract.name, boundary: "context", node, hint }, "the context", context, error);
}

type Refused = ContractError | undefined;

function refused(
  place: Omit<ConstructorParameters<typeof ContractError>[0], "issues">,
  whole: string,
  given: unknown,
  error: unknown,
): Refused {
  if (!(error instanceof TypeError)) return undefined;
  const path = pathOfChange(given, error.message);
  if (path === undefined) return undefined;
  const what = path === "" ? whole : path;
  const message = `${what} can't be changed in place: ${error.message}`;
  const told = new ContractError({
    ...place,
    issues: [{ path, keyword: "frozen", message, schemaPath: "" }],
  });
  told.cause = error;
  return told;
}

/** Where in a frozen value the change was tried: undefined where it can't have been there, the whole where that is not clear. */
function pathOfChange(given: unknown, message: string): string | undefined {
  for (const [pattern, hasProperty] of MESSAGES) {
    const [, name] = pattern.exec(message) ?? [];
    if (name === undefined) continue;
    const [only, ...others] = placesOf(given, name, hasProperty);
    if (only !== undefined && others.length === 0) return only;
    return only === undefined && hasProperty ? undefined : "";
  }
  return OTHER_MESSAGES.test(message) && !isV8() ? "" : undefined;
}

/** Whether this engine says it as V8 does. */
function isV8(): boolean {
  try {
    (Object.freeze({ name: "" }) as { name: string }).name = "new";
    return false;
  } catch (error) {
    return MESSAGES.some(([pattern]) => pattern.test((error as Error).message));
  }
}

/** The frozen objects that have a property of this name or, where it is one that was to be added, have none. */
function* placesOf(given: unknown, name: string, hasProperty: boolean): Generator<string> {
  const isIndex = /^\d+$/.test(name);
  const left: [path: string, value: unknown][] = [["", given]];
  const seen = new Set<unknown>();
  for (let count = 0; count < left.length && count < MAX_VALUES; count++) {
    const [path, value] = left[count] ?? ["", undefined];
    if (typeof value !== "object" || value === null || !Object.isFrozen(value) || seen.has(value)) continue;
    seen.add(value);
    const isPlace = hasProperty
      ? Object.hasOwn(value, name)
      : Array.isArray(value)
        ? isIndex && value.length === Number(name)
        : !isIndex && !Object.hasOwn(value, name);
    if (isPlace) yield hasProperty ? at(path, name) : path;
    for (const [key, each] of Object.entries(value)) left.push([at(path, key), each]);
  }
}

function at(path: string, key: string): string {
  return `${path}/${escapeKey(key)}`;
}
