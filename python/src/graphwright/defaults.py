"""Fills in the defaults of a schema, by the plan that was generated from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import jsonschema_rs

from .json_value import copy_json
from .pointer import escape_key

MayFill: TypeAlias = Callable[[str, str], bool]
"""Whether an absent property gets its default: given the pointer of its object, and its name."""


class _Part:
    """One plan, ready to be applied."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.only: str | None = plan.get("only")
        self.properties: list[dict[str, Any]] = plan.get("properties", [])
        self.inside = {
            each["name"]: each["plan"] for each in self.properties if "plan" in each
        }
        self.patterns = [
            (_matcher(pattern), to) for pattern, to in plan.get("patternProperties", [])
        ]
        others = plan.get("additionalProperties")
        self.others: str | None = others and others["plan"]
        self.excepted = frozenset(others["except"]) if others else frozenset[str]()
        self.excepted_patterns = (
            [_matcher(each) for each in others["exceptPatterns"]] if others else []
        )
        self.prefix: list[str | None] = plan.get("prefixItems", [])
        self.items: dict[str, Any] | None = plan.get("items")
        self.also: list[str] = plan.get("also", [])
        self.unions: list[dict[str, Any]] = plan.get("unions", [])


class Defaults:
    """The plans of a contract."""

    def __init__(self, plans: dict[str, dict[str, Any]]) -> None:
        self._plans = plans
        self._parts: dict[str, _Part] = {}

    def has(self, name: str) -> bool:
        """Whether the schema of that name has a default that applies."""
        return name in self._plans

    def risky(self, name: str) -> frozenset[str]:
        """The properties whose defaults are only filled in where the value stays valid."""
        return frozenset(self._plans[name].get("risky", []))

    def apply(self, name: str, value: Any, may_fill: MayFill | None = None) -> Any:
        """The value, or a copy of what has to change; the value itself is never changed."""
        return self._apply([name], value, "", may_fill)

    def _part(self, name: str) -> _Part:
        part = self._parts.get(name)
        if part is None:
            part = self._parts[name] = _Part(self._plans[name])
        return part

    def _together(self, names: Iterable[str], kind: str) -> list[str]:
        """The plans for a value, and those that they refer to for the same value."""
        found: dict[str, None] = {}
        pending = [*names][::-1]
        while pending:
            name = pending.pop()
            part = self._part(name)
            if name in found or part.only not in (None, kind):
                continue
            found[name] = None
            pending.extend(part.also[::-1])
        return [*found]

    def _apply(
        self, names: list[str], value: Any, path: str, may_fill: MayFill | None
    ) -> Any:
        if type(value) is list:
            return self._apply_to_items(
                self._together(names, "array"), value, path, may_fill
            )
        if type(value) is not dict:
            return value
        filled, active = self._fill(
            self._together(names, "object"), value, path, may_fill
        )
        result = filled
        for key in [*filled]:
            inner = [
                way for name in active for way in self._ways(self._part(name), key)
            ]
            if not inner:
                continue
            before = filled[key]
            after = self._apply(
                inner, before, f"{path}/{escape_key(str(key))}", may_fill
            )
            if after is before:
                continue
            if result is value:
                result = {**value}
            result[key] = after
        return result

    def _fill(
        self,
        names: list[str],
        value: dict[str, Any],
        path: str,
        may_fill: MayFill | None,
    ) -> tuple[dict[str, Any], list[str]]:
        """Adds what an object lacks; a tag that is filled in brings in the plan of its branch."""
        active: dict[str, None] = {}
        unions: list[dict[str, Any]] = []
        filled = value

        def add(wanted: Iterable[str]) -> None:
            nonlocal filled
            for name in wanted:
                if name in active:
                    continue
                active[name] = None
                part = self._part(name)
                unions.extend(part.unions)
                for each in part.properties:
                    key = each["name"]
                    if "default" not in each or key in filled:
                        continue
                    if may_fill is not None and not may_fill(path, key):
                        continue
                    if filled is value:
                        filled = {**value}
                    filled[key] = copy_json(each["default"])

        add(names)
        size = -1
        while size != len(active):
            size = len(active)
            for union in [*unions]:
                tag = filled.get(union["property"], _ABSENT)
                for branch, to in union["branches"]:
                    if type(branch) is type(tag) and branch == tag:
                        add(self._together([to], "object"))
        return filled, [*active]

    def _ways(self, part: _Part, key: str) -> list[str]:
        found: list[str] = []
        if key in part.inside:
            found.append(part.inside[key])
        found.extend(to for matches, to in part.patterns if matches(key))
        if (
            part.others is not None
            and key not in part.excepted
            and not any(matches(key) for matches in part.excepted_patterns)
        ):
            found.append(part.others)
        return found

    def _apply_to_items(
        self, names: list[str], value: list[Any], path: str, may_fill: MayFill | None
    ) -> list[Any]:
        parts = [self._part(name) for name in names]
        result = value
        for index, before in enumerate(value):
            inner = [
                way for part in parts if (way := _way_into(part, index)) is not None
            ]
            if not inner:
                continue
            after = self._apply(inner, before, f"{path}/{index}", may_fill)
            if after is before:
                continue
            if result is value:
                result = [*value]
            result[index] = after
        return result


_ABSENT: Any = object()


def _way_into(part: _Part, index: int) -> str | None:
    if part.items is not None and index >= part.items["from"]:
        way: str = part.items["plan"]
        return way
    return part.prefix[index] if index < len(part.prefix) else None


def _matcher(pattern: str) -> Callable[[str], bool]:
    """A test for the regular expressions of JSON Schema, which are not those of Python."""
    try:
        validator = jsonschema_rs.validator_for({"pattern": pattern})
    except ValueError:
        return lambda _: False
    return validator.is_valid
