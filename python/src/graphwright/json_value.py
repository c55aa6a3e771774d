"""What JSON holds, and how it compares."""

from __future__ import annotations

from typing import Any


def equal(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same: `1` and `1.0` are, `1` and `True` are not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            equal(one[key], other[key]) for key in one
        )
    return bool(one == other)


def utf16_key(text: str) -> bytes:
    """Texts in the order in which JavaScript has them: by their UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def copy_json(value: Any) -> Any:
    """A copy of a JSON value, which nobody shares."""
    if isinstance(value, dict):
        return {key: copy_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copy_json(item) for item in value]
    return value
