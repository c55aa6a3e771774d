import type { Contract, FieldDefinition } from "../contract/contract.js";
import { builtInReducers } from "./reducers/index.js";

/**
 * What a field holds before its first update: its default, with the defaults inside it and as messages where it holds messages, or what
 * its reducer starts from. Made anew each time it is called, so that no two runs share what one of them might change.
 *
 * @returns Undefined where the field holds nothing.
 */
export function initialValueOf(
  contract: Contract,
  name: string,
  field: FieldDefinition,
): (() => unknown) | undefined {
  const builtIn = builtInReducers.get(field.reducer);
  const empty = field.absent === true ? undefined : builtIn?.empty;
  if (field.default === undefined) return empty;
  const value = completed(contract, name, field);
  if (field.reducer === "messages" && builtIn !== undefined) {
    return () => builtIn.reduce(builtIn.empty?.(), structuredClone(value));
  }
  return typeof value === "object" && value !== null ? () => structuredClone(value) : () => value;
}

/** Each default is completed once. */
const known = new WeakMap<FieldDefinition, unknown>();

/** A field's default, as it would come out of an update that replaces the field with it. */
function completed(contract: Contract, name: string, field: FieldDefinition): unknown {
  if (known.has(field)) return known.get(field);
  const value = field.default?.value;
  const result = (contract.overwrite ?? contract.update).safeParse({ [name]: value });
  const whole = result.success ? (result.value as { readonly [field: string]: unknown })[name] : value;
  known.set(field, whole);
  return whole;
}
