"""Runs contracts that graphwright compiled from JSON Schemas on LangGraph, typed and checked."""

from .context_object import UNSET, ContextObject, extra_of, renamed, renamed_optional
from .contract import Contract
from .contract_error import Boundary, ContractError, SchemaError
from .interrupts import Interrupts, answer
from .issue import Issue
from .messages import Messages, add_messages
from .schema import Schema
from .state_graph import CompiledContractGraph, StateGraph
from .store import ContractStore
from .tools import tool_of

__all__ = [
    "UNSET",
    "Boundary",
    "CompiledContractGraph",
    "ContextObject",
    "Contract",
    "ContractError",
    "ContractStore",
    "Interrupts",
    "Issue",
    "Messages",
    "Schema",
    "SchemaError",
    "StateGraph",
    "add_messages",
    "answer",
    "extra_of",
    "renamed",
    "renamed_optional",
    "tool_of",
]
