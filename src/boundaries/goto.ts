import { END, Send } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { checkPayload, payloadOf, takesWhatItIsSent } from "./send.js";

/** What the targets of a command or a router are checked against. */
export interface GotoPlace {
  readonly contract: Contract;
  /** Whose they are; undefined where a run is called with the command. */
  readonly node: string | undefined;
  /** The names of the graph's nodes. */
  readonly nodes: ReadonlySet<string>;
}

/**
 * Checks where a command or a router leads: LangGraph itself ends the run without a word where there is no such node.
 *
 * @param targets - One target or several: names, or objects of LangGraph's, which looks after those itself.
 * @throws ContractError
 */
export function refuseUnknownTargets({ contract, node, nodes }: GotoPlace, targets: unknown): void {
  for (const target of Array.isArray(targets) ? targets : [targets]) {
    if (target instanceof Send) checkPayload(contract, target, node);
    if (typeof target === "string" && payloadOf(contract, target) !== undefined) {
      throw leadsNowhere(contract, node, `${takesWhatItIsSent(target)}, not by its name alone`);
    }
    if (typeof target !== "string" || target === END || nodes.has(target)) continue;
    const message = `it goes to ${JSON.stringify(target)}, but the graph has no node with this name; its nodes are ${listed(nodes)}`;
    throw leadsNowhere(contract, node, message);
  }
}

/**
 * Checks what a router returns whose targets have labels: `Send`s, and labels that there are.
 *
 * @throws ContractError
 */
export function refuseUnknownLabels(
  { contract, node }: Pick<GotoPlace, "contract" | "node">,
  labels: ReadonlySet<string>,
  returned: unknown,
): void {
  for (const label of Array.isArray(returned) ? returned : [returned]) {
    if (label instanceof Send) checkPayload(contract, label, node);
    if (typeof label !== "string" || labels.has(label)) continue;
    const message = `it returned ${JSON.stringify(label)}, which is not a label; the labels are ${listed(labels)}`;
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
