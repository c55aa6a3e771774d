import type { BaseCheckpointSaver, BaseStore } from "@langchain/langgraph";

/** Where a saver of LangChain's keeps threads, and a store of LangChain's keeps values. */
export interface Database {
  readonly kind: keyof typeof OPENERS;
  /** A connection string, or a file of SQLite. */
  readonly url: string;
}

/** A database that a process has opened. */
export interface Persistence {
  readonly checkpointer: BaseCheckpointSaver;
  /** Absent where LangChain has none: there is no store for SQLite, and Redis's is no `BaseStore`. */
  readonly store?: BaseStore;
  /** Makes tables and indexes, once before all else. */
  setup(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a database the way its saver's documentation does. */
export function openDatabase({ kind, url }: Database): Promise<Persistence> {
  return OPENERS[kind](url);
}

/** Each imports its own packages only, so that a process that uses one starts quickly. */
const OPENERS = {
  async sqlite(file: string): Promise<Persistence> {
    const { SqliteSaver } = await import("@langchain/langgraph-checkpoint-sqlite");
    const checkpointer = SqliteSaver.fromConnString(file);
    // Another process may be writing: wait for it, for as long as better-sqlite3 does by default.
    checkpointer.db.pragma("busy_timeout = 5000");
    return { checkpointer, setup: async () => {}, close: async () => void checkpointer.db.close() };
  },

  async postgres(url: string): Promise<Persistence> {
    const { openPostgres, setUpPostgres } = await import("../../../examples/guide/postgres.js");
    const { checkpointer, store } = openPostgres(url);
    return {
      checkpointer,
      store,
      setup: () => setUpPostgres(url),
      close: async () => {
        await checkpointer.end();
        await store.stop();
      },
    };
  },

  async mongodb(url: string): Promise<Persistence> {
    const [{ MongoClient }, { MongoDBSaver, MongoDBStore }] = await Promise.all([
      import("mongodb"),
      import("@langchain/langgraph-checkpoint-mongodb"),
    ]);
    const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
    const dbName = "graphwright";
    const store = new MongoDBStore({ client, dbName });
    const checkpointer = new MongoDBSaver({ client, dbName });
    return {
      checkpointer,
      store,
      setup: async () => {
        await checkpointer.setup();
        await store.start();
      },
      close: () => client.close(),
    };
  },

  async redis(url: string): Promise<Persistence> {
    const { RedisSaver } = await import("@langchain/langgraph-checkpoint-redis");
    const checkpointer = await RedisSaver.fromUrl(url);
    return { checkpointer, setup: async () => {}, close: () => checkpointer.end() };
  },
};
