/**
 * What a function returns in the first overload of a method that takes functions, sync or async. No function returns this, so the overload never applies. But TypeScript infers
 * what a function returns once, in the context of the first overload, and here it finds both a promise and what is in it. From the `T | Promise<T>` of the
 * overload that does apply it would infer `Promise<string>` for `async () => "a"`.
 */
export type KeepsLiterals<Returned> = Promise<Returned> & Returned;
