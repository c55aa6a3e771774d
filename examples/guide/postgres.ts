// A part of docs/persistence.md. `npm run databases` runs it on a PostgreSQL server.
// #region open
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import { PostgresStore } from "@langchain/langgraph-checkpoint-postgres/store";
import pg, { type ClientConfig } from "pg";

/** A connection that is lost fails what uses it. Without a listener, Node would end the process. */
class Client extends pg.Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on("error", (error) => console.error(error.message));
  }
}

export function openPostgres(url: string) {
  const pool = new pg.Pool({ connectionString: url, Client });
  pool.on("error", (error) => console.error(error.message));
  const checkpointer = new PostgresSaver(pool);

  // The store keeps its pool to itself, so nobody can listen to its idle connections: have none.
  const connectionOptions = { connectionString: url, Client, maxUses: 1 };
  const store = new PostgresStore({ connectionOptions, ensureTables: false });
  return { checkpointer, store };
}

/** Makes the tables. Run it once before the processes start: two at the same time can fail. */
export async function setUpPostgres(url: string): Promise<void> {
  const { checkpointer, store } = openPostgres(url);
  await checkpointer.setup();
  await store.setup();
  await checkpointer.end();
  await store.stop();
}
// #endregion
