"""A contract, as generated code loads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .context_object import ContextObject, from_json, to_json
from .contract_error import Boundary, ContractError
from .issue import Issue
from .schema import Accepted, Refused, Schema, SchemaLibrary


@dataclass(frozen=True)
class Field:
    """A field of the state."""

    name: str
    reducer: str
    tracked: bool
    has_default: bool
    default: Any
    is_absent: bool
    """Whether it holds nothing at the start, though its reducer has a neutral element."""

    is_distinct: bool
    """Whether its updates look different from what it holds."""


@dataclass(frozen=True)
class Namespace:
    """A namespace of the store."""

    path: tuple[str, ...]
    schema: Schema


@dataclass(frozen=True)
class Question:
    """An interrupt."""

    name: str
    value: Schema
    resume: Schema


@dataclass(frozen=True)
class Tool:
    """A tool of models."""

    name: str
    description: str
    input: Schema
    output: Schema


class Contract:
    """The contract of a graph: what may cross its border."""

    def __init__(
        self, path: Path, *, state: Any, context: type[ContextObject] | None = None
    ) -> None:
        self._path = path
        self.state_class = state
        self.context_class = context

    @cached_property
    def _document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        return document

    @cached_property
    def _library(self) -> SchemaLibrary:
        return SchemaLibrary(self._document)

    def _member(self, kind: str) -> Schema | None:
        name = self._document["schemas"].get(kind)
        return None if name is None else self._library.schema(name)

    @property
    def name(self) -> str:
        """The contract's name, e.g. `support-agent`."""
        name: str = self._document["name"]
        return name

    @property
    def fingerprint(self) -> str:
        """Changes whenever the meaning of a member does."""
        fingerprint: str = self._document["fingerprint"]
        return fingerprint

    @cached_property
    def context(self) -> Schema | None:
        """What every run is told; None where the graph takes no context."""
        return self._member("context")

    @cached_property
    def state(self) -> Schema:
        """What the nodes share."""
        return self._library.schema(self._document["schemas"]["state"])

    @cached_property
    def update(self) -> Schema:
        """What a node returns."""
        return self._library.schema(self._document["schemas"]["update"])

    @cached_property
    def overwrite(self) -> Schema:
        """What an `Overwrite` may put into a field's place."""
        return self._member("overwrite") or self.update

    @cached_property
    def input(self) -> Schema | None:
        """What a run starts from; None where that is an update."""
        return self._member("input")

    @cached_property
    def output(self) -> Schema | None:
        """What a run ends with; None where that is the state."""
        return self._member("output")

    @cached_property
    def events(self) -> Schema | None:
        """What nodes write to the custom stream; None where that is anything."""
        return self._member("events")

    @cached_property
    def input_fields(self) -> frozenset[str] | None:
        """The fields that the input has; None where it may have all."""
        return _names(self._document.get("inputFields"))

    @cached_property
    def output_fields(self) -> frozenset[str] | None:
        """The same of the output."""
        return _names(self._document.get("outputFields"))

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields of the state."""
        return {each["name"]: _field(each) for each in self._document["fields"]}

    @cached_property
    def store(self) -> tuple[Namespace, ...] | None:
        """The namespaces of the store; None where it may hold anything."""
        listed: list[dict[str, Any]] | None = self._document.get("store")
        if listed is None:
            return None
        return tuple(
            Namespace(tuple(each["path"]), self._library.schema(each["schema"]))
            for each in listed
        )

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The interrupts."""
        return {
            each["name"]: Question(
                each["name"],
                self._library.schema(each["value"]),
                self._library.schema(each["resume"]),
            )
            for each in self._document.get("interrupts", [])
        }

    @cached_property
    def tools(self) -> dict[str, Tool]:
        """The tools."""
        return {
            each["name"]: Tool(
                each["name"],
                each["description"],
                self._library.schema(each["input"]),
                self._library.schema(each["output"]),
            )
            for each in self._document.get("tools", [])
        }

    def check(
        self,
        schema: Schema,
        value: Any,
        boundary: Boundary,
        *,
        node: str | None = None,
        hint: str | None = None,
        is_open: bool = False,
    ) -> Any:
        """The value with defaults applied. Raises `ContractError`."""
        match schema.safe_parse(value, is_open=is_open):
            case Accepted(accepted):
                return accepted
            case Refused(issues):
                self.refuse(boundary, issues, node=node, hint=hint)

    def refuse(
        self,
        boundary: Boundary,
        issues: Sequence[Issue],
        *,
        node: str | None = None,
        hint: str | None = None,
    ) -> Any:
        """Raises `ContractError`."""
        # Without a cause: what a validator says may show values.
        raise ContractError(
            graph=self.name,
            boundary=boundary,
            issues=tuple(issues),
            node=node,
            hint=hint,
        ) from None

    def check_context(self, given: Any) -> Any:
        """A run's context, as an instance of its class. Raises `ContractError`."""
        if self.context is None:
            return given
        hint = None
        if given is None:
            hint = "No context was given. Pass it to the call, e.g. invoke(input, context=…)."
        parsed = self.check(
            self.context,
            to_json({} if given is None else given),
            "context",
            hint=hint,
            is_open=True,
        )
        return (
            parsed
            if self.context_class is None
            else from_json(self.context_class, parsed)
        )


def _names(names: list[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


def _field(said: dict[str, Any]) -> Field:
    return Field(
        name=said["name"],
        reducer=said["reducer"],
        tracked=said.get("tracked", True),
        has_default="default" in said,
        default=said.get("default"),
        is_absent=said.get("absent", False),
        is_distinct=said.get("distinct", False),
    )
