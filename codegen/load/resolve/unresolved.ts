import { nearMatches, oneOf } from "../../problems/suggest.js";
import { isJsonObject, type JsonValue } from "../../schema/json.js";
import { pointerTokens, stepInto } from "../../schema/json-pointer.js";
import { resolveUri, splitReference, uriKey } from "../../schema/uri.js";
import type { Place, Resource } from "./place.js";
import type { SchemaIndex } from "./schema-index.js";

interface Why {
  readonly message: string;
  readonly remedy: string;
}

/**
 * Why a reference cannot be resolved, and what its author may have meant.
 * `undefined` where its target is a file that has problems of its own: those are reported, and tell enough.
 *
 * @param base the document or resource that the reference did find, if it found one
 */
export function whyUnresolved(
  index: SchemaIndex,
  place: Place,
  reference: string,
  base: Resource | undefined,
): Why | undefined {
  const [relative, fragment] = splitReference(reference);
  const told = `the reference ${JSON.stringify(reference)} cannot be resolved`;
  if (base === undefined) {
    const uri = resolveUri(relative, place.source.uri);
    if (uri !== undefined && index.isBroken(uri, place)) return undefined;
    return whyNoDocument(index, uri, told);
  }
  const where = base.source === place.source ? "this file" : base.source.document.file;
  if (!fragment.startsWith("/")) {
    return {
      message: `${told}: ${where} has no anchor \`${fragment}\`${insideOf(base)}`,
      remedy: suggest(
        fragment,
        base.anchors.keys(),
        `write \`"$anchor": ${JSON.stringify(fragment)}\` in the schema that is meant`,
      ),
    };
  }
  let value: JsonValue | undefined = base.source.document.schema;
  for (const token of pointerTokens(base.pointer)) value = stepInto(value, token);
  for (const token of pointerTokens(fragment)) {
    const next = stepInto(value, token);
    if (next === undefined) {
      const names = isJsonObject(value) ? Object.keys(value) : [];
      return {
        message: `${told}: ${where} has no \`${fragment}\`${insideOf(base)}`,
        remedy: suggest(token, names, "write the schema there, or correct the reference"),
      };
    }
    value = next;
  }
  return {
    message: `${told}: the value at \`${fragment}\` of ${where} is not a schema`,
    remedy: "refer to an object, true or false",
  };
}

function insideOf({ pointer, uri }: Resource): string {
  return pointer === "" ? "" : ` inside of ${JSON.stringify(uri)}`;
}

function whyNoDocument({ root, paths }: SchemaIndex, uri: string | undefined, told: string): Why {
  if (uri === undefined) {
    return { message: `${told}: it is not a valid URI reference`, remedy: "correct the reference" };
  }
  if (!uri.startsWith("file:")) {
    return {
      message: `${told}: no document has the URI ${JSON.stringify(uri)}, and graphwright never fetches documents`,
      remedy:
        "copy the document into the schemas folder, and refer to the copy by its path; where the copy's `$id` is that URI, the reference may stay as it is",
    };
  }
  const [file, folder] = [uriKey(uri), uriKey(root)];
  if (!file.startsWith(folder)) {
    return {
      message: `${told}: it points outside the schemas folder`,
      remedy: "move the file into the schemas folder, and refer to it there",
    };
  }
  const path = file.slice(folder.length);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const elsewhere = paths.filter((other) => other.endsWith(`/${name}`));
  return {
    message: `${told}: there is no file ${JSON.stringify(path)} in the schemas folder`,
    remedy:
      elsewhere.length > 0
        ? `did you mean ${oneOf(elsewhere.slice(0, 3))}? A path is relative to the file that contains it`
        : suggest(path, paths, "correct the path; it is relative to the file that contains it"),
  };
}

function suggest(word: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearMatches(word, candidates);
  return near.length > 0 ? `did you mean ${oneOf(near)}?` : otherwise;
}
