"""Values of Python as the JSON that they stand for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .pointer import pointer_of
from .wording import place


@dataclass(frozen=True)
class NotJson:
    """What of a value is not JSON."""

    path: str
    keyword: str
    message: str


class _Found(Exception):
    def __init__(self, flaw: NotJson) -> None:
        self.flaw = flaw


def json_view(value: Any, is_open: bool) -> Any:
    """The value as JSON, for validators: itself, where it is JSON already.

    Messages of LangChain stand for the objects that they are written as. With `is_open`, so does any
    other object that is not JSON; without, it is found fault with.
    """
    try:
        return _view(value, is_open, ())
    except _Found as found:
        return found.flaw


def _view(value: Any, is_open: bool, path: tuple[str | int, ...]) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else _odd(value, is_open, path)
    if isinstance(value, str):
        return value if type(value) is str and _is_unicode(value) else _text(value)
    if isinstance(value, Mapping):
        return _view_mapping(value, is_open, path)
    if isinstance(value, (list, tuple)):
        items = [
            _view(item, is_open, (*path, index)) for index, item in enumerate(value)
        ]
        is_same = type(value) is list and all(map(_is, items, value))
        return value if is_same else items
    if is_message(value):
        return {
            "type": value.type,
            "content": _view(value.content, is_open, (*path, "content")),
        }
    return _odd(value, is_open, path)


def _view_mapping(
    value: Mapping[Any, Any], is_open: bool, path: tuple[str | int, ...]
) -> Any:
    items: dict[str, Any] = {}
    is_same = type(value) is dict
    for key, item in value.items():
        if not isinstance(key, str):
            message = f"{place(pointer_of(path))} has a key that is not a string, but {_kind(key)}"
            raise _Found(NotJson(pointer_of(path), "type", message))
        items[_text(key)] = view = _view(item, is_open, (*path, key))
        is_same = is_same and view is item and type(key) is str and _is_unicode(key)
    return value if is_same else items


def _odd(value: Any, is_open: bool, path: tuple[str | int, ...]) -> Any:
    if is_open and not isinstance(value, (float, bytes, bytearray)):
        return {}
    at = pointer_of(path)
    raise _Found(
        NotJson(at, "type", f"{place(at)} must be JSON, but is {_kind(value)}")
    )


def _kind(value: Any) -> str:
    if isinstance(value, float):
        return "not a finite number"
    name = type(value).__name__
    return f"an instance of {name}"


def _is(one: Any, other: Any) -> bool:
    return one is other


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(text: str) -> str:
    """Surrogates without their other half have no UTF-8, which validators want."""
    return "".join(
        "\ufffd" if "\ud800" <= character <= "\udfff" else character
        for character in text
    )


def is_message(value: Any) -> bool:
    """Whether a value is a message of LangChain."""
    return (
        hasattr(value, "content")
        and hasattr(value, "additional_kwargs")
        and hasattr(value, "type")
    )
