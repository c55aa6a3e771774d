/** The compiler takes for related what is nested in itself three times; so many types take turns. */
const TURNS = 8;

/**
 * A module of types: `Strict0` is a type as its structure, with what TypeScript's assignability overlooks: which keys an object names, and whether it takes others. Without that, an index signature
 * more or less is not noticed where nothing is called by a name, nor is an optional property of an open object that is called otherwise.
 */
export const STRICT = `type Named<T> = keyof { [Key in keyof T as string extends Key ? never : number extends Key ? never : Key]: 0 };
type Keys<T> = Named<T> | (string extends keyof T ? "[key: string]" : never);
${Array.from({ length: TURNS }, (_, turn) => strictType(turn)).join("")}`;

function strictType(turn: number): string {
  const next = `Strict${(turn + 1) % TURNS}`;
  return `export type Strict${turn}<T> = 0 extends 1 & T
  ? T
  : T extends (...parameters: never[]) => unknown
    ? T
    : T extends readonly unknown[]
      ? { items: { [Key in keyof T]: ${next}<T[Key]> } }
      : T extends object
        ? { properties: { [Key in keyof T]: ${next}<T[Key]> }; keys: (key: Keys<T>) => Keys<T> }
        : T;
`;
}
