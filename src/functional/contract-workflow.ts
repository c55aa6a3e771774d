import { isCommand, isGraphInterrupt, type LangGraphRunnableConfig } from "@langchain/langgraph";
import { Pregel } from "@langchain/langgraph/pregel";
import { checkInput } from "../boundaries/input.js";
import { checkResume } from "../boundaries/resume.js";
import type { Contract } from "../contract/contract.js";
import { ContractError } from "../contract/contract-error.js";
import { guardRun } from "../graph/guard-run.js";
import { checkPendingWrites } from "../graph/pending-writes.js";
import { checkRunContext, withRunContext } from "../graph/run-context.js";
import { watchFailure } from "../graph/run-failure.js";
import { checkAnswers } from "../interrupts/open-interrupts.js";
import { expectFact } from "../langgraph/facts.js";
import type { Run } from "../langgraph/loop.js";
import { hookInto } from "../langgraph/run-hooks.js";
import { withRunId } from "../runtime/run-id.js";
import type { AnyPregel } from "./workflow.js";

const LangGraphWorkflow = Pregel as new (fields: ConstructorParameters<typeof Pregel>[0]) => AnyPregel;

/** Inputs that a workflow has checked before its run; one that is not among them comes from a checkpoint. */
const checkedInputs = new WeakSet<object>();

/**
 * The class of all workflows of contracts; `Workflow` is how they are typed. Use a contract's entrypoint factory to make one, and this to ask
 * with `instanceof` whether something is one.
 */
export class ContractWorkflow extends LangGraphWorkflow {
  readonly contract: Contract;

  /** LangGraph copies a workflow with `new`, from all of its own properties. */
  constructor(fields: ConstructorParameters<typeof Pregel>[0] & { readonly contract: Contract }) {
    super(fields);
    this.contract = fields.contract;
    expectFact("copiedGraph", fields.contract !== undefined);
    hookInto(this, {
      start: (input, options) => [
        input,
        withRunId(withRunContext(this.contract, this.config?.context, options), this.config?.runId),
      ],
      input: (input) => this.#checkInput(input),
      context: (context) => checkRunContext(this.contract, context),
      failure: (options) => watchFailure(options),
      run: (run, go) => this.#run(run, go),
    });
  }

  get langgraph(): AnyPregel {
    return this;
  }

  #checkInput(input: unknown): unknown {
    if (input === null || input === undefined) return input;
    if (isCommand(input)) {
      checkResume(this.contract, input);
      return input;
    }
    const checked = checkWorkflowInput(this.contract, input);
    checkedInputs.add(checked);
    return checked;
  }

  async #run(run: Run, go: () => Promise<void>): Promise<void> {
    const { loop } = run;
    const endWriter = guardRun(this.contract, loop, "workflow");
    await checkAnswers(this, loop);
    const writes = checkPendingWrites(run, this.contract, false);
    try {
      await go();
      writes.end();
    } catch (error) {
      if (isGraphInterrupt(error)) writes.throwRefused();
      throw error;
    } finally {
      endWriter();
    }
  }
}

/**
 * The input of a run that has begun: checked once more where it comes from a checkpoint, which an older contract may have written.
 *
 * @throws ContractError
 */
export function startedInput(contract: Contract, input: unknown, config: LangGraphRunnableConfig): unknown {
  if (typeof input === "object" && input !== null && checkedInputs.has(input)) return input;
  try {
    return checkWorkflowInput(contract, input);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const thread = JSON.stringify(config.configurable?.thread_id);
    const hint = `The contract has changed since the thread ${thread} was started, and the input of the thread no longer fits it. Start the thread again.`;
    throw new ContractError({ graph: contract.name, boundary: "checkpoint", issues: error.issues, hint });
  }
}

/**
 * Without an input member, an input is an update, as for the contract's graph. With one it is what the member says, whether or not the state has
 * fields for it: a workflow has no state.
 */
function checkWorkflowInput(contract: Contract, input: unknown): object {
  const { input: member, ...rest } = contract;
  return checkInput(member === undefined ? contract : { ...rest, update: member, overwrite: member }, input);
}
