"""Tools of models, with what they take and give checked."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool

from .contract import Contract, Tool
from .langgraph_facts import current_node


def tool_of(contract: Contract, name: str, function: Callable[[Any], Any]) -> BaseTool:
    """Makes a tool of the contract of the function that does its work.

    function: Gets the arguments as one dict, with defaults applied. It may be asynchronous.
    """
    tool = contract.tools.get(name)
    if tool is None:
        known = ", ".join(json.dumps(each) for each in contract.tools) or "none"
        raise KeyError(f"the contract has no tool {json.dumps(name)}; it has {known}")

    def run(**arguments: Any) -> Any:
        return _checked_output(
            contract, tool, function(_checked_input(contract, tool, arguments))
        )

    async def arun(**arguments: Any) -> Any:
        returned = function(_checked_input(contract, tool, arguments))
        if inspect.isawaitable(returned):
            returned = await returned
        return _checked_output(contract, tool, returned)

    return StructuredTool(
        name=tool.name,
        description=tool.description,
        args_schema=tool.input.json_schema,
        func=None if inspect.iscoroutinefunction(function) else run,
        coroutine=arun,
    )


def _checked_input(contract: Contract, tool: Tool, arguments: dict[str, Any]) -> Any:
    hint = (
        f'The value is the input of the tool "{tool.name}". '
        "Call it again with arguments that fit."
    )
    return contract.check(
        tool.input, arguments, "tool input", node=current_node(), hint=hint
    )


def _checked_output(contract: Contract, tool: Tool, output: Any) -> Any:
    hint = f'The value is the output of the tool "{tool.name}".'
    return contract.check(
        tool.output, output, "tool output", node=current_node(), hint=hint
    )
