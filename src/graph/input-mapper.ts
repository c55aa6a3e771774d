import { checkUpdate, type UpdateObject } from "../boundaries/update.js";
import type { Contract } from "../contract/contract.js";
import type { Write } from "../langgraph/loop.js";
import { type ReadField, WriteMapper } from "../langgraph/write-mapper.js";
import { copyPlain } from "../schema/plain-object.js";
import { type Channels, tryWrites } from "../state/try-writes.js";

/** What a mapper has to know of its graph. */
export interface MapperOptions {
  readonly contract: Contract;
  /** The graph's channels. */
  readonly channels: Channels;
  /** Whether what is written is checked. */
  readonly isChecked: boolean;
}

/** Inputs that a compiled graph has checked before its run, so that the run's first step need not check them again. */
const checkedInputs = new WeakSet<object>();

/** A copy of an input that was checked, known as such. The caller's own object may be changed afterwards, and come again. */
export function markChecked(input: UpdateObject): UpdateObject {
  const checked = copyPlain(input);
  checkedInputs.add(checked);
  return checked;
}

/**
 * Turns what a run starts from into writes to the state's channels.
 *
 * It checks what did not come through the compiled graph's own check: what `updateState` writes as the start, or an input from a checkpoint. Both are
 * updates of the state, whatever the input member says of what a run is called with.
 */
export class InputMapper extends WriteMapper {
  readonly #contract: Contract;
  readonly #fields: ReadonlySet<string>;
  readonly #channels: Channels;
  readonly #isChecked: boolean;

  constructor({ contract, channels, isChecked }: MapperOptions) {
    super();
    this.#channels = channels;
    this.#contract = contract;
    this.#fields = new Set(contract.fields.map(([name]) => name));
    this.#isChecked = isChecked;
  }

  protected override map(input: unknown, read: ReadField): Write[] | null {
    if (input === null || input === undefined) return null;
    const isDone = !this.#isChecked || (typeof input === "object" && checkedInputs.has(input));
    const fields = isDone ? input : checkUpdate(this.#contract, input, { boundary: "input" });
    const writes = Object.entries(fields).filter(([field]) => this.#fields.has(field));
    if (this.#isChecked) {
      tryWrites({ contract: this.#contract, boundary: "input" }, this.#channels, writes, read);
    }
    return writes;
  }
}
