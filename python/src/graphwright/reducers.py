"""How updates are folded into the fields of a state: what a schema names with `x-reducer`."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from .json_value import equal, utf16_key

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

Reducer: TypeAlias = Callable[[Any, Any], Any]
"""Folds an update into what a field holds; changes neither of them."""


def append(current: list[T], update: list[T]) -> list[T]:
    """Starts as `[]`; the items of an update go to the end, in order."""
    return [*current, *update]


def add(current: float, update: float) -> Any:
    """Starts as `0`; an update is a number that is added."""
    try:
        total = current + update
    except OverflowError as error:
        raise ValueError("the sum is too large for a number") from error
    if not math.isfinite(total):
        raise ValueError("the sum is too large for a number")
    return total


def merge(current: Mapping[K, V], update: Mapping[K, V]) -> dict[K, V]:
    """Starts as `{}`; an update's properties replace those of the same name, one level deep."""
    return {**current, **update}


def union(current: list[T], update: list[T]) -> list[T]:
    """Starts as `[]`; those items of an update are appended that the field doesn't hold yet."""
    members = [*current]
    for item in update:
        if not any(equal(member, item) for member in members):
            members.append(item)
    return members


def min(current: T, update: T) -> T:
    """Absent at the start; the smaller of two numbers or texts stays."""
    return update if _less(update, current) else current


def max(current: T, update: T) -> T:
    """Absent at the start; the larger of two numbers or texts stays."""
    return update if _less(current, update) else current


def messages(current: list[Any], update: Any) -> Any:
    """Starts as `[]`; LangGraph's `add_messages`."""
    # Imported late: most contracts have no messages, and LangChain is slow to load.
    from .messages import add_messages

    return add_messages(current, update)


def _less(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return utf16_key(one) < utf16_key(other)
    return bool(one < other)


BUILT_IN: builtins.dict[str, tuple[Reducer, Callable[[], Any] | None]] = {
    "append": (append, list),
    "add": (add, int),
    "merge": (merge, dict),
    "union": (union, list),
    "min": (min, None),
    "max": (max, None),
    "messages": (messages, list),
}
"""Each reducer with what a field holds before its first update; None where it holds nothing."""
