import type { GraphTypes } from "../contract/graph-types.js";
import { parseEvent } from "./checks.js";
import { markInterrupts, type Reading, receiveState } from "./receive.js";
import type { SdkChunk } from "./sdk-client.js";
import { BrokenStreamError, notJson, runError, translated } from "./server-error.js";
import type { InnerChunk, StreamChunk, WireMode } from "./wire-chunk.js";

/**
 * Reads a stream of a server: events of the contract are parsed, and an error that ended the run is thrown.
 *
 * @throws ContractError where the run was refused, or an event does not fit
 * @throws RunError where the run failed otherwise
 * @throws BrokenStreamError where the stream broke off
 * @throws ServerAnswerError where it is not a stream of events
 */
export async function* readStream<Types extends GraphTypes, Mode extends WireMode>(
  stream: AsyncIterable<SdkChunk>,
  reading: Reading,
): AsyncGenerator<StreamChunk<Types, Mode> | InnerChunk> {
  const seen = new Seen();
  for await (const chunk of withClearErrors(stream, seen)) {
    if (isError(chunk)) throw runError(chunk.data);
    yield read(chunk, reading) as StreamChunk<Types, Mode> | InnerChunk;
  }
  // A page of HTML has no events in it.
  if (seen.count === 0) throw notJson();
}

/** What a stream has brought so far. */
class Seen {
  count = 0;
  runId: string | undefined;
  lastEventId: string | undefined;

  add({ id, event, data }: SdkChunk): void {
    this.count += 1;
    if (id !== undefined) this.lastEventId = id;
    const run: unknown = event === "metadata" ? Reflect.get(Object(data), "run_id") : undefined;
    if (typeof run === "string") this.runId = run;
  }
}

async function* withClearErrors(stream: AsyncIterable<SdkChunk>, seen: Seen): AsyncGenerator<SdkChunk> {
  try {
    for await (const chunk of stream) {
      seen.add(chunk);
      yield chunk;
    }
  } catch (error) {
    const isStopped = error instanceof Error && /^(?:Abort|Timeout)Error$/.test(error.name);
    throw seen.count > 0 && !isStopped ? new BrokenStreamError(seen, error) : translated(error);
  }
}

/** Of the graph itself or of one inside. */
function isError({ event }: SdkChunk): boolean {
  return event === "error" || event.startsWith("error|");
}

function read(chunk: SdkChunk, reading: Reading): SdkChunk {
  const { event, data } = chunk;
  if (event === "custom") return { ...chunk, data: parseEvent(reading.contract, data) };
  if (event === "values") receiveState(data, reading);
  if (event === "updates") markInterrupts(reading.contract, Reflect.get(Object(data), "__interrupt__"));
  return chunk;
}
