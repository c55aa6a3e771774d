"""A contract's view of a store."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from langgraph.store.base import BaseStore, GetOp, Op, PutOp, Result

from .contract import Contract, Namespace
from .issue import Issue
from .wording import closest_name


class ContractStore(BaseStore):
    """A store whose items are checked as they are put, and whose namespaces are the contract's."""

    def __init__(
        self, contract: Contract, store: BaseStore, node: str | None = None
    ) -> None:
        self._contract = contract
        self._store = store
        self._node = node
        self.supports_ttl = store.supports_ttl
        self.ttl_config = store.ttl_config

    def __getattr__(self, name: str) -> Any:
        # What a store has besides what every store has.
        return getattr(self._store, name)

    def batch(self, ops: Iterable[Op]) -> list[Result]:
        """Checks operations, then has the store do them."""
        return self._store.batch([self._checked(op) for op in ops])

    async def abatch(self, ops: Iterable[Op]) -> list[Result]:
        """The same, without blocking."""
        return await self._store.abatch([self._checked(op) for op in ops])

    def _checked(self, op: Op) -> Op:
        if isinstance(op, GetOp):
            self._namespace(op.namespace)
        elif isinstance(op, PutOp):
            namespace = self._namespace(op.namespace)
            if op.value is not None:
                path = json.dumps([*op.namespace])
                hint = f"The value is the item {json.dumps(op.key)} of the namespace {path}."
                value = self._contract.check(
                    namespace.schema, op.value, "store", node=self._node, hint=hint
                )
                return op._replace(value=value)
        return op

    def _namespace(self, path: tuple[str, ...]) -> Namespace:
        known = self._contract.store or ()
        for namespace in known:
            if len(namespace.path) == len(path) and all(
                map(_matches, namespace.path, path)
            ):
                return namespace
        paths = [json.dumps([*each.path], separators=(",", ":")) for each in known]
        shown = json.dumps([*path], separators=(",", ":"))
        near = closest_name(shown, paths)
        hint = "" if near is None else f" (did you mean {near}?)"
        message = (
            f"the contract has no namespace {shown}{hint}; it has {', '.join(paths)}"
        )
        found: Namespace = self._contract.refuse(
            "store", [Issue("", "namespace", message, "")], node=self._node
        )
        return found


def _matches(segment: str, given: str) -> bool:
    return segment == given or (segment.startswith("{") and segment.endswith("}"))
