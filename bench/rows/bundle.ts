import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Findings, figure, type Row } from "../row.js";
import { schemaWith } from "../support/published-schemas.js";

/** How much more may come along than from a contract that has nothing else. */
const TARGET = 1.05;
const COUNT = 60;
/** A definition that refers to one other, and not to the whole. */
const NAME = "option3";

export const bundle: Row = {
  name: "bundle",
  title: `The bundle of one definition of ${COUNT}`,
  async run({ workshop }: Bench): Promise<Findings> {
    const { definitions, ...rest } = schemaWith(COUNT);
    const all = definitions as { readonly [name: string]: object };
    const reached = { [NAME]: all[NAME], option4: { description: "A path.", type: "string" } };
    const one = await bundled(workshop, { ...rest, definitions: { ...all, ...reached } }, "Option3");
    const alone = await bundled(
      workshop,
      { $schema: rest.$schema, properties: { a: { $ref: `#/definitions/${NAME}` } }, definitions: reached },
      "Option3",
    );
    const whole = await bundled(workshop, { ...rest, definitions: { ...all, ...reached } }, "BundleEvents");
    const against = (peer: number, peerName: string, target: number | null = null) =>
      figure("bundle", { ours: one, peer, peerName, unit: "bytes" }, target);
    return {
      figures: [
        against(alone, "the same from a contract without the others", TARGET),
        against(whole, "the whole schema", null),
      ],
      notes: [
        "What esbuild makes of a program that imports the value of one definition, minified, without the package itself. json-schema-to-typescript gives nothing that could be bundled: it makes types only.",
      ],
    };
  },
};

async function bundled(workshop: Bench["workshop"], events: object, name: string): Promise<number> {
  const folder = workshop.contract("bundle", { events });
  await workshop.node(workshop.graphwright, ["generate"], { cwd: folder });
  const file = join(folder, "main.ts");
  writeFileSync(
    file,
    `import { ${name} } from "./generated/bundle/index.js";\nexport const value = ${name};\n`,
  );
  return (await workshop.bundle(file, ["graphwright", "graphwright/*"])).length;
}
