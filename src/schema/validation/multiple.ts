/**
 * Whether a number is a multiple of another, for `multipleOf` (JSON Schema Validation 6.2.1). It computes with the decimals that both are
 * written with, so 0.3 is a multiple of 0.1, although the binary quotient is not an integer.
 */
export function isMultiple(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const a = decimal(value);
  const b = decimal(divisor);
  const exponent = Math.min(a.exponent, b.exponent);
  const dividend = a.digits * 10n ** BigInt(a.exponent - exponent);
  return dividend % (b.digits * 10n ** BigInt(b.exponent - exponent)) === 0n;
}

/** A finite number as `digits * 10 ** exponent`. */
function decimal(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = "0", power = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
