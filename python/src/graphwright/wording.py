"""How messages show places, names and types; the same words as in TypeScript."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

_MAX_NAME = 60
_MAX_PATH = 200
_MAX_VALUES = 10

_ARTICLES = {
    "null": "null",
    "boolean": "a boolean",
    "object": "an object",
    "array": "an array",
    "number": "a number",
    "integer": "an integer",
    "string": "a string",
}


def place(pointer: str) -> str:
    """A place in the value, on one line, of bounded length."""
    return "the value" if pointer == "" else _cut(_one_line(pointer), _MAX_PATH)


def quoted(name: str) -> str:
    """A name from the data or the schema."""
    return f'"{_cut(_one_line(name), _MAX_NAME)}"'


def listed(values: Sequence[Any]) -> str:
    """Values that a schema lists; a long list is cut."""
    shown = [_cut(json_text(value), _MAX_NAME) for value in values[:_MAX_VALUES]]
    more = len(values) - len(shown)
    text = ", ".join(shown)
    return text if more == 0 else f"{text} or {more} more"


def json_text(value: Any) -> str:
    """A value as JavaScript writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def types(names: Sequence[str]) -> str:
    """Types of JSON Schema in words: `a string or null`."""
    return series([_ARTICLES.get(name, name) for name in names], "or")


def series(words: Sequence[str], word: str) -> str:
    """`a, b or c`; a long list is cut."""
    shown = (
        [*words[:_MAX_VALUES], f"{len(words) - _MAX_VALUES} more"]
        if len(words) > _MAX_VALUES
        else [*words]
    )
    if len(shown) < 2:
        return shown[0] if shown else "nothing"
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def kind_of(value: Any, wanted: Sequence[str]) -> str:
    """What a value is, in words that tell nothing of it but its type."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            return "not a finite number"
        return "a number with a fraction" if "integer" in wanted else "a number"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, (list, tuple)):
        return "an array"
    return "an object"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 item`, `2 items`."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def closest_name(name: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant."""
    import difflib

    found = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return found[0] if found else None


def _one_line(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    shown = escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return "".join(
        f"\\u{ord(each):04x}" if "\ud800" <= each <= "\udfff" else each
        for each in shown
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
