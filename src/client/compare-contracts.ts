import type { Contract } from "../contract/contract.js";
import { membersOf, toJsonSchemas } from "../contract/members.js";
import { equal } from "../schema/validation/equal.js";
import { notJson, ServerAnswerError } from "./server-error.js";

/** How a client's contract and a server's differ. */
export interface ContractComparison {
  /** Whether both have the same fingerprint, and so say the same. */
  readonly isSame: boolean;
  readonly client: string;
  readonly server: string;
  /** The members that differ, such as `input` or `interrupts/approve_refund/resume`. Where nothing does, the fingerprints differ by reducers. */
  readonly differing: readonly string[];
}

export interface CompareOptions {
  /** The graph's id on the server; by default the contract's name. */
  readonly graph?: string;
  readonly headers?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
}

/**
 * Compares a contract with the one that a server publishes at `GET /contracts/:graph`.
 *
 * @param url - The address of the server: the `apiUrl` of its client.
 * @throws ServerAnswerError where the server publishes no contract of the graph
 */
export async function compareContracts(
  contract: Contract,
  url: string,
  { graph = contract.name, ...options }: CompareOptions = {},
): Promise<ContractComparison> {
  const address = `${url.replace(/\/+$/, "")}/contracts/${encodeURIComponent(graph)}`;
  const published = toPublished(await jsonAt(address, options));
  const isSame = published.fingerprint === contract.fingerprint;
  const own = toJson(toJsonSchemas(membersOf(contract)));
  return {
    isSame,
    client: contract.fingerprint,
    server: published.fingerprint,
    differing: isSame ? [] : differences(own, published.members),
  };
}

interface Published {
  readonly fingerprint: string;
  readonly members: object;
}

async function jsonAt(address: string, { headers, signal }: CompareOptions): Promise<unknown> {
  const response = await fetch(address, {
    ...(headers === undefined ? {} : { headers }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.status === 404) {
    throw new ServerAnswerError(
      `${address} is not there. Is contractApp of graphwright/server the http.app in the server's langgraph.json, and has it this graph?`,
    );
  }
  if (!response.ok) throw new ServerAnswerError(`${address} answered with the status ${response.status}.`);
  try {
    return await response.json();
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(error) : error;
  }
}

function toPublished(value: unknown): Published {
  const { fingerprint, members } = Object(value) as { fingerprint?: unknown; members?: unknown };
  if (typeof fingerprint !== "string" || typeof members !== "object" || members === null) {
    throw new ServerAnswerError("What the server publishes is no contract of graphwright.");
  }
  return { fingerprint, members };
}

/** How deep the schemas of a member lie in it; those of other members are the members themselves. */
const DEPTHS: Readonly<Record<string, number>> = { store: 1, interrupts: 2, tools: 2, sends: 1 };

function differences(own: object, other: object): string[] {
  return namesIn(own, other).flatMap((name) => {
    return differing(Reflect.get(own, name), Reflect.get(other, name), name, DEPTHS[name] ?? 0);
  });
}

/** The places of the schemas that differ, so many levels down. */
function differing(own: unknown, other: unknown, place: string, depth: number): string[] {
  if (equal(own, other)) return [];
  if (depth === 0 || !isObject(own) || !isObject(other)) return [place];
  return namesIn(own, other).flatMap((name) =>
    differing(Reflect.get(own, name), Reflect.get(other, name), `${place}/${name}`, depth - 1),
  );
}

function namesIn(own: object, other: object): string[] {
  return [...new Set([...Object.keys(own), ...Object.keys(other)])];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function toJson(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}
