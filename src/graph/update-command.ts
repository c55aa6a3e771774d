import type { END } from "@langchain/langgraph";
import type { CommandBrand, SendBrand } from "../langgraph/brands.js";

/**
 * The fields of an update as a type without a name. LangGraph's `Command` asks for a `Record<string, unknown>`, which an interface is not: in the sight of
 * one TypeScript would forget that `"paid"` is more than a string.
 */
export type Fields<Update> = { [Field in keyof Update]: Update[Field] };

/**
 * A command that updates the graph's own state: what of LangGraph's `Command` matters to a node's type, flat, because TypeScript pays for
 * each level of the class anew with every graph.
 *
 * @typeParam Update - The graph's generated update, e.g. `GreetingUpdate`.
 * @typeParam Goto - The nodes that it may go to.
 */
export interface UpdateCommand<Update, Goto extends string = string> extends CommandBrand {
  readonly update?: Fields<Update> | [string, unknown][];
  readonly goto?: Targets<Goto>;
}

/** Where a command goes: to one place or to several. */
export type Targets<Goto extends string> =
  | Goto
  | typeof END
  | SentTo<Goto>
  | readonly (Goto | typeof END | SentTo<Goto>)[];

/** What of LangGraph's `Send` matters to where it leads. */
interface SentTo<Node> extends SendBrand {
  readonly node: Node | typeof END;
}
