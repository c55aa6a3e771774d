import { Runnable } from "@langchain/core/runnables";
import { Command, END, isCommand, type LangGraphRunnableConfig, Send } from "@langchain/langgraph";
import { checkUpdate, pickFields, type UpdateObject } from "../boundaries/boundaries.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { isPlain } from "../schema/plain-object.js";
import { unholdable } from "../state/serializable.js";
import { type Channels, readerOf, rehearse, type Write } from "../state/try-writes.js";

/**
 * Turns what a node returned into writes to the state's channels, and checks it on the way.
 *
 * It takes the place of LangGraph's own mapper in the node's writer, because everything that updates the state passes there: node
 * returns, commands, `updateState`, subgraphs and tool nodes that serve as nodes, and commands from a subgraph to its parent.
 */
export class UpdateMapper extends Runnable<unknown, Write[] | null> {
  override lc_namespace = ["graphwright"];
  readonly #contract: Contract;
  readonly #node: string;
  readonly #fields: ReadonlySet<string>;
  readonly #nodes: ReadonlySet<string>;
  readonly #channels: Channels;
  readonly #check: boolean;
  readonly #isSubgraph: boolean;

  /**
   * @param nodes - The names of the graph's nodes.
   * @param channels - The graph's channels.
   * @param check - Whether updates are checked.
   * @param isSubgraph - Whether the node is a graph of its own: it returns its whole state, of which only the common fields are meant.
   */
  constructor(
    contract: Contract,
    node: string,
    nodes: ReadonlySet<string>,
    channels: Channels,
    check: boolean,
    isSubgraph: boolean,
  ) {
    super();
    this.#channels = channels;
    this.#nodes = nodes;
    this.#contract = contract;
    this.#node = node;
    this.#fields = new Set(contract.fields.map(([name]) => name));
    this.#check = check;
    this.#isSubgraph = isSubgraph;
  }

  override async invoke(returned: unknown, config?: LangGraphRunnableConfig): Promise<Write[] | null> {
    const writes = this.#map(returned);
    if (writes !== null && this.#check) {
      const origin = { contract: this.#contract, node: this.#node, boundary: "update" } as const;
      rehearse(origin, this.#channels, writes, readerOf(config));
    }
    return writes;
  }

  #map(returned: unknown): Write[] | null {
    if (returned === null || returned === undefined || returned instanceof Send) return null;
    if (isCommand(returned)) return this.#mapCommand(returned);
    if (Array.isArray(returned) && (returned.some(isCommand) || returned.every(isObject))) {
      return returned.flatMap((item) => this.#map(item) ?? []);
    }
    if (typeof returned === "object" && !Array.isArray(returned)) {
      return this.#write(
        (this.#isSubgraph ? pickFields(this.#contract, returned) : returned) as UpdateObject,
      );
    }
    throw this.#refuse(
      `it returned ${describe(returned)}; return an update of the state (an object of its fields), a Command, several of them, or nothing`,
    );
  }

  #mapCommand(command: Command): Write[] | null {
    // A command for the parent graph is checked there, against the parent's contract.
    if (command.graph === Command.PARENT) return null;
    refuseUnknownTargets(this.#contract, this.#node, this.#nodes, command.goto);
    if (command.update === undefined || command.update === null) return null;
    return updatesOf(command).flatMap((update) => this.#write(update));
  }

  #write(update: UpdateObject): Write[] {
    const checked = this.#check ? checkUpdate(this.#contract, update, this.#node) : update;
    return Object.entries(checked).filter(([field]) => this.#fields.has(field));
  }

  #refuse(message: string): ContractError {
    const issues = [{ path: "", keyword: "type", message, schemaPath: "" }];
    return new ContractError({ graph: this.#contract.name, boundary: "update", node: this.#node, issues });
  }
}

/**
 * Checks where a command or a router leads: LangGraph itself ends the run without a word where there is no such node.
 *
 * @param node - Whose it is; undefined where a run is called with it.
 * @param targets - One target or several: names, or objects of LangGraph's, which looks after those itself.
 * @throws ContractError
 */
export function refuseUnknownTargets(
  contract: Contract,
  node: string | undefined,
  nodes: ReadonlySet<string>,
  targets: unknown,
): void {
  for (const target of Array.isArray(targets) ? targets : [targets]) {
    if (target instanceof Send) refuseUnholdablePayload(contract, target);
    if (typeof target !== "string" || target === END || nodes.has(target)) continue;
    const message = `it goes to ${JSON.stringify(target)}, and the graph has no such node; it has ${listed(nodes)}`;
    throw leadsNowhere(contract, node, message);
  }
}

/**
 * Checks what a router returns whose targets have labels: `Send`s, and labels that there are.
 *
 * @throws ContractError
 */
export function refuseUnknownLabels(
  contract: Contract,
  node: string,
  labels: ReadonlySet<string>,
  returned: unknown,
): void {
  for (const label of Array.isArray(returned) ? returned : [returned]) {
    if (label instanceof Send) refuseUnholdablePayload(contract, label);
    if (typeof label !== "string" || labels.has(label)) continue;
    const message = `it returned ${JSON.stringify(label)}, and there is no such label; there are ${listed(labels)}`;
    throw leadsNowhere(contract, node, message);
  }
}

/** Names for an error: quoted, in a row. */
export function listed(names: ReadonlySet<string>): string {
  return [...names].map((name) => JSON.stringify(name)).join(", ");
}

function leadsNowhere(contract: Contract, node: string | undefined, message: string): ContractError {
  const issues = [{ path: "", keyword: "goto", message, schemaPath: "" }];
  return new ContractError({ graph: contract.name, boundary: "update", node, issues });
}

/** What is sent is in a checkpoint before its node runs. */
function refuseUnholdablePayload(contract: Contract, { node, args }: Send): void {
  const flaw = unholdable(args);
  if (flaw !== undefined)
    throw new ContractError({ graph: contract.name, boundary: "input", node, issues: [flaw] });
}

/** A command's updates: one, or one a pair where it is a list of pairs, which may name a field more than once. */
export function updatesOf(command: Command): UpdateObject[] {
  const { update } = command;
  return Array.isArray(update)
    ? update.map(([field, value]) => ({ [field]: value }))
    : [update as UpdateObject];
}

/** Of what else may be in a list, messages above all, it is better said that a list is no update. */
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && isPlain(value);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
