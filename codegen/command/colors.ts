import pc from "picocolors";
import type { Output, Terminal } from "./terminal.js";

/** Functions that colour text, or leave it as it is. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a person who wants them: on a terminal, unless `NO_COLOR` is set; elsewhere if `FORCE_COLOR` is. */
export function colorsFor({ isTTY = false }: Output, { env = {} }: Pick<Terminal, "env">): Colors {
  return pc.createColors(isWanted(isTTY, env));
}

function isWanted(isTTY: boolean, { NO_COLOR, FORCE_COLOR, TERM }: NonNullable<Terminal["env"]>): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTTY && TERM !== "dumb";
}
