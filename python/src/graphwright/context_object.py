"""Contexts as frozen dataclasses."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

_NAME = "graphwright.name"


class _Unset:
    """Stands for a value that the schema's default is filled in for."""

    def __repr__(self) -> str:
        return "UNSET"

    def __copy__(self) -> _Unset:
        return self

    def __deepcopy__(self, _: Any) -> _Unset:
        return self

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Any = _Unset()
"""The value of a field that was not given: the schema's default takes its place when a run starts."""


def renamed(name: str) -> Any:
    """A field for a property that no attribute can be called after."""
    return dataclasses.field(metadata={_NAME: name})


def renamed_optional(name: str, default: Any) -> Any:
    """The same for one that need not be given."""
    return dataclasses.field(default=default, metadata={_NAME: name})


class ContextObject:
    """An object of a context. Its text has no values: some of them may be secret."""

    def __repr__(self) -> str:
        names = ", ".join(f"{field.name}=…" for field in _fields(type(self)))
        return f"{type(self).__name__}({names})"


def extra_of(context: ContextObject) -> Mapping[str, Any]:
    """The properties of a context that its schema allows and does not name."""
    found: Mapping[str, Any] = context.__dict__.get("_extra", {})
    return found


def to_json(value: Any) -> Any:
    """A context as JSON has it: objects as dicts, and nothing for what was not given."""
    if isinstance(value, ContextObject):
        cls = type(value)
        hints = _hints(cls)
        found: dict[str, Any] = {}
        for field in _fields(cls):
            item = getattr(value, field.name)
            if item is UNSET or (
                item is None and not _given_null(value, field.name, hints[field.name])
            ):
                continue
            found[_name_of(field)] = to_json(item)
        return {
            **found,
            **{key: to_json(item) for key, item in extra_of(value).items()},
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        # A team's own class: a context as well.
        return {
            field.name: to_json(getattr(value, field.name))
            for field in dataclasses.fields(value)
        }
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, Mapping):
        return {key: to_json(value[key]) for key in value}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value


def from_json(annotation: Any, value: Any) -> Any:
    """A checked context as an instance of its class."""
    if isinstance(annotation, type) and issubclass(annotation, ContextObject):
        return _instance(annotation, value) if isinstance(value, dict) else value
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _from_union([*get_args(annotation)], value)
    if (
        isinstance(origin, type)
        and isinstance(value, list)
        and issubclass(origin, Sequence)
    ):
        (item,) = get_args(annotation)
        return tuple(from_json(item, each) for each in value)
    if (
        isinstance(origin, type)
        and isinstance(value, dict)
        and issubclass(origin, Mapping)
    ):
        _, item = get_args(annotation)
        return {key: from_json(item, each) for key, each in value.items()}
    return value


def _instance(cls: type[ContextObject], value: dict[str, Any]) -> ContextObject:
    hints = _hints(cls)
    fields = {_name_of(field): field for field in _fields(cls)}
    given = {
        field.name: from_json(hints[field.name], value[name])
        for name, field in fields.items()
        if name in value
    }
    for field in fields.values():
        # A default that was not filled in, for the value would not fit with it.
        if field.default is UNSET and field.name not in given:
            given[field.name] = None
    instance = cls(**given)
    nulls = frozenset(
        field.name
        for name, field in fields.items()
        if name in value and value[name] is None
    )
    extra = {key: each for key, each in value.items() if key not in fields}
    object.__setattr__(instance, "_nulls", nulls)
    if extra:
        object.__setattr__(instance, "_extra", types.MappingProxyType(extra))
    return instance


def _from_union(members: list[Any], value: Any) -> Any:
    classes = [
        each
        for each in members
        if isinstance(each, type) and issubclass(each, ContextObject)
    ]
    if isinstance(value, dict) and classes:
        return _instance(max(classes, key=lambda cls: _likeness(cls, value)), value)
    for member in members:
        origin = get_origin(member)
        if not isinstance(origin, type):
            continue
        if isinstance(value, list) and issubclass(origin, Sequence):
            return from_json(member, value)
        if isinstance(value, dict) and issubclass(origin, Mapping):
            return from_json(member, value)
    return value


def _likeness(cls: type[ContextObject], value: dict[str, Any]) -> tuple[int, int, int]:
    """How well a dict fits a class: constants first, then what is missing, then what is unknown."""
    hints = _hints(cls)
    fields = _fields(cls)
    names = {_name_of(field): field for field in fields}
    wrong = sum(
        1
        for name, field in names.items()
        if get_origin(hints[field.name]) is Literal
        and name in value
        and value[name] not in get_args(hints[field.name])
    )
    missing = sum(
        1
        for name, field in names.items()
        if field.default is dataclasses.MISSING and name not in value
    )
    unknown = sum(1 for key in value if key not in names)
    return (-wrong, -missing, -unknown)


def _given_null(value: ContextObject, name: str, hint: Any) -> bool:
    """Whether None stands for null: it was given, or the field can't be absent."""
    nulls: frozenset[str] | None = value.__dict__.get("_nulls")
    if nulls is not None:
        return name in nulls
    field = next(each for each in _fields(type(value)) if each.name == name)
    return field.default is dataclasses.MISSING or field.default is UNSET


def _name_of(field: dataclasses.Field[Any]) -> str:
    name: str = field.metadata.get(_NAME, field.name)
    return name


def _fields(cls: type[ContextObject]) -> tuple[dataclasses.Field[Any], ...]:
    found: Any = cls
    return dataclasses.fields(found)


def _hints(cls: type[ContextObject]) -> dict[str, Any]:
    hints = _known_hints.get(cls)
    if hints is None:
        hints = _known_hints[cls] = typing.get_type_hints(cls)
    return hints


_known_hints: dict[type[ContextObject], dict[str, Any]] = {}
