import { Overwrite } from "@langchain/langgraph";
import type { Contract, FieldDefinition } from "../contract/contract.js";
import { overwriteOf } from "../langgraph/overwrite.js";
import type { Issue } from "../schema/issue.js";
import { isPlain } from "../schema/plain-object.js";
import { escapeKey } from "../schema/validation/json-pointer.js";
import { messagesOf } from "../state/reducers/messages.js";
import { findUnserializable } from "../state/serializable.js";
import { accept, notAwaited, type Place, refuse } from "./place.js";

/** A state update as an object of fields. */
export type UpdateObject = { readonly [field: string]: unknown };

/** Whose an update is. */
export interface UpdateSource {
  /** Undefined where it is that of a run's input or command. */
  readonly node?: string | undefined;
  readonly boundary?: "input" | "update";
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
  { node, boundary = "update" }: UpdateSource = {},
): UpdateObject {
  const place: Place = { contract, boundary, node };
  refuseUnserializable(place, update);
  const { plain, overwrites } = splitOverwrites(contract, update);
  const parsed = accept(contract.update.safeParse(plain), place) as UpdateObject;
  const checked = withMessages(place, parsed);
  if (overwrites === undefined) return checked;
  refuseUnserializable(place, overwrites);
  const replaced = accept((contract.overwrite ?? contract.update).safeParse(overwrites), place);
  const whole = withMessages(place, replaced as UpdateObject);
  const wrapped = Object.entries(whole).map(([field, value]) => [field, new Overwrite(value)] as const);
  return { ...checked, ...Object.fromEntries(wrapped) };
}

/** The update without its overwrites and undefined fields, and the values of the overwrites; anything but an object is left as it is. */
function splitOverwrites(
  contract: Contract,
  update: unknown,
): { readonly plain: unknown; readonly overwrites: UpdateObject | undefined } {
  if (typeof update !== "object" || update === null || Array.isArray(update))
    return { plain: update, overwrites: undefined };
  const entries = Object.entries(update);
  if (!entries.some(([, value]) => value === undefined || overwriteOf(value) !== undefined)) {
    return { plain: update, overwrites: undefined };
  }
  const folded = new Set(contract.fields.filter(([, field]) => isFolded(field)).map(([name]) => name));
  const plain: [string, unknown][] = [];
  const overwrites: [string, unknown][] = [];
  for (const [field, value] of entries) {
    if (value === undefined) continue;
    const overwrite = folded.has(field) || value instanceof Overwrite ? overwriteOf(value) : undefined;
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
function withMessages(place: Place, update: UpdateObject): UpdateObject {
  const { contract } = place;
  const fields = contract.fields.filter(([name, field]) => field.reducer === "messages" && name in update);
  if (fields.length === 0) return update;
  const made = fields.map(([name]) => {
    const found = messagesOf(update[name]);
    if ("messages" in found) return [name, found.messages] as const;
    const path = `/${escapeKey(name)}${found.wrong === undefined ? "" : `/${found.wrong}`}`;
    const message = `${path} is not a message: use a message object, an object with role and content, a pair of role and text, or a string`;
    return refuse(place, [{ path, keyword: "messages", message, schemaPath: "" }]);
  });
  return { ...update, ...Object.fromEntries(made) };
}

/**
 * Refuses an update that is not an object of fields, and values in it that checkpoints can't store.
 *
 * @throws ContractError
 */
function refuseUnserializable(place: Place, update: unknown): void {
  const flaw = oddObject(update) ?? findUnserializable(fieldsOf(update));
  if (flaw === undefined) return;
  const flaws = flaw.keyword === "checkpoint" ? flawsOfFields(place.contract, update) : [flaw];
  if (flaws.length > 0) refuse(place, flaws);
}

/** An update may be an instance of a class: what counts are its fields. */
function fieldsOf(update: unknown): unknown {
  const isInstance =
    typeof update === "object" && update !== null && !Array.isArray(update) && !isPlain(update);
  return isInstance ? Object.fromEntries(Object.entries(update)) : update;
}

/** The same field by field: an untracked one may hold what no checkpoint could, and one named `__proto__` is refused as unknown. */
function flawsOfFields(contract: Contract, update: unknown): Issue[] {
  const exempt = new Set(contract.fields.filter(([, field]) => !field.tracked).map(([name]) => name));
  const fields = Object.entries(update as UpdateObject).filter(
    ([name]) => name !== "__proto__" && !exempt.has(name),
  );
  return fields
    .map((field) => findUnserializable(Object.fromEntries([field])))
    .filter((flaw) => flaw !== undefined);
}

/** A promise, a map or a date passes for an object, but has no fields. */
export function oddObject(value: unknown): Issue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (isPlain(value) || Object.keys(value).length > 0) return undefined;
  if (value instanceof Promise) return notAwaited;
  const message = `the value must be an object of fields, but is an instance of ${value.constructor.name}`;
  return { path: "", keyword: "type", message, schemaPath: "" };
}
