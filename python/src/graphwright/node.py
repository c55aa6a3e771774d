"""A node with what it is given and what it returns checked."""

from __future__ import annotations

from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.pregel import Pregel
from langgraph.runtime import Runtime

from .boundaries import check_event, check_returned
from .contract import Contract
from .issue import Issue
from .langgraph_facts import RunnableCallable, current_config, runtime_of, with_runtime
from .store import ContractStore


def checked_node(contract: Contract, name: str, node: Any) -> Any:
    """The node, between checks. A graph as a node makes its own; only what it returns is checked."""
    if isinstance(node, Pregel):
        return _checked_subgraph(contract, name, node)

    def run(state: Any, config: RunnableConfig) -> Any:
        inner = _inner_config(contract, name, config)
        token = current_config.set(inner)
        try:
            returned = node.invoke(state, inner)
        finally:
            current_config.reset(token)
        return check_returned(contract, returned, name)

    async def arun(state: Any, config: RunnableConfig) -> Any:
        inner = _inner_config(contract, name, config)
        token = current_config.set(inner)
        try:
            returned = await node.ainvoke(state, inner)
        finally:
            current_config.reset(token)
        return check_returned(contract, returned, name)

    return RunnableCallable(run, arun, name=name, trace=False, recurse=False)


def _checked_subgraph(contract: Contract, name: str, graph: Any) -> Any:
    def run(state: Any, config: RunnableConfig) -> Any:
        return check_returned(
            contract, _own(contract, graph.invoke(state, config)), name
        )

    async def arun(state: Any, config: RunnableConfig) -> Any:
        return check_returned(
            contract, _own(contract, await graph.ainvoke(state, config)), name
        )

    return RunnableCallable(run, arun, name=name, trace=False, recurse=False)


def _own(contract: Contract, returned: Any) -> Any:
    """What a graph inside returned has fields of its own, which LangGraph passes over."""
    if not isinstance(returned, dict):
        return returned
    return {key: value for key, value in returned.items() if key in contract.fields}


def _inner_config(contract: Contract, name: str, config: Any) -> Any:
    runtime = runtime_of(config)
    return (
        config
        if runtime is None
        else with_runtime(config, _checked_runtime(contract, name, runtime))
    )


def _checked_runtime(
    contract: Contract, name: str, runtime: Runtime[Any]
) -> Runtime[Any]:
    changes: dict[str, Any] = {}
    store = runtime.store
    if contract.store is not None:
        if store is None:
            message = "the contract has a store member, but the run has no store"
            hint = "Pass one when the graph is compiled, e.g. compile(store=InMemoryStore())."
            contract.refuse(
                "store", [Issue("", "store", message, "")], node=name, hint=hint
            )
        elif not isinstance(store, ContractStore):
            changes["store"] = ContractStore(contract, store, name)
    if contract.events is not None:
        write = runtime.stream_writer
        changes["stream_writer"] = lambda event: write(
            check_event(contract, event, name)
        )
    return runtime.override(**changes) if changes else runtime
