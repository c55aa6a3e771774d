import type {
  SupportAgentRuntime,
  SupportAgentState,
  SupportAgentUpdate,
} from "../../../generated/support-agent/index.js";

/** Brings what earlier conversations have left in the store into this one. */
export async function remember(
  _state: SupportAgentState,
  { context, store }: SupportAgentRuntime,
): Promise<SupportAgentUpdate> {
  const { user } = context;
  const [known, notes = []] = await Promise.all([
    store.get(["users"], user.id),
    store.search(["users", user.id, "notes"], { limit: 5 }),
  ]);
  await store.put(["users"], user.id, user);
  const last = notes.map(({ value }) => value).sort((a, b) => b.written_at.localeCompare(a.written_at))[0];
  return { facts: { returning_customer: known != null, ...(last && { last_note: last.text }) } };
}
