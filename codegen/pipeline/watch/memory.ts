import { WrittenFiles } from "../../write/written-files.js";
import { FileMemory } from "./file-memory.js";
import type { CompiledGroup } from "./group-memory.js";

/** What a run leaves in memory for the next one in the same process. */
export class Memory {
  readonly files = new FileMemory();
  readonly written = new WrittenFiles();
  /** What groups of contracts compiled to, by a hash of everything that this depends on. */
  groups: ReadonlyMap<string, CompiledGroup> = new Map();
  /** Whether the output folder may hold generated files that no run of this process wrote. */
  isOutputUnknown = true;
}
