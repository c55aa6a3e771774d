import { compile, type JSONSchema } from "json-schema-to-typescript";
import type { JsonValue } from "../../codegen/schema/json.js";
import type { NameTerm } from "../../codegen/types/algebra/type.js";
import type { FaultName } from "./faults.js";
import { type Definitions, type Fit, PlainSchemas } from "./plain-schema.js";
import type { Subject } from "./subject.js";

/** The types of a subject as json-schema-to-typescript prints them. */
export async function peerText(
  { modules, printer }: Subject,
  keys: Keys,
  options: { readonly fit: Fit; readonly around: ReadonlySet<FaultName> },
): Promise<{ readonly text: string; readonly met: ReadonlyMap<FaultName, number>; readonly time: number }> {
  const plain = new PlainSchemas(keys, options);
  const definitions: { [key: string]: JsonValue } = {};
  for (const module of modules) {
    for (const [name, type] of printer.bodies(module)) {
      definitions[keys.key(module, name)] = plain.declared(type);
    }
  }
  Object.assign(definitions, Object.fromEntries(plain.parts));
  const schema = { title: "Root", type: "object", additionalProperties: false, definitions };
  const started = process.cpuUsage();
  // Where it throws, it has no types: the check will not find them.
  const text = await compile(schema as JSONSchema, "Root", OPTIONS).catch(
    (error) => `// ${JSON.stringify(String(error))}\nexport {};`,
  );
  return { text, met: plain.met, time: since(started) };
}

const OPTIONS = { bannerComment: "", format: false, unreachableDefinitions: true, maxItems: 20 };

/** What each type of a subject is called in its schemas: names that are not rewritten. */
export class Keys implements Definitions {
  readonly #printer: Subject["printer"];
  readonly #keys = new Map<string, string>();
  readonly #byName = new Map<string, string>();

  constructor({ modules, printer }: Subject) {
    this.#printer = printer;
    for (const module of modules) {
      for (const name of printer.bodies(module).keys()) {
        const key = `D${this.#keys.size}`;
        this.#keys.set(`${module} ${name}`, key);
        this.#byName.set(name, key);
      }
    }
  }

  key(module: string, name: string): string {
    const key = this.#keys.get(`${module} ${name}`);
    if (key === undefined) throw new Error(`${module} declares no ${name}`);
    return key;
  }

  keyOf({ definition, view }: NameTerm): string {
    return this.key(definition.module, this.#printer.nameOf(definition, view));
  }

  keyOfName(name: string): string | undefined {
    return this.#byName.get(name);
  }
}

/** Milliseconds of processor time since then. */
export function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}
