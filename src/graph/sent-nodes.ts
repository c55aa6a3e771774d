import { notListed, payloadOf, takesWhatItIsSent } from "../boundaries/send.js";
import type { Contract } from "../contract/contract.js";
import type { Schema } from "../schema/schema.js";

type AnySchema = Schema<unknown, unknown>;

/** The nodes of a graph that take what they are sent in place of the state. */
export class SentNodes {
  readonly #contract: Contract;
  readonly #added = new Set<string>();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** Whether the contract says what nodes are sent. */
  get areListed(): boolean {
    return this.#contract.sends !== undefined;
  }

  /**
   * Notes that a node is added.
   *
   * @param input - The schema of what it is sent; undefined for a node that takes the state.
   * @throws Error if the contract lists the node, but it takes the state.
   */
  note(name: string, input: AnySchema | undefined): void {
    if (input !== undefined) this.#added.add(name);
    else if (payloadOf(this.#contract, name) !== undefined)
      throw new Error(`${this.#lists(name)}: add it with addSentNode("${name}", …).`);
  }

  /**
   * The schema of what a node is sent: the contract's or, where that lists none, its own.
   *
   * @throws Error if the contract does not list the node, or if both have one.
   */
  payloadOf(name: string, input: AnySchema | undefined): AnySchema | undefined {
    if (!this.areListed) return input;
    const payload = payloadOf(this.#contract, name);
    if (payload === undefined) throw new Error(notListed(this.#contract, name));
    if (input === undefined || input === payload) return payload;
    throw new Error(`${this.#lists(name)}, and says what it is sent: leave out the option input.`);
  }

  /**
   * Over an edge such a node would get the state.
   *
   * @throws Error
   */
  refuseEdges(edges: Iterable<readonly [start: string, end: string]>): void {
    for (const [start, end] of edges) {
      if (!this.#added.has(end)) continue;
      throw new Error(`${takesWhatItIsSent(end)}, not by an edge (from ${JSON.stringify(start)}).`);
    }
  }

  /**
   * So it would by a label.
   *
   * @throws Error
   */
  refuseLabels(labels: Readonly<Record<string, string>>): void {
    for (const [label, node] of Object.entries(labels)) {
      if (payloadOf(this.#contract, node) === undefined) continue;
      throw new Error(`${takesWhatItIsSent(node)}, not by a label (${JSON.stringify(label)}).`);
    }
  }

  /**
   * Clients may send to each node that the contract lists.
   *
   * @throws Error if there is none of that name.
   */
  refuseMissing(): void {
    for (const [name] of this.#contract.sends ?? []) {
      if (this.#added.has(name)) continue;
      throw new Error(
        `${this.#lists(name)}, which the graph does not have. Add it with addSentNode("${name}", …), or remove it from the member.`,
      );
    }
  }

  #lists(node: string): string {
    return `The sends member of the contract "${this.#contract.name}" lists the node "${node}"`;
  }
}
