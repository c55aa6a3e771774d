import { checkUpdate, type UpdateObject } from "../boundaries/update.js";
import type { Contract } from "../contract/contract.js";
import type { Checkpost, Observer } from "../contract/observer.js";
import type { Write } from "../langgraph/loop.js";
import { type ReadField, WriteMapper } from "../langgraph/write-mapper.js";
import { copyPlain } from "../schema/plain-object.js";
import { type Channels, tryWrites } from "../state/try-writes.js";
import { type CheckLevel, checkAt } from "./checks.js";

/** What a mapper has to know of its graph. */
export interface MapperOptions {
  readonly contract: Contract;
  /** The graph's channels. */
  readonly channels: Channels;
  /** How what is written is checked. */
  readonly level: CheckLevel;
  readonly observer: Observer | undefined;
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
  readonly #options: MapperOptions;

  constructor(options: MapperOptions) {
    super();
    const { contract, channels } = options;
    this.#options = options;
    this.#channels = channels;
    this.#contract = contract;
    this.#fields = new Set(contract.fields.map(([name]) => name));
  }

  protected override map(input: unknown, read: ReadField): Write[] | null {
    if (input === null || input === undefined) return null;
    const isDone = typeof input === "object" && checkedInputs.has(input);
    const check = () => checkUpdate(this.#contract, input, { boundary: "input" });
    const place: Checkpost = { graph: this.#contract.name, boundary: "input" };
    const fields = isDone ? input : checkAt(this.#options, place, check, input);
    const writes = Object.entries(fields).filter(([field]) => this.#fields.has(field));
    if (this.#options.level === true) {
      tryWrites({ contract: this.#contract, boundary: "input" }, this.#channels, writes, read);
    }
    return writes;
  }
}
