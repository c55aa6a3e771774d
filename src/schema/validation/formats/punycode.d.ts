declare module "punycode/punycode.js" {
  export function decode(text: string): string;
  export function encode(text: string): string;
  const punycode: { readonly decode: typeof decode; readonly encode: typeof encode };
  export default punycode;
}
