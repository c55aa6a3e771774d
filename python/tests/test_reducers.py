"""Reducers fold as they do in TypeScript."""

from __future__ import annotations

from typing import Any

import pytest
from graphwright import reducers


def test_append_merge_and_add_change_neither_side() -> None:
    current = [1]
    assert reducers.append(current, [2]) == [1, 2]
    assert current == [1]
    assert reducers.merge({"a": 1, "b": {"c": 1}}, {"b": {}}) == {"a": 1, "b": {}}
    assert reducers.add(1, 2.5) == 3.5


def test_a_sum_that_no_number_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        reducers.add(1.7e308, 1.7e308)


def test_union_takes_equal_json_for_the_same() -> None:
    current: list[Any] = [1, {"a": [1]}]
    update: list[Any] = [1.0, True, {"a": [1]}, {"a": [True]}]
    assert reducers.union(current, update) == [
        1,
        {"a": [1]},
        True,
        {"a": [True]},
    ]


def test_texts_compare_as_in_javascript() -> None:
    emoji, private = "\U0001f600", "\uffee"
    assert reducers.min(private, emoji) == emoji
    assert reducers.max(private, emoji) == private
    assert reducers.max(2, 10) == 10
    assert reducers.min(2, 2.5) == 2
