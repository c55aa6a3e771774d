import type { END } from "@langchain/langgraph";
import type { GraphTypes } from "../contract/graph-types.js";
import type { IsForeignAnswer } from "../interrupts/interrupt-types.js";
import type { CommandBrand } from "../langgraph/brands.js";
import type { Fields, Targets } from "./update-command.js";

/**
 * A command that a run is called with: what of LangGraph's `Command` matters to its type, flat, as `UpdateCommand` is.
 *
 * @typeParam Goto - The nodes that it goes to.
 * @typeParam Resume - What it answers.
 */
export interface RunCommand<Types extends GraphTypes, Goto extends string = string, Resume = Types["Resume"]>
  extends CommandBrand {
  readonly update?: Fields<Types["Update"]> | [string, unknown][];
  readonly goto?: Targets<Goto>;
  /** The answer to the open question or, where several are open, the answers by the ids of the interrupts. */
  readonly resume?: Resume;
}

/** A command that a graph is called with. It is not assignable if its type has an answer or a target that the graph does not have. */
export type CommandTo<
  Types extends GraphTypes,
  Nodes extends string,
  Goto extends string,
  Resume,
> = RunCommand<Types, Goto, Resume | Types["Resume"]> &
  ToNode<Goto, Nodes> &
  WithAnswer<Resume, Types["Resume"]>;

type ToNode<Goto extends string, Nodes extends string> = string extends Goto
  ? unknown
  : [Goto] extends [Nodes | typeof END]
    ? unknown
    : { readonly goto: Nodes };

type WithAnswer<Resume, Expected> = unknown extends Resume
  ? unknown
  : IsForeignAnswer<Resume, Expected> extends true
    ? unknown
    : { readonly resume?: Expected };
