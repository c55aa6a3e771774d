import { pathToFileURL } from "node:url";
import { encodeComponent } from "./json-pointer.js";

/** Splits a reference at its `#`; the fragment is percent-decoded. */
export function splitReference(reference: string): readonly [uri: string, fragment: string] {
  const at = reference.indexOf("#");
  if (at === -1) return [reference, ""];
  return [reference.slice(0, at), percentDecoded(reference.slice(at + 1))];
}

/** Resolves a URI reference without a fragment (RFC 3986); `undefined` where that makes no URI. */
export function resolveUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href.replace(/#$/, "");
  } catch {
    return undefined;
  }
}

/** One spelling for URIs that mean the same file or resource, to look them up by. Not to be resolved against. */
export function uriKey(uri: string): string {
  const bare = uri.replace(/#$/, "");
  return bare.startsWith("file:") ? percentDecoded(bare) : bare;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The URI of the schemas folder, with a `/` at its end. */
export function folderUri(root: string): string {
  return `${pathToFileURL(root).href.replace(/\/$/, "")}/`;
}

/** The URI of a schema file in the folder of that URI. */
export function fileUri(folder: string, path: string): string {
  return folder + path.split("/").map(encodeComponent).join("/");
}
