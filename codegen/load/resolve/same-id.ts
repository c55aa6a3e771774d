import { pointerTo } from "../../schema/json.js";
import type { ProblemText } from "../problem-at.js";
import type { Fault } from "./fault.js";
import { idKeyword } from "./identifier.js";
import type { LinkedPlaces } from "./linked-places.js";
import type { Resource } from "./place.js";
import type { SchemaIndex } from "./schema-index.js";
import type { Usage } from "./usage.js";

const REMEDY = "give each schema its own `$id`, or remove the copies";

/** What is wrong with a reference to a URI that several schemas have. */
export function ambiguous(reference: string, claimants: readonly Resource[]): ProblemText {
  return {
    severity: "error",
    code: "ambiguous-ref",
    message: `the reference ${JSON.stringify(reference)} could mean any of these, which have the same URI: ${claimants.map(shown).join(", ")}`,
    remedy: REMEDY,
  };
}

/**
 * Schemas that have one `$id`. Which of them a reference means would depend on the names of their files, so several that are used by reference are
 * an error. Members have no need of their `$id`: where nothing refers to them, that they share one is a warning.
 */
export function sameIds(index: SchemaIndex, linked: LinkedPlaces, usage: Usage): readonly Fault[] {
  const faults: Fault[] = [];
  let used: ReadonlySet<Resource> | undefined;
  for (const [uri, claimants] of index.resources.contested()) {
    const [first, ...others] = claimants.filter(({ source }) => linked.sources.has(source));
    if (first === undefined) continue;
    used ??= resourcesReferredTo(linked, usage);
    const severity = claimants.filter((each) => used?.has(each)).length > 1 ? "error" : "warning";
    for (const other of others) {
      const { document } = other.source;
      const message = `two schemas have the URI ${JSON.stringify(uri)}; the other is in ${shown(first)}`;
      faults.push({
        document,
        pointer: idPointer(other),
        schema: other.pointer,
        text: { severity, code: "duplicate-id", message, remedy: REMEDY },
      });
    }
  }
  return faults;
}

/** The resources that a used schema of another one refers to. */
function resourcesReferredTo({ links }: LinkedPlaces, usage: Usage): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  for (const [place, targets] of links) {
    if (!usage.isUsed(place.source.document, place.pointer)) continue;
    for (const { target } of targets) if (target.resource !== place.resource) found.add(target.resource);
  }
  return found;
}

/** The place of a resource's `$id`, for a person: `shared/user.schema.json:2:3`. */
function shown(resource: Resource): string {
  const { document } = resource.source;
  const { line, column } = document.locate(idPointer(resource));
  return `${document.file}:${line}:${column}`;
}

function idPointer({ pointer, rules }: Resource): string {
  return pointerTo(pointer, idKeyword(rules));
}
