import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Findings, figure, type Row } from "../row.js";
import { schemaWith, writePublished } from "../support/published-schemas.js";

/** What files there are for each byte of the schemas. */
const WHOLE = 4;
const WORST = 15;
/** How much more a definition may take among many that refer to the root than among few. */
const LINEAR = 1.1;

export const output: Row = {
  name: "output",
  title: "The size of what is generated from published schemas",
  async run({ workshop, quick }: Bench): Promise<Findings> {
    const folder = workshop.empty("output");
    const schemas = join(folder, "schemas");
    const bytes = writePublished(schemas, quick ? 40 : 120);
    await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
    const json2ts = workshop.installed("json-schema-to-typescript", "dist", "src", "cli.js");
    await workshop.node(json2ts, ["-i", schemas, "-o", "types"], { cwd: folder });

    const generated = join(folder, "generated");
    const worst = readdirSync(schemas)
      .map((name) => ({ ours: sizeOf(join(generated, name)), peer: sizeOf(join(schemas, name)) }))
      .reduce((a, b) => (a.ours / a.peer > b.ours / b.peer ? a : b));
    const growth = {
      ours: await perDefinition(workshop, 320),
      peer: await perDefinition(workshop, 80),
    };
    const types = {
      ours: sizeOf(generated, "client.ts") + sizeOf(generated, "index.ts"),
      peer: sizeOf(join(folder, "types")),
    };
    return {
      figures: [
        figure(
          "output/all",
          { ours: sizeOf(generated), peer: bytes, peerName: "the schemas", unit: "bytes" },
          WHOLE,
        ),
        figure("output/worst", { ...worst, peerName: "the schema", unit: "bytes" }, WORST),
        figure("output/types", { ...types, peerName: "json-schema-to-typescript", unit: "bytes" }),
        figure("output/growth", { ...growth, peerName: "a definition of 80", unit: "bytes" }, LINEAR),
      ],
      notes: [
        "`all`: types, validators and JSON Schemas together; `worst`: of the schema for which most is generated; `types`: `client.ts` and `index.ts`, which on our side have the `Schema` values and the graph's class as well; `growth`: a definition of 320, where one in seven refers to the whole schema.",
      ],
    };
  },
};

/** The bytes of a folder's files, or of those of a name. */
function sizeOf(folder: string, name?: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && (name === undefined || entry.name === name))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

async function perDefinition(workshop: Bench["workshop"], count: number): Promise<number> {
  const folder = workshop.contract("growth", { events: schemaWith(count) });
  await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
  return sizeOf(join(folder, "generated")) / count;
}
