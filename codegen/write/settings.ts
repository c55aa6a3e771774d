/** The file in an output folder that is committed with the generated code. */
export const SETTINGS_FILE = ".graphwright.json";

/** What it holds: nothing that depends on a contract, so that branches which change contracts don't conflict here. */
export function printSettings(): string {
  const content = {
    about: "graphwright generates this folder. Commit this file with the rest.",
    format: FORMAT,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

const FORMAT = 2;
