"""A schema as a value: checks data, and applies defaults."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from .contract_error import SchemaError
from .defaults import Defaults
from .explain import Explainer
from .fitting import Fitting
from .issue import Issue
from .json_view import NotJson, json_view
from .pointer import pointer_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Accepted:
    """A value that fits, with defaults applied."""

    value: Any


@dataclass(frozen=True)
class Refused:
    """What is wrong with a value that does not fit."""

    issues: tuple[Issue, ...]


class SchemaLibrary:
    """The schemas of a contract, which refer to each other by their names."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.definitions: dict[str, Any] = document["$defs"]
        self.places: dict[str, str] = document["places"]
        self.defaults = Defaults(document["plans"])
        self.explainer = Explainer(self.definitions, self.places)
        self._schemas: dict[str, Schema] = {}

    def schema(self, name: str) -> Schema:
        """The schema of that name."""
        found = self._schemas.get(name)
        if found is None:
            found = self._schemas[name] = Schema(name, self)
        return found

    def reached_from(self, name: str) -> dict[str, Any]:
        """The schema of that name and those that it leads to."""
        found: dict[str, Any] = {}
        pending = [name]
        while pending:
            each = pending.pop()
            if each in found:
                continue
            found[each] = self.definitions[each]
            pending.extend(_references(found[each]))
        return found


class Schema:
    """One schema of a contract."""

    def __init__(self, name: str, library: SchemaLibrary) -> None:
        self.name = name
        self._library = library

    @cached_property
    def json_schema(self) -> dict[str, Any]:
        """The schema as a document that needs no other, in JSON Schema 2020-12."""
        reached = self._library.reached_from(self.name)
        root = reached[self.name]
        said = root if isinstance(root, dict) else ({} if root else {"not": {}})
        is_recursive = any(self.name in _references(each) for each in reached.values())
        others = {
            name: each
            for name, each in reached.items()
            if name != self.name or is_recursive
        }
        document = {"$schema": DIALECT, **said, **({"$defs": others} if others else {})}
        # A copy: the schemas themselves must not change.
        copied: dict[str, Any] = json.loads(json.dumps(document))
        return copied

    @cached_property
    def _validator(self) -> Any:
        # By reference, so that errors tell the definition that they are about.
        document = {
            "$schema": DIALECT,
            "$ref": f"#/$defs/{_encoded(self.name)}",
            "$defs": self._library.reached_from(self.name),
        }
        return jsonschema_rs.validator_for(document, validate_formats=True)

    @property
    def has_defaults(self) -> bool:
        """Whether parsing may add anything to a value."""
        return self._library.defaults.has(self.name)

    def parse(self, value: Any) -> Any:
        """The value with defaults applied; it is never changed itself. Raises `SchemaError`."""
        result = self.safe_parse(value)
        if isinstance(result, Refused):
            raise SchemaError(self.name, result.issues)
        return result.value

    def safe_parse(self, value: Any, *, is_open: bool = False) -> Accepted | Refused:
        """Like `parse`, but returns what is wrong instead of raising it.

        is_open: whether there may be objects in the value that are not JSON, as in a context.
        """
        try:
            return self._safe_parse(value, is_open)
        except RecursionError:
            message = "the value is nested too deeply to be checked"
            return Refused((Issue("", "depth", message, ""),))

    def is_valid(self, value: Any) -> bool:
        """Whether the value fits without any defaults."""
        try:
            return self._is_valid(value, False)
        except RecursionError:
            return False

    def _safe_parse(self, value: Any, is_open: bool) -> Accepted | Refused:
        defaults = self._library.defaults
        if not self.has_defaults:
            return (
                Accepted(value)
                if self._is_valid(value, is_open)
                else self._refused(value, is_open)
            )
        candidate = defaults.apply(self.name, value)
        if self._is_valid(candidate, is_open):
            return Accepted(candidate)
        if candidate is value:
            return self._refused(value, is_open)
        risky = defaults.risky(self.name)
        if risky:
            fitted, is_valid = self._fit(value, is_open, lambda name: name in risky)
            if is_valid:
                return Accepted(fitted)
        if self._is_valid(value, is_open):
            # A value that fits as it is is never refused.
            fitted, is_valid = (
                self._fit(value, is_open, lambda _: True) if risky else (value, True)
            )
            if is_valid:
                return Accepted(fitted)
        return self._refused(candidate, is_open)

    def _fit(
        self, value: Any, is_open: bool, may_leave_out: Callable[[str], bool]
    ) -> tuple[Any, bool]:
        def check(filled: Any) -> list[str]:
            if self._is_valid(filled, is_open):
                return []
            view = json_view(filled, is_open)
            if isinstance(view, NotJson):
                return [""]
            return [
                pointer_of(error.instance_path)
                for error in self._validator.iter_errors(view)
            ]

        return Fitting(
            value, self._library.defaults, self.name, check, may_leave_out
        ).fit()

    def _is_valid(self, value: Any, is_open: bool) -> bool:
        try:
            if self._validator.is_valid(value):
                return True
        except (ValueError, UnicodeError, TypeError):
            pass
        view = json_view(value, is_open)
        if view is value or isinstance(view, NotJson):
            return False
        return bool(self._validator.is_valid(view))

    def _refused(self, value: Any, is_open: bool) -> Refused:
        view = json_view(value, is_open)
        if isinstance(view, NotJson):
            return Refused((Issue(view.path, view.keyword, view.message, ""),))
        return Refused(
            self._library.explainer.explain(
                self._validator.iter_errors(view), self.name, value
            )
        )


def _references(schema: Any) -> list[str]:
    """The names of the schemas that a schema refers to."""
    found: list[str] = []
    pending: list[Any] = [schema]
    while pending:
        each = pending.pop()
        if isinstance(each, list):
            pending.extend(each)
        elif isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/$defs/"):
                found.append(_decoded(reference[len("#/$defs/") :]))
            pending.extend(
                value for value in each.values() if isinstance(value, (dict, list))
            )
    return found


def _encoded(name: str) -> str:
    from urllib.parse import quote

    return quote(name.replace("~", "~0").replace("/", "~1"), safe="")


def _decoded(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text).replace("~1", "/").replace("~0", "~")
