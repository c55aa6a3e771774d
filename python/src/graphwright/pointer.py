"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable


def escape_key(key: str) -> str:
    """A key as a part of a pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def pointer_of(keys: Iterable[str | int]) -> str:
    """The pointer with these keys."""
    return "".join(f"/{escape_key(str(key))}" for key in keys)
