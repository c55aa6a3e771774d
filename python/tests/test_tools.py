"""Tools of a contract are checked on both sides."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from generated.examples.support_agent import support_agent_contract
from graphwright import ContractError, tool_of

FOUND = [{"url": "https://help.test/1", "title": "t", "excerpt": "e"}]


def test_a_tool_gets_checked_arguments_and_gives_a_checked_result() -> None:
    given: list[Any] = []

    def find_orders(arguments: Any) -> Any:
        given.append(arguments)
        return []

    tool = tool_of(support_agent_contract, "find_orders", find_orders)
    assert tool.invoke({"user_id": "u"}) == []
    assert given == [{"user_id": "u", "limit": 10}]
    with pytest.raises(ContractError) as refused:
        tool.invoke({"user_id": "u", "limit": 99})
    assert refused.value.boundary == "tool input"
    assert refused.value.issues[0].path == "/limit"


def test_a_wrong_result_is_refused_also_of_an_asynchronous_tool() -> None:
    results: list[Any] = [FOUND, [{"url": "no"}]]

    async def search_help(arguments: Any) -> Any:
        return results.pop(0)

    tool = tool_of(support_agent_contract, "search_help", search_help)
    assert asyncio.run(tool.ainvoke({"query": "q"})) == FOUND
    with pytest.raises(ContractError) as refused:
        asyncio.run(tool.ainvoke({"query": "q"}))
    assert refused.value.boundary == "tool output"


def test_an_unknown_tool_is_named_with_those_that_there_are() -> None:
    with pytest.raises(KeyError, match="find_orders"):
        tool_of(support_agent_contract, "find_order", lambda arguments: arguments)
