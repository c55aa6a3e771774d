/** The flags with which a schema's pattern is compiled: `u` as JSON Schema wants, none where it is only valid without; undefined where it is never valid. */
export function patternFlags(pattern: string): "u" | "" | undefined {
  for (const flags of ["u", ""] as const) {
    try {
      new RegExp(pattern, flags);
      return flags;
    } catch {
      // Try the next.
    }
  }
  return undefined;
}

/** A schema's pattern, compiled as {@link patternFlags} says. */
export function compilePattern(pattern: string): RegExp | undefined {
  const flags = patternFlags(pattern);
  return flags === undefined ? undefined : new RegExp(pattern, flags);
}
