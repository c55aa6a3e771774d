import type { Send } from "@langchain/langgraph";

/** What is sent to one node of a contract, as generated types describe it. */
export interface SendTypes {
  /** What the node gets: defaults applied. */
  payload: unknown;
  /** What is passed to `Send`: defaults may be left out. */
  payloadInput: unknown;
}

/** The nodes that a sends member lists; none without one. */
export type SentNode<Sends> = keyof Sends & string;

/** What a listed node gets. */
export type Payload<Sends, Node extends keyof Sends> = Sends[Node] extends SendTypes
  ? Sends[Node]["payload"]
  : never;

/** What may be sent to a listed node. */
export type PayloadInput<Sends, Node extends keyof Sends> = Sends[Node] extends SendTypes
  ? Sends[Node]["payloadInput"]
  : never;

/**
 * What may be sent: what the sends member lists or, without one, anything to any node. The `Send` to no node fits nothing; of its payload TypeScript takes
 * literals for what they are in `new Send(…)`, where it would otherwise look at the payload of one node only.
 */
export type SendOf<Sends, Nodes extends string> = [keyof Sends] extends [never]
  ? Send<Nodes>
  :
      | { [Node in SentNode<Sends>]: Send<Node, PayloadInput<Sends, Node>> }[SentNode<Sends>]
      | Send<never, PayloadInput<Sends, SentNode<Sends>>>;

/** A name of a node that is added with a schema of its own: any, unless a sends member lists such nodes. */
export type UnlistedNode<Sends> = [keyof Sends] extends [never]
  ? string
  : "list the node in the sends member of the contract";
