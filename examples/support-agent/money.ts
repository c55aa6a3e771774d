import type { Money } from "../../generated/shared/ticketing/index.js";

/** An amount as people write it, e.g. `89.00 EUR`. */
export function inWords({ amount, currency }: Money): string {
  return `${(amount / 100).toFixed(2)} ${currency}`;
}

/** Whether an amount stays within a limit; amounts in another currency can't be compared, so they don't. */
export function isWithin(amount: Money, limit: Money): boolean {
  return amount.currency === limit.currency && amount.amount <= limit.amount;
}
