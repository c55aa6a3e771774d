import { join } from "node:path";
import type { Problem } from "../problems/problem.js";
import { nearMatches, oneOf } from "../problems/suggest.js";
import type { Discovery } from "./discover.js";
import { MEMBER_KINDS, type MemberKind } from "./member-kind.js";

/** A file in a contract's folder that may have been meant as a member which the contract lacks. */
interface Suspect {
  readonly path: string;
  readonly contract: string;
  /** What it should be called, the likeliest first. */
  readonly meant: readonly string[];
}

/**
 * Finds the files that were surely meant as members of a contract and are none, because of how they are called: `context.yaml`,
 * `contxt.schema.yaml`, `interrupt.schema.json`. A file that another schema refers to is there for that, whatever its name.
 *
 * @param displayDir - The schemas folder's name in problems.
 */
export async function misnamedMembers(discovery: Discovery, displayDir: string): Promise<readonly Problem[]> {
  const suspects = suspectsOf(discovery);
  if (suspects.length === 0) return [];
  // Reading files is slow to load, and a run that changes nothing should not need it.
  const { referredTo } = await import("./referred-to.js");
  const used = referredTo(discovery);
  return suspects
    .filter(({ path }) => !used.has(path))
    .map(({ path, contract, meant }) => ({
      severity: "warning",
      code: "misnamed-member",
      file: join(displayDir, path).replaceAll("\\", "/"),
      message: `the file ${fileName(path)} is not read as a member of the contract ${JSON.stringify(contract)}, and no schema refers to it`,
      remedy: `did you mean ${oneOf(meant)}? If the file is not a member, move it out of the contract's folder`,
    }));
}

function suspectsOf({ contracts, shared }: Discovery): readonly Suspect[] {
  const byFolder = new Map(contracts.map((contract) => [contract.folder, contract]));
  return shared.flatMap((path): Suspect[] => {
    const contract = byFolder.get(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
    if (contract === undefined) return [];
    const present: ReadonlySet<string> = new Set(contract.members.map(({ kind }) => kind));
    const meant = kindsNear(fileName(path)).filter((kind) => !present.has(kind));
    if (meant.length === 0) return [];
    const ending = path.slice(path.lastIndexOf("."));
    return [{ path, contract: contract.name, meant: meant.map((kind) => `${kind}.schema${ending}`) }];
  });
}

/** The kinds of members whose name a file nearly has; one alone where it has the name, and only the rest is wrong. */
function kindsNear(file: string): readonly MemberKind[] {
  const stem = file.replace(/(?:[._-]schema)?\.[a-z]+$/i, "").toLowerCase();
  const same = MEMBER_KINDS.filter((kind) => kind === stem);
  if (same.length > 0) return same;
  const near = nearMatches(stem, MEMBER_KINDS);
  return MEMBER_KINDS.filter((kind) => near.includes(kind));
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
