import { Command, isCommand, type LangGraphRunnableConfig, Send } from "@langchain/langgraph";
import { pickFields } from "../boundaries/fields.js";
import { refuseUnknownTargets } from "../boundaries/goto.js";
import { checkUpdate, type UpdateObject } from "../boundaries/update.js";
import { ContractError } from "../contract/contract-error.js";
import type { Checkpost } from "../contract/observer.js";
import { isAtTop } from "../langgraph/config.js";
import type { Write } from "../langgraph/loop.js";
import { type ReadField, WriteMapper } from "../langgraph/write-mapper.js";
import { isPlain } from "../schema/plain-object.js";
import { tryWrites } from "../state/try-writes.js";
import { checkAt } from "./checks.js";
import type { MapperOptions } from "./input-mapper.js";

/** What the mapper of a node has to know. */
export interface UpdateMapperOptions extends MapperOptions {
  readonly node: string;
  /** The names of the graph's nodes. */
  readonly nodes: ReadonlySet<string>;
  /** Whether the node is a graph of its own: it returns its whole state, of which only the common fields are meant. */
  readonly isSubgraph: boolean;
}

/**
 * Turns what a node returned into writes to the state's channels, and checks it on the way.
 *
 * It takes the place of LangGraph's own mapper in the node's writer, because everything that updates the state passes there: node
 * returns, commands, `updateState`, subgraphs and tool nodes that serve as nodes, and commands from a subgraph to its parent.
 */
export class UpdateMapper extends WriteMapper {
  readonly #options: UpdateMapperOptions;
  readonly #fields: ReadonlySet<string>;

  constructor(options: UpdateMapperOptions) {
    super();
    this.#options = options;
    this.#fields = new Set(options.contract.fields.map(([name]) => name));
  }

  protected override map(
    returned: unknown,
    read: ReadField,
    config: LangGraphRunnableConfig = {},
  ): Write[] | null {
    this.#refuseLostCommands(returned, config);
    const writes = this.#map(returned);
    const { contract, node, channels, level } = this.#options;
    if (writes !== null && level === true) {
      tryWrites({ contract, node, boundary: "update" }, channels, writes, read);
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
      const { contract, isSubgraph } = this.#options;
      return this.#write((isSubgraph ? pickFields(contract, returned) : returned) as UpdateObject);
    }
    throw this.#refuse(
      `it returned ${describe(returned)}; return an update of the state (an object of its fields), a Command, several of them, or nothing`,
    );
  }

  /** LangGraph follows the first command to the parent graph, and drops it without a word if there is none. */
  #refuseLostCommands(returned: unknown, config: LangGraphRunnableConfig): void {
    const commands = (Array.isArray(returned) ? returned : [returned]).filter(
      (each) => isCommand(each) && each.graph === Command.PARENT,
    );
    if (commands.length === 0) return;
    if (isAtTop(config)) {
      throw this.#refuse(
        "it returned a command for the parent graph, and the graph runs inside no other one; return a command for the graph itself, or run the graph as a node",
      );
    }
    if (commands.length > 1) {
      throw this.#refuse(
        `it returned ${commands.length} commands for the parent graph, of which LangGraph follows the first; return one whose update and goto say it all, and let tools that run in parallel return no more than one`,
      );
    }
  }

  #mapCommand(command: Command): Write[] | null {
    // A command for the parent graph is checked there, against the parent's contract.
    if (command.graph === Command.PARENT) return null;
    const { contract, node, nodes } = this.#options;
    refuseUnknownTargets({ contract, node, nodes }, command.goto);
    if (command.update === undefined || command.update === null) return null;
    return updatesOf(command).flatMap((update) => this.#write(update));
  }

  #write(update: UpdateObject): Write[] {
    const { contract, node } = this.#options;
    const place: Checkpost = { graph: contract.name, boundary: "update", node };
    const checked = checkAt(this.#options, place, () => checkUpdate(contract, update, { node }), update);
    return Object.entries(checked).filter(([field]) => this.#fields.has(field));
  }

  #refuse(message: string): ContractError {
    const issues = [{ path: "", keyword: "type", message, schemaPath: "" }];
    const { contract, node } = this.#options;
    return new ContractError({ graph: contract.name, boundary: "update", node, issues });
  }
}

/** A command's updates: one, or one a pair where it is a list of pairs, which may name a field more than once. */
export function updatesOf(command: Command): UpdateObject[] {
  const { update } = command;
  return Array.isArray(update)
    ? update.map(([field, value]) => ({ [field]: value }))
    : [update as UpdateObject];
}

/** If a list holds other values, such as messages, the error says that a list is not an update. */
function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && isPlain(value);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
