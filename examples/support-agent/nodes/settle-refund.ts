import type {
  SupportAgentRuntime,
  SupportAgentState,
  SupportAgentUpdate,
} from "../../../generated/support-agent/index.js";
import { isWithin } from "../money.js";
import type { Shop } from "../shop.js";

/** A refund that looks riskier than this is for a person to decide, however small it is. */
const MAX_RISK = 0.5;

/** Makes the node that pays a refund, after asking a person where the agent may not decide alone. */
export function settleRefundWith(shop: Shop) {
  return async (state: SupportAgentState, runtime: SupportAgentRuntime): Promise<SupportAgentUpdate> => {
    const { refund, risk = 0, ticket } = state;
    const { limits, user } = runtime.context;
    if (refund === null) return {};
    if (!isWithin(refund.amount, limits.refund) || risk > MAX_RISK) {
      // The node starts anew with the answer, so nothing before this line may have an effect.
      const { approved, comment } = runtime.interrupt("approve_refund", refund);
      if (!approved)
        return { refund: null, facts: { refund: "refused", ...(comment !== undefined && { comment }) } };
    }
    await shop.pay(`${ticket.id}/${refund.order_id}`, user.id, refund);
    runtime.streamWriter({ type: "action", action: refund });
    return { refund: null, actions: [refund], facts: { refund: "paid" } };
  };
}
