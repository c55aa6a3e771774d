"""Tells in words why a value was refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, unquote

from .issue import Issue
from .pointer import escape_key, pointer_of
from .wording import count, json_text, kind_of, listed, place, quoted, series, types

_MAX_ISSUES = 100

# Keywords whose words come from the schema and tell nothing of a value.
_TELLS_NOTHING = frozenset(
    {
        "type",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    }
)

_IN_PLACE = ("allOf", "anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas")


class Explainer:
    """Makes issues of what validators report, for the schemas of one contract."""

    def __init__(self, definitions: dict[str, Any], places: dict[str, str]) -> None:
        self._definitions = definitions
        self._places = places

    def explain(
        self, errors: Iterable[Any], name: str, value: Any
    ) -> tuple[Issue, ...]:
        """At most 100 issues; where there are more, the last says how many.

        name: The schema that the value was checked against.
        value: Only the types of its parts are read, and the names of its properties.
        """
        found: dict[str, Issue] = {}
        for error in errors:
            for issue in self._issues(error, name, value):
                found.setdefault(issue.message, issue)
        issues = [*found.values()]
        if len(issues) <= _MAX_ISSUES:
            return tuple(issues)
        message = f"{len(issues) - _MAX_ISSUES + 1} more things are wrong"
        return (*issues[: _MAX_ISSUES - 1], Issue("", "more", message, ""))

    def _issues(self, error: Any, name: str, value: Any) -> list[Issue]:
        path: list[str | int] = [*error.instance_path]
        secret = self._secret_part(name, path)
        if secret is not None:
            return [self._concealed(error, path, secret, value)]
        kind = error.kind
        keyword: str = kind.name
        if keyword in ("anyOf", "oneOf"):
            return self._union_issues(error, name, value)
        return _plain_issues(error, keyword, path, self._schema_path(error), value)

    def _concealed(
        self, error: Any, path: list[str | int], length: int, value: Any
    ) -> Issue:
        """What may be said of a secret."""
        schema_path = self._schema_path(error)
        where = pointer_of(path[:length])
        hidden = (
            f"{place(where)} is not valid (it is secret, so its value is not shown)"
        )
        if len(path) > length:
            return Issue(where, "writeOnly", hidden, f"{schema_path.split('#', 1)[0]}#")
        keyword: str = error.kind.name
        if keyword not in _TELLS_NOTHING:
            return Issue(where, keyword, hidden, schema_path)
        if keyword == "type":
            return Issue(
                where,
                keyword,
                f"{place(where)} must be {types(error.kind.types)}",
                schema_path,
            )
        return _plain_issues(error, keyword, path, schema_path, value)[0]

    def _union_issues(self, error: Any, name: str, value: Any) -> list[Issue]:
        """What is wrong with the branch that was surely meant."""
        path: list[str | int] = [*error.instance_path]
        where = pointer_of(path)
        schema_path = self._schema_path(error)
        keyword: str = error.kind.name
        if type(error.kind).__name__.endswith("OneOfMultipleValid"):
            matches = sum(1 for branch in error.kind.context if not branch)
            text = f", but fits {matches}" if matches > 1 else ""
            message = f"{place(where)} must fit exactly one of its alternatives{text}"
            return [Issue(where, keyword, message, schema_path)]
        branches: list[list[Any]] = [branch for branch in error.kind.context if branch]
        meant = [branch for branch in branches if not _is_about(branch, path)]
        part = _value_at(value, path)
        if not meant:
            wanted = [
                each for branch in branches for each in _wanted_types(branch, path)
            ]
            values = [
                each for branch in branches for each in _wanted_values(branch, path)
            ]
            if wanted or values:
                allowed = [types([each]) for each in dict.fromkeys(wanted)]
                if values:
                    allowed.append(
                        listed(values)
                        if len(values) == 1
                        else f"one of {listed(values)}"
                    )
                but = "" if values else f", but is {kind_of(part, wanted)}"
                message = f"{place(where)} must be {series(allowed, 'or')}{but}"
                return [Issue(where, keyword, message, schema_path)]
            tag = _tag_issue(branches, path, schema_path, keyword)
            return [
                tag or Issue(where, keyword, _none_of(where, branches), schema_path)
            ]
        if len(meant) == 1:
            return [
                issue for each in meant[0] for issue in self._issues(each, name, value)
            ]
        return [Issue(where, keyword, _none_of(where, branches), schema_path)]

    def _schema_path(self, error: Any) -> str:
        """Where the violated keyword stands in the contract's files."""
        keys: list[str | int] = [*error.schema_path]
        # The innermost definition on the way tells the file.
        for index in range(len(keys) - 2, -1, -1):
            if keys[index] == "$defs" and keys[index + 1] in self._places:
                place_of = self._places[str(keys[index + 1])]
                return place_of + "".join(
                    f"/{_fragment(each)}" for each in keys[index + 2 :]
                )
        return pointer_of(keys)

    def _secret_part(self, name: str, path: Sequence[str | int]) -> int | None:
        """How much of a path leads to a secret; None where there is none on the way."""
        schemas = self._in_place([self._definitions[name]])
        for index in range(len(path) + 1):
            if any(schema.get("writeOnly") is True for schema in schemas):
                return index
            if index < len(path):
                inner = [
                    each for schema in schemas for each in _inside(schema, path[index])
                ]
                schemas = self._in_place(inner)
        return None

    def _in_place(self, schemas: Iterable[Any]) -> list[dict[str, Any]]:
        """Schemas, and all others that may apply to the same value."""
        found: dict[int, dict[str, Any]] = {}
        pending: list[Any] = [*schemas]
        while pending:
            schema = pending.pop()
            if not isinstance(schema, dict) or id(schema) in found:
                continue
            found[id(schema)] = schema
            reference = schema.get("$ref")
            if isinstance(reference, str):
                key = (
                    unquote(reference[len("#/$defs/") :])
                    .replace("~1", "/")
                    .replace("~0", "~")
                )
                pending.append(self._definitions.get(key))
            for keyword in _IN_PLACE:
                inner = schema.get(keyword)
                if keyword == "dependentSchemas":
                    pending.extend((inner or {}).values())
                else:
                    pending.extend(inner if isinstance(inner, list) else [inner])
        return [*found.values()]


def _inside(schema: dict[str, Any], key: str | int) -> list[Any]:
    """The schemas that may apply to a property or an item: rather too many than too few."""
    if isinstance(key, int):
        prefix = schema.get("prefixItems", [])
        return [
            *prefix,
            schema.get("items"),
            schema.get("contains"),
            schema.get("unevaluatedItems"),
        ]
    named = schema.get("properties", {})
    found = [named[key]] if key in named else [schema.get("additionalProperties")]
    return [
        *found,
        *schema.get("patternProperties", {}).values(),
        schema.get("unevaluatedProperties"),
    ]


def _plain_issues(
    error: Any, keyword: str, path: list[str | int], schema_path: str, value: Any
) -> list[Issue]:
    kind = error.kind
    where = pointer_of(path)
    if keyword == "required":
        missing = f"{where}/{escape_key(kind.property)}"
        return [Issue(missing, keyword, f"{place(missing)} is missing", schema_path)]
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        return [
            Issue(
                where,
                keyword,
                f"{place(where)} has an unknown property {quoted(each)}",
                schema_path,
            )
            for each in kind.unexpected
        ]
    if keyword == "propertyNames":
        inner: Any = kind.error
        message = f"{place(where)} has a property with a name that is not allowed"
        if isinstance(inner.instance, str):
            message = f"{message}: {quoted(inner.instance)}"
        return [Issue(where, keyword, message, schema_path)]
    return [
        Issue(
            where,
            keyword,
            _message(kind, keyword, where, _value_at(value, path)),
            schema_path,
        )
    ]


_LIMITS = {
    "minLength": ("must have at least", "character", None),
    "maxLength": ("must have at most", "character", None),
    "minItems": ("must have at least", "item", None),
    "maxItems": ("must have at most", "item", None),
    "minProperties": ("must have at least", "property", "properties"),
    "maxProperties": ("must have at most", "property", "properties"),
}
_BOUNDS = {
    "minimum": "must be at least",
    "maximum": "must be at most",
    "exclusiveMinimum": "must be greater than",
    "exclusiveMaximum": "must be less than",
}


def _message(kind: Any, keyword: str, pointer: str, part: Any) -> str:
    where = place(pointer)
    if keyword == "type":
        return (
            f"{where} must be {types(kind.types)}, but is {kind_of(part, kind.types)}"
        )
    if keyword in _LIMITS:
        words, noun, plural = _LIMITS[keyword]
        return f"{where} {words} {count(kind.limit, noun, plural)}"
    if keyword in _BOUNDS:
        return f"{where} {_BOUNDS[keyword]} {json_text(kind.limit)}"
    match keyword:
        case "pattern":
            return f"{where} must match the pattern {quoted(kind.pattern)}"
        case "format":
            return f"{where} must be in the format {quoted(kind.format)}"
        case "multipleOf":
            return f"{where} must be a multiple of {json_text(kind.multiple_of)}"
        case "const":
            return f"{where} must be {listed([kind.expected_value])}"
        case "enum":
            options = [*kind.options]
            return f"{where} must be {listed(options) if len(options) == 1 else f'one of {listed(options)}'}"
        case "uniqueItems":
            return f"{where} must not have two equal items"
        case "not":
            return f"{where} must not have this value"
        case "falseSchema" | "false schema" | "unevaluatedItems":
            return f"{where} is not allowed"
        case "contains":
            return f'{where} doesn\'t have the items that "contains" describes'
        case _:
            return f"{where} violates {quoted(keyword)}"


def _is_about(branch: list[Any], path: list[str | int]) -> bool:
    """Whether a branch was not meant: the value is of another type, or has another tag."""
    return any(
        (
            [*error.instance_path] == path
            and error.kind.name in ("type", "const", "enum")
        )
        or (
            len(error.instance_path) == len(path) + 1
            and error.kind.name in ("const", "enum")
        )
        for error in branch
    )


def _wanted_types(branch: list[Any], path: list[str | int]) -> list[str]:
    return [
        each
        for error in branch
        if [*error.instance_path] == path and error.kind.name == "type"
        for each in error.kind.types
    ]


def _wanted_values(branch: list[Any], path: list[str | int]) -> list[Any]:
    found: list[Any] = []
    for error in branch:
        if [*error.instance_path] != path:
            continue
        if error.kind.name == "const":
            found.append(error.kind.expected_value)
        elif error.kind.name == "enum":
            found.extend(error.kind.options)
    return found


def _tag_issue(
    branches: list[list[Any]], path: list[str | int], schema_path: str, keyword: str
) -> Issue | None:
    """A property that tells the branches apart has none of their constants."""
    tags: dict[str, list[Any]] = {}
    for branch in branches:
        for error in branch:
            if len(error.instance_path) == len(path) + 1 and error.kind.name in (
                "const",
                "enum",
            ):
                values = (
                    [error.kind.expected_value]
                    if error.kind.name == "const"
                    else error.kind.options
                )
                tags.setdefault(pointer_of(error.instance_path), []).extend(values)
    if len(tags) != 1:
        return None
    ((where, values),) = tags.items()
    text = listed(values) if len(values) == 1 else f"one of {listed(values)}"
    return Issue(where, keyword, f"{place(where)} must be {text}", schema_path)


def _none_of(where: str, branches: list[list[Any]]) -> str:
    return f"{place(where)} fits none of its {count(len(branches), 'alternative')}"


def _value_at(value: Any, path: Sequence[str | int]) -> Any:
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _fragment(key: str | int) -> str:
    return quote(escape_key(str(key)), safe="$&+,;=:@!'()*~")
