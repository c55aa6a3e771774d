import type { Fault, Measurement } from "./measure.js";

/** So many faults are shown, of different compositions: one cause mostly has many. */
const SHOWN = 10;
/** Of what is refused, types have to refuse this share. What only a validator can tell (lengths, `not`, how many branches fit) is not in it. */
const REJECTED_SHARE = 0.8;

/** The figures as text, with faults that there are. */
export function textReport(measurement: Measurement): string {
  const { compositions, verdicts, overruled, assigned, refused, rejected, faults } = measurement;
  return [
    `${compositions} compositions`,
    `${verdicts} verdicts compared (on ${overruled} of them Ajv was overruled by a second validator)`,
    `${assigned} valid documents and parsed results assigned to their types`,
    `${rejected} of ${refused} refused documents rejected by the type as well (${percent(measurement)} %)`,
    ...(isWide(measurement)
      ? [`types have become too wide: at least ${REJECTED_SHARE * 100} % are expected`]
      : []),
    `${faults.length} faults`,
    ...firstOfEach(faults).slice(0, SHOWN).map(faultText),
  ].join("\n");
}

/** Whether a promise of the project is broken. */
export function isBroken(measurement: Measurement): boolean {
  return measurement.faults.length > 0 || isWide(measurement);
}

function firstOfEach(faults: readonly Fault[]): Fault[] {
  const first = new Map<string, Fault>();
  for (const fault of faults) if (!first.has(fault.where)) first.set(fault.where, fault);
  return [...first.values()];
}

function isWide({ refused, rejected }: Measurement): boolean {
  return rejected < refused * REJECTED_SHARE;
}

function percent({ refused, rejected }: Measurement): number {
  return refused === 0 ? 100 : Math.floor((rejected / refused) * 1000) / 10;
}

function faultText({ where, schema, reason }: Fault): string {
  const lines = [`  ${where}`, `    ${reason}`];
  if (schema !== undefined) lines.push(`    ${JSON.stringify(schema)}`);
  return lines.join("\n");
}
