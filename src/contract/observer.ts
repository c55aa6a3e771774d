import type { Issue } from "../schema/issue.js";
import { type Boundary, ContractError } from "./contract-error.js";

/** What became of a value: `warned` is one that was not refused, because its boundary is set to warn. */
export type CheckOutcome = "passed" | "refused" | "warned";

/** A check of a value. It never holds the value. */
export interface CheckReport {
  readonly graph: string;
  readonly boundary: Boundary;
  /** The node that the value came from, if it came from a node. */
  readonly node: string | undefined;
  readonly outcome: CheckOutcome;
  /** Why the value does not fit; empty if it does. */
  readonly issues: readonly Issue[];
  /** When the check began, in milliseconds since 1970. */
  readonly startTime: number;
  /** How long it took, in milliseconds. */
  readonly duration: number;
}

/** What is called where values are checked. What it throws is printed, and changes nothing. */
export interface Observation {
  /** Called for each value that does not fit, once, whether it is refused or its boundary is set to warn. */
  readonly onViolation?: (violation: ContractError, outcome: "refused" | "warned") => void;
  /** Called for each check, also where the value fits. */
  readonly onCheck?: (check: CheckReport) => void;
}

/** Where a value is checked. */
export interface Checkpost {
  readonly graph: string;
  readonly boundary: Boundary;
  readonly node?: string | undefined;
}

/** Reports the checks of a compiled graph. */
export class Observer {
  readonly #observation: Observation;
  /** An error passes several places on its way out of a run. */
  readonly #reported = new WeakSet<Error>();

  constructor(observation: Observation) {
    this.#observation = observation;
  }

  /** Makes a check, and reports it. */
  watch<Result>(place: Checkpost, check: () => Result): Result {
    return this.#make(place, check, "refused", (error) => {
      this.refused(error);
      throw error;
    });
  }

  /** Makes a check whose refusal is only reported. */
  warn<Result>(place: Checkpost, check: () => Result, otherwise: Result): Result {
    return this.#make(place, check, "warned", (error) => {
      const { onViolation = (violation) => console.warn(violation.message) } = this.#observation;
      quietly(() => onViolation(error, "warned"));
      return otherwise;
    });
  }

  /** Reports an error that leaves a run, if no check has. */
  refused(error: ContractError): void {
    if (this.#reported.has(error)) return;
    this.#reported.add(error);
    quietly(() => this.#observation.onViolation?.(error, "refused"));
  }

  #make<Result>(
    place: Checkpost,
    check: () => Result,
    outcome: Exclude<CheckOutcome, "passed">,
    onRefusal: (error: ContractError) => Result,
  ): Result {
    const startTime = performance.timeOrigin + performance.now();
    try {
      const result = check();
      this.#checked(place, startTime, "passed", []);
      return result;
    } catch (error) {
      if (!ContractError.isInstance(error)) throw error;
      this.#checked(place, startTime, outcome, error.issues);
      return onRefusal(error);
    }
  }

  #checked(place: Checkpost, startTime: number, outcome: CheckOutcome, issues: readonly Issue[]): void {
    const { onCheck } = this.#observation;
    if (onCheck === undefined) return;
    const duration = performance.timeOrigin + performance.now() - startTime;
    const { graph, boundary, node } = place;
    quietly(() => onCheck({ graph, boundary, node, outcome, issues, startTime, duration }));
  }
}

/** Who watches must not change what is watched. */
function quietly(report: () => void): void {
  try {
    report();
  } catch (error) {
    console.error("graphwright: a callback that reports checks has failed.", error);
  }
}
