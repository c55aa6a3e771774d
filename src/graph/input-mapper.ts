import { Runnable } from "@langchain/core/runnables";
import type { LangGraphRunnableConfig } from "@langchain/langgraph";
import { checkUpdate, type UpdateObject } from "../boundaries/boundaries.js";
import type { Contract } from "../contract/contract.js";
import { copyPlain } from "../schema/plain-object.js";
import { type Channels, readerOf, rehearse, type Write } from "../state/try-writes.js";

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
export class InputMapper extends Runnable<unknown, Write[] | null> {
  override lc_namespace = ["graphwright"];
  readonly #contract: Contract;
  readonly #fields: ReadonlySet<string>;
  readonly #channels: Channels;
  readonly #check: boolean;

  constructor(contract: Contract, channels: Channels, check: boolean) {
    super();
    this.#channels = channels;
    this.#contract = contract;
    this.#fields = new Set(contract.fields.map(([name]) => name));
    this.#check = check;
  }

  override async invoke(input: unknown, config?: LangGraphRunnableConfig): Promise<Write[] | null> {
    if (input === null || input === undefined) return null;
    const isChecked = !this.#check || (typeof input === "object" && checkedInputs.has(input));
    const fields = isChecked ? input : checkUpdate(this.#contract, input, undefined, "input");
    const writes = Object.entries(fields).filter(([field]) => this.#fields.has(field));
    if (this.#check) {
      rehearse({ contract: this.#contract, boundary: "input" }, this.#channels, writes, readerOf(config));
    }
    return writes;
  }
}
