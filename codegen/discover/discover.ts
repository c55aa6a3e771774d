import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { inFileOrder, type Problem } from "../problems/problem.js";
import { contractNameFault, contractPrefix } from "./contract-name.js";
import { type Folder, foldersBelow } from "./folders.js";
import { MEMBER_KINDS, type MemberKind } from "./member-kind.js";

/** The schema files below a folder, and which of them make up contracts. */
export interface Discovery {
  /** The schemas folder, absolute. */
  readonly root: string;
  /** In the order of their folders. */
  readonly contracts: readonly DiscoveredContract[];
  /** The schema files that are not members, relative to the root, with `/` on every platform, sorted. */
  readonly shared: readonly string[];
  /** From the path of each link to a folder that has another path, relative to the root as well. */
  readonly links?: ReadonlyMap<string, string>;
  /** The names of further contracts in the folder, where this is a part of what was found. */
  readonly others?: readonly string[];
  /** The paths of further schema files in the folder, where this is a part of what was found and a reference may be meant for one of them. */
  readonly otherPaths?: readonly string[];
}

/** A folder that holds a state member. */
export interface DiscoveredContract {
  /** The folder's own name, in Unicode's normal form C. */
  readonly name: string;
  /** The folder relative to the root. */
  readonly folder: string;
  /** In the order of `MEMBER_KINDS`. */
  readonly members: readonly { readonly kind: MemberKind; readonly path: string }[];
}

const MEMBER_FILE = new RegExp(`^(${MEMBER_KINDS.join("|")})\\.schema\\.(?:json|ya?ml)$`);
const ALMOST_MEMBER_FILE = new RegExp(`^(${MEMBER_KINDS.join("|")})(?:[._-]schema)?\\.(?:json|ya?ml)$`, "i");

/**
 * Finds the contracts below a folder, at any depth: every folder with a `state.schema.json` (or `.yaml`, `.yml`) is one.
 * All other schema files are there to be referred to. Hidden folders and `node_modules` are passed over.
 *
 * @param schemasDir the schemas folder
 * @param displayDir the folder's name in problems; by default as given
 * @returns what was found, as far as it makes sense, and every problem; never throws for what is on disk
 */
export function discover(
  schemasDir: string,
  displayDir: string = schemasDir,
): { readonly discovery: Discovery; readonly problems: readonly Problem[] } {
  const root = resolve(schemasDir);
  const problems: Problem[] = [];
  const report = (path: string, code: string, message: string, remedy: string): void => {
    problems.push({
      severity: "error",
      code,
      file: join(displayDir, path).replaceAll("\\", "/"),
      message,
      remedy,
    });
  };

  const missing = whyNoFolder(root);
  if (missing !== undefined) {
    report(
      "",
      "no-schemas-folder",
      `the schemas folder ${missing}`,
      "create it, or choose another folder with --schemas",
    );
    return { discovery: { root, contracts: [], shared: [] }, problems };
  }

  const { folders, links } = foldersBelow(root, report);
  const { contracts, shared } = sortFolders(folders, report);
  reportCollisions(contracts, report);
  if (contracts.length === 0 && problems.length === 0) {
    report(
      "",
      "no-contract",
      "there is no contract in the schemas folder",
      "create a folder named after the graph, with a state.schema.json in it",
    );
  }
  const discovery = { root, contracts, shared: shared.sort(byName), links };
  return { discovery, problems: inFileOrder(problems) };
}

/** Contracts are the folders with a state member; all other files are there to be referred to. */
function sortFolders(
  folders: readonly Folder[],
  report: Report,
): { readonly contracts: readonly DiscoveredContract[]; readonly shared: string[] } {
  const contracts: DiscoveredContract[] = [];
  const shared: string[] = [];
  for (const folder of folders) {
    const members = membersOf(folder, report);
    const isContract = members.some(({ kind }) => kind === "state");
    const own = new Set(isContract ? members.map(({ path }) => path) : []);
    shared.push(...folder.files.map((name) => within(folder.path, name)).filter((path) => !own.has(path)));
    if (!isContract) {
      reportMissingState(folder, members, report);
      continue;
    }
    const name = contractName(folder, report);
    if (name !== undefined) contracts.push({ name, folder: folder.path, members });
  }
  return { contracts, shared };
}

/** The name of a contract's folder. The schemas folder itself has none. */
function contractName({ path }: Folder, report: Report): string | undefined {
  // Some file systems take letters with accents apart.
  const name = path.slice(path.lastIndexOf("/") + 1).normalize("NFC");
  if (name === "") {
    report(
      "",
      "contract-without-name",
      "a state member is directly in the schemas folder",
      "move it and the other members into a folder named after the graph",
    );
    return undefined;
  }
  const fault = contractNameFault(name);
  if (fault !== undefined) report(path, "bad-contract-name", fault.message, fault.remedy);
  return name;
}

type Report = (path: string, code: string, message: string, remedy: string) => void;

function whyNoFolder(root: string): string | undefined {
  try {
    return statSync(root).isDirectory() ? undefined : "is a file";
  } catch (error) {
    if (isNodeError(error) && (error.code === "ENOENT" || error.code === "ENOTDIR")) return "does not exist";
    return `cannot be read: ${messageOf(error)}`;
  }
}

function membersOf(folder: Folder, report: Report): DiscoveredContract["members"] {
  const found = new Map<MemberKind, string[]>();
  for (const file of folder.files) {
    const kind = MEMBER_KINDS.find((known) => known === MEMBER_FILE.exec(file)?.[1]);
    if (kind !== undefined) found.set(kind, [...(found.get(kind) ?? []), file]);
  }
  return MEMBER_KINDS.flatMap((kind) => {
    const [file, ...others] = found.get(kind) ?? [];
    if (file === undefined) return [];
    for (const other of others) {
      report(
        within(folder.path, other),
        "duplicate-member",
        `${file} in the same folder is already the ${kind} member`,
        "remove one of the two files",
      );
    }
    return [{ kind, path: within(folder.path, file) }];
  });
}

/** A folder that looks like a contract but has no state: surely a file is missing, or called something else. */
function reportMissingState(folder: Folder, members: DiscoveredContract["members"], report: Report): void {
  const misnamed = folder.files.find((file) => ALMOST_MEMBER_FILE.exec(file)?.[1]?.toLowerCase() === "state");
  if (misnamed !== undefined) {
    const ending = misnamed.slice(misnamed.lastIndexOf("."));
    report(
      within(folder.path, misnamed),
      "misnamed-state",
      `the file ${misnamed} is not read as a state member`,
      `rename it to state.schema${ending.toLowerCase()}`,
    );
  } else if (members.length > 0 && members.length === folder.files.length) {
    const names = folder.files.join(", ");
    report(
      folder.path,
      "missing-state",
      `the folder holds ${names}, but no state.schema.json, so it is not a contract`,
      "add a state.schema.json, or rename the files if they only hold schemas that others refer to",
    );
  }
}

function reportCollisions(contracts: readonly DiscoveredContract[], report: Report): void {
  const byPrefix = new Map<string, DiscoveredContract>();
  for (const contract of contracts) {
    // Generated folders must differ on file systems that don't tell capital letters apart, too.
    const key = contractPrefix(contract.name).toLowerCase();
    const other = byPrefix.get(key);
    if (other === undefined) {
      byPrefix.set(key, contract);
    } else {
      report(
        contract.folder,
        "name-collision",
        `the contracts ${other.folder} and ${contract.folder} would both get the name ${contractPrefix(contract.name)}`,
        "rename one of the two folders",
      );
    }
  }
}

function within(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
