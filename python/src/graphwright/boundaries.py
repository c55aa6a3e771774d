"""What crosses the border of a graph, and is checked there."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from langgraph.types import Command, Overwrite

from .contract import Contract
from .contract_error import Boundary
from .issue import Issue
from .langgraph_facts import overwritten
from .pointer import escape_key


def check_update(
    contract: Contract,
    update: Any,
    *,
    node: str | None = None,
    boundary: Boundary = "update",
) -> dict[str, Any]:
    """An update of the state with defaults applied; each `Overwrite` is checked against its field."""
    if inspect.isawaitable(update):
        issue = Issue("", "type", "the value is awaitable; await it first", "")
        contract.refuse(boundary, [issue], node=node)
    if not isinstance(update, Mapping):
        checked: dict[str, Any] = contract.check(
            contract.update, update, boundary, node=node
        )
        return checked
    plain: dict[str, Any] = {}
    whole: dict[str, Any] = {}
    for name, value in update.items():
        field = contract.fields.get(name)
        is_overwrite, replacement = overwritten(value)
        is_folded = field is not None and field.reducer != "replace" and field.tracked
        if is_overwrite and is_folded:
            whole[name] = replacement
        else:
            is_instance = isinstance(value, Overwrite)
            plain[name] = replacement if is_overwrite and is_instance else value
    messages = _take_messages(contract, plain, boundary, node)
    parsed: dict[str, Any] = contract.check(contract.update, plain, boundary, node=node)
    result = {**parsed, **messages}
    if whole:
        replaced = _take_messages(contract, whole, boundary, node)
        checked_whole: dict[str, Any] = contract.check(
            contract.overwrite, whole, boundary, node=node
        )
        result |= {
            name: Overwrite(value)
            for name, value in {**checked_whole, **replaced}.items()
        }
    # The order of the fields is the caller's.
    return {
        name: result[name]
        for name in [*update, *(key for key in result if key not in update)]
    }


def _take_messages(
    contract: Contract, update: dict[str, Any], boundary: Boundary, node: str | None
) -> dict[str, Any]:
    """Takes the fields out of an update that hold messages, and makes messages of them."""
    found: dict[str, Any] = {}
    for name, field in contract.fields.items():
        if field.reducer == "messages" and name in update:
            found[name] = _messages_of(contract, name, update.pop(name), boundary, node)
    return found


def _messages_of(
    contract: Contract, name: str, given: Any, boundary: Boundary, node: str | None
) -> list[Any]:
    from langchain_core.messages import RemoveMessage, convert_to_messages

    is_list = isinstance(given, list)
    made: list[Any] = []
    for index, each in enumerate(given if is_list else [given]):
        try:
            (message,) = convert_to_messages([each])
            # LangGraph gives an id to those that have none.
            is_removal = isinstance(message, RemoveMessage)
            made.extend([message] if is_removal else _with_id(message))
        except Exception:
            path = f"/{escape_key(name)}{f'/{index}' if is_list else ''}"
            text = (
                f"{path} is not a message: use a message object, an object with role and content, "
                "a pair of role and text, or a string"
            )
            contract.refuse(boundary, [Issue(path, "messages", text, "")], node=node)
    return made


def _with_id(message: Any) -> list[Any]:
    from .messages import add_messages

    found: Any = add_messages([], [message])
    return [*found]


def check_input(contract: Contract, value: Any) -> dict[str, Any]:
    """What a run starts from, as the update of the state that it amounts to."""
    if contract.input is None:
        return check_update(contract, value, boundary="input")
    parsed = contract.check(contract.input, value, "input")
    fields = contract.input_fields
    picked = {
        key: each for key, each in parsed.items() if fields is None or key in fields
    }
    return check_update(contract, picked, boundary="input")


def check_returned(contract: Contract, returned: Any, node: str | None) -> Any:
    """What a node returned: an update, a command with one, or several of them."""
    if returned is None:
        return None
    if isinstance(returned, Command):
        return check_command(contract, returned, node)
    if isinstance(returned, (list, tuple)) and any(
        isinstance(each, Command) for each in returned
    ):
        return [check_returned(contract, each, node) for each in returned]
    return check_update(contract, returned, node=node)


def check_command(
    contract: Contract, command: Command[Any], node: str | None
) -> Command[Any]:
    """A command with its update checked; one for the graph around this one is that graph's to check."""
    if command.graph == Command.PARENT or command.update is None:
        return command
    update = command.update
    if isinstance(update, (list, tuple)):
        update = dict(update)
    checked = check_update(contract, update, node=node)
    return Command(
        graph=command.graph, update=checked, resume=command.resume, goto=command.goto
    )


def check_output(contract: Contract, value: Any) -> Any:
    """What a run ends with, with defaults applied."""
    return contract.check(contract.output or contract.state, value, "output")


def check_event(contract: Contract, event: Any, node: str | None) -> Any:
    """What a node writes to the custom stream."""
    if contract.events is None:
        return event
    return contract.check(contract.events, event, "event", node=node)
