import type { WriteStatement } from "../print/statement.js";
import { type ClientPrinting, definitionOf } from "./graph-printing.js";
import { partsType } from "./parts-type.js";

/** `export interface GreetingInterrupts { approve: { value: …; valueInput: …; resume: …; resumeInput: … }; … }` */
export function interruptsType(printing: ClientPrinting): WriteStatement[] {
  const { contract, library, values } = printing;
  const interrupts = contract.interrupts?.map(({ name, description, ...nodes }) => {
    const [value, resume] = [definitionOf(nodes.value, library), definitionOf(nodes.resume, library)];
    return {
      name,
      description,
      types: {
        value: values.typeName(value, "output"),
        valueInput: values.typeName(value, "input"),
        resume: values.typeName(resume, "output"),
        resumeInput: values.typeName(resume, "input"),
      },
    };
  });
  return partsType(printing, "interrupts", "The interrupts of the graph, by name.", interrupts);
}
