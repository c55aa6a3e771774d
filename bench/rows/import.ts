import { gzipSync } from "node:zlib";
import { type Bench, type Figure, type Findings, figure, type Row } from "../row.js";
import { inTurns } from "../support/in-turns.js";
import type { Workshop } from "../support/workshop.js";

/** A contract in one of three ways. */
interface Way {
  readonly file: string;
  /** What it is made with. */
  readonly libraries: readonly string[];
}

const LIBRARIES = ["graphwright", "graphwright/client", "graphwright/validation"];

const WAYS = {
  ours: { file: "generated/claim/index.js", libraries: LIBRARIES },
  zod: { file: "programs/import/zod.js", libraries: ["zod"] },
  ajv: { file: "programs/import/ajv.js", libraries: ["ajv/dist/2020.js", "ajv-formats"] },
  /** What a generated module consists of, its four files and what they import, without what is in them. */
  empty: { file: "programs/import/empty/index.js", libraries: LIBRARIES },
} as const satisfies Record<string, Way>;

export const importing: Row = {
  name: "import",
  title: "Importing a contract after LangGraph is loaded",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const load = async ({ file }: Way, before: readonly string[]) =>
      workshop.program<{ readonly time: number }>("import", [workshop.path(file), ...before]);
    const times = await inTurns(
      {
        first: () => load(WAYS.ours, []),
        firstZod: () => load(WAYS.zod, []),
        firstAjv: () => load(WAYS.ajv, []),
        further: () => load(WAYS.ours, WAYS.ours.libraries),
        furtherZod: () => load(WAYS.zod, WAYS.zod.libraries),
        furtherAjv: () => load(WAYS.ajv, WAYS.ajv.libraries),
        firstEmpty: () => load(WAYS.empty, []),
        furtherEmpty: () => load(WAYS.empty, WAYS.empty.libraries),
      },
      quick ? 3 : 9,
    );
    const sizes = {
      ours: await sizesOf(workshop, WAYS.ours),
      zod: await sizesOf(workshop, WAYS.zod),
      ajv: await sizesOf(workshop, WAYS.ajv),
    };

    const client = {
      ours: await workshop.bundle(workshop.path("programs/import/client/ours.js"), [], "browser"),
      zod: await workshop.bundle(workshop.path("programs/import/client/zod.js"), [], "browser"),
    };

    const time = (
      name: string,
      ours: { time: number },
      peer: number,
      peerName: string,
      target: number | null,
    ): Figure => figure(`import/${name}`, { ours: ours.time, peer, peerName, unit: "ms" }, target);
    const size = (name: string, measure: keyof Sizes): Figure[] =>
      (["zod", "ajv"] as const).map((peer) =>
        figure(`import/${name}`, {
          ours: sizes.ours[measure],
          peer: sizes[peer][measure],
          peerName: NAMES[peer],
          unit: "bytes",
        }),
      );
    const clientSize = (name: string, ours: number, peer: number): Figure =>
      figure(`import/${name}`, { ours, peer, peerName: NAMES.zod, unit: "bytes" });
    return {
      figures: [
        time("first", times.first, times.firstZod.time, NAMES.zod, 1.3),
        time("first", times.first, times.firstEmpty.time, NAMES.empty, null),
        time("first", times.first, times.firstAjv.time, NAMES.ajv, null),
        time("further", times.further, times.furtherZod.time, NAMES.zod, 0.6),
        time("further", times.further, times.furtherEmpty.time, NAMES.empty, null),
        time("further", times.further, times.furtherAjv.time, NAMES.ajv, null),
        ...size("minified", "minified"),
        ...size("gzipped", "gzipped"),
        ...size("minified-alone", "minifiedAlone"),
        ...size("gzipped-alone", "gzippedAlone"),
        clientSize("client-minified", client.ours.length, client.zod.length),
        clientSize("client-gzipped", gzipped(client.ours), gzipped(client.zod)),
      ],
      notes: [
        "`first` loads graphwright too, as Zod and Ajv are loaded unless LangGraph has done so; `further` is each further contract of the process. Each a new process. What four empty files with the same imports take is Node's own share: it resolves and reads each.",
        "Bytes as esbuild bundles them: with the library (but without LangGraph), and `alone`, without it. `client`: all that a web client gets which takes the schema of the state from the contract's module, LangGraph included if it came along.",
      ],
    };
  },
};

const NAMES = {
  zod: "the contract in Zod 4",
  ajv: "Ajv compiling at start",
  empty: "four empty files with the same imports",
} as const;

interface Sizes {
  readonly minified: number;
  readonly gzipped: number;
  readonly minifiedAlone: number;
  readonly gzippedAlone: number;
}

async function sizesOf(workshop: Workshop, { file, libraries }: Way): Promise<Sizes> {
  const whole = await workshop.bundle(workshop.path(file), ["@langchain/*"]);
  const alone = await workshop.bundle(workshop.path(file), ["@langchain/*", ...libraries]);
  return {
    minified: whole.length,
    gzipped: gzipped(whole),
    minifiedAlone: alone.length,
    gzippedAlone: gzipped(alone),
  };
}

function gzipped(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}
