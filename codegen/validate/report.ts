import { data, property } from "../print/github.js";
import { printable } from "../problems/problem.js";
import type { ValidateResult, ValueFault } from "./validate.js";

/** Prints what is found while it is found, so that no run of any length is kept in memory. */
export interface ValidateReport {
  readonly fault: (fault: ValueFault) => void;
  readonly end: (result: ValidateResult) => void;
}

/** How `graphwright validate` reports: `json` is one JSON value. */
export function validateReport(
  format: "text" | "json" | "github",
  write: (text: string) => unknown,
): ValidateReport {
  if (format === "json") return jsonReport(write);
  const print = format === "text" ? asText : asAnnotation;
  return {
    fault: (fault) => write(`${print(fault)}\n`),
    end: (result) => write(`${summary(result)}\n`),
  };
}

function jsonReport(write: (text: string) => unknown): ValidateReport {
  let separator = '{"faults":[';
  return {
    fault: (fault) => {
      write(`${separator}\n${JSON.stringify(fault)}`);
      separator = ",";
    },
    end: ({ faults: _, ...result }) => {
      const start = separator === "," ? "\n" : separator;
      write(`${start}],${JSON.stringify(result).slice(1)}\n`);
    },
  };
}

function asText(fault: ValueFault): string {
  const { message, code, schemaPath, remedy } = fault;
  const lines = [printable(`${placeOf(fault)}: ${message} [${code}]`)];
  if (schemaPath !== undefined && schemaPath !== "") lines.push(printable(`  rule: ${schemaPath}`));
  if (remedy !== undefined) lines.push(`  fix: ${remedy}`);
  return lines.join("\n");
}

function placeOf({ file, position }: ValueFault): string {
  return position === undefined ? file : `${file}:${position.line}:${position.column}`;
}

function asAnnotation({ file, position, message, code, remedy }: ValueFault): string {
  const place = position === undefined ? [] : [`line=${position.line}`, `col=${position.column}`];
  const properties = [`file=${property(file)}`, ...place, `title=${property(code)}`];
  return `::error ${properties.join(",")}::${data(remedy === undefined ? message : `${message}\nfix: ${remedy}`)}`;
}

function summary({ documents, invalid, unreadable }: ValidateResult): string {
  const count = `${documents} ${documents === 1 ? "document" : "documents"}`;
  const failed = unreadable.length === 0 ? "" : `, ${unreadable.length} not readable`;
  return invalid === 0 && failed === "" ? `${count}, all valid.` : `${count}, ${invalid} invalid${failed}.`;
}
