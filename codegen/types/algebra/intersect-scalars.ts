import type { LiteralTerm, PrimitiveTerm, Term, Type } from "./type.js";

/** The intersection of primitive kinds and literals. */
export function intersectScalars(left: Type, right: Type): Type {
  return left
    .filter((term) => right.some((other) => includes(other, term)))
    .concat(
      // What is narrower on the right: `integer` of `number`, literals of their kind.
      right.filter(
        (term) => !left.some((other) => same(other, term)) && left.some((other) => includes(other, term)),
      ),
    );
}

function same(left: Term, right: Term): boolean {
  if (left.kind === "literal") return right.kind === "literal" && left.value === right.value;
  return left.kind === "primitive" && right.kind === "primitive" && left.primitive === right.primitive;
}

function includes(outer: Term, inner: Term): boolean {
  if (outer.kind !== "primitive") return same(outer, inner);
  if (inner.kind === "literal") return isOfKind(inner, outer);
  if (inner.kind !== "primitive") return false;
  return (
    outer.primitive === inner.primitive || (outer.primitive === "number" && inner.primitive === "integer")
  );
}

function isOfKind({ value }: LiteralTerm, { primitive }: PrimitiveTerm): boolean {
  return primitive === "integer" ? Number.isInteger(value) : typeof value === primitive;
}
