import { type BaseChannel, StateSchema } from "@langchain/langgraph";
import type { Contract } from "../contract/contract.js";
import type { JsonObject, JsonSchema } from "../schema/json.js";
import type { Schema } from "../schema/schema.js";
import { publishedSchema } from "./published-schema.js";

/**
 * A contract's state, input or output as LangGraph wants it: its channels, and the JSON Schemas that a LangGraph server publishes.
 * It leaves validation alone, because each boundary is checked once, as a whole, by the compiled graph.
 */
export class ContractStateSchema extends StateSchema<Record<string, never>> {
  readonly #channels: Record<string, BaseChannel>;
  readonly #state: JsonSchema;
  readonly #input: JsonSchema;

  /**
   * @param channels - The channels of the state that belong to this schema; shared between schemas, because LangGraph compares them by identity.
   * @param state - What is read: published as the state's or the output's schema.
   * @param input - What is written: published as the update's or the input's schema.
   */
  constructor(channels: Record<string, BaseChannel>, state: JsonSchema, input: JsonSchema) {
    super({});
    this.#channels = channels;
    this.#state = state;
    this.#input = input;
  }

  override getChannels(): Record<string, BaseChannel> {
    return this.#channels;
  }

  override getChannelKeys(): string[] {
    return Object.keys(this.#channels);
  }

  override getAllKeys(): string[] {
    return Object.keys(this.#channels);
  }

  override getJsonSchema(): JsonObject {
    return objectSchema(this.#state);
  }

  override getInputJsonSchema(): JsonObject {
    return objectSchema(this.#input);
  }

  override async validateInput<T>(data: T): Promise<T> {
    return data;
  }
}

/** The state, input and output schemas of a contract over one set of channels. */
export function stateSchemas(
  contract: Contract,
  channels: Record<string, BaseChannel>,
): {
  readonly state: ContractStateSchema;
  readonly input: ContractStateSchema;
  readonly output: ContractStateSchema;
} {
  const { state, update, input, output } = contract;
  const pick = (fields: readonly string[] | undefined): Record<string, BaseChannel> => {
    if (fields === undefined) return channels;
    return Object.fromEntries(Object.entries(channels).filter(([name]) => fields.includes(name)));
  };
  const published = ({ jsonSchema }: Schema<unknown, unknown>) => publishedSchema(contract, jsonSchema);
  return {
    state: new ContractStateSchema(channels, published(state), published(update)),
    input: new ContractStateSchema(
      pick(contract.inputFields),
      published(input ?? state),
      published(input ?? update),
    ),
    output: new ContractStateSchema(
      pick(contract.outputFields),
      published(output ?? state),
      published(output ?? update),
    ),
  };
}

function objectSchema(schema: JsonSchema): JsonObject {
  return typeof schema === "boolean" ? {} : schema;
}
