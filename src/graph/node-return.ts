import type { END } from "@langchain/langgraph";
import type { CommandBrand, NoBrand } from "../langgraph/brands.js";
import type { ParentCommand } from "./commands.js";
import type { Fields, UpdateCommand } from "./update-command.js";

/** What of a command for the parent graph matters to the type of a node. */
interface AnyParentCommand extends CommandBrand {
  readonly graph: ParentCommand["graph"];
}

/**
 * Fits no command. `addNode` tries a node as a plain one first, and TypeScript looks at a nested `new Command(…)` once: this tells it what the update and,
 * where it goes nowhere, the target of one may be.
 */
interface NoCommand<Update> extends NoBrand {
  readonly update?: Fields<Update>;
  readonly goto?: typeof END;
}

/** What most nodes return: an update, several, or nothing. */
export type PlainReturn<Update> =
  | Update
  | NoCommand<Update>
  | readonly (Update | NoCommand<Update>)[]
  | null
  | undefined
  // biome-ignore lint/suspicious/noConfusingVoidType: a function without a return statement returns void.
  | void;

/** What a node returns: an update, a command, several of them, or nothing. */
export type NodeReturn<Update, Goto extends string = string> =
  | PlainReturn<Update>
  | UpdateCommand<Update, Goto>
  | AnyParentCommand
  | readonly (Update | UpdateCommand<Update, Goto> | AnyParentCommand)[];
