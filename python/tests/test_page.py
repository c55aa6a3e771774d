"""The program of LangGraph's page about Runtime, with the generated Context and State."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from generated.examples.greeting import GreetingContext as Context
from generated.examples.greeting import GreetingState as State
from generated.examples.greeting import GreetingStateGraph
from graphwright import CompiledContractGraph, ContractError
from langgraph.runtime import Runtime, get_runtime
from langgraph.store.memory import InMemoryStore


def make_graph() -> CompiledContractGraph[Any, Any, Any, Any]:
    store = InMemoryStore()
    store.put(("users",), "user_123", {"name": "Alice"})

    def personalized_greeting(state: State, runtime: Runtime[Context]) -> State:
        """Generate personalized greeting using runtime context and store."""
        user_id = runtime.context.user_id
        name = "unknown_user"
        if runtime.store and (memory := runtime.store.get(("users",), user_id)):
            name = memory.value["name"]

        response = f"Hello {name}! Nice to see you again."
        return {"response": response}

    return (
        GreetingStateGraph()
        .add_node("personalized_greeting", personalized_greeting)
        .set_entry_point("personalized_greeting")
        .set_finish_point("personalized_greeting")
        .compile(store=store)
    )


GREETING = {"response": "Hello Alice! Nice to see you again."}


def test_the_page_prints_its_greeting() -> None:
    assert make_graph().invoke({}, context=Context(user_id="user_123")) == GREETING


def test_a_dict_is_a_context_too_and_becomes_an_instance() -> None:
    assert make_graph().invoke({}, context={"user_id": "user_123"}) == GREETING


def test_the_page_runs_without_blocking() -> None:
    run = make_graph().ainvoke({}, context=Context(user_id="user_123"))
    assert asyncio.run(run) == GREETING


@pytest.mark.parametrize(
    ("context", "path", "keyword"),
    [
        (None, "/user_id", "required"),
        ({}, "/user_id", "required"),
        ({"user_id": ""}, "/user_id", "minLength"),
        ({"user_id": 7}, "/user_id", "type"),
        (Context(user_id=""), "/user_id", "minLength"),
        ([], "", "type"),
        ("user_123", "", "type"),
    ],
)
def test_a_wrong_context_is_refused_before_the_run(
    context: Any, path: str, keyword: str
) -> None:
    ran: list[str] = []

    def node(state: State) -> State:
        ran.append("node")
        return {}

    graph = (
        GreetingStateGraph().add_node("node", node).set_entry_point("node").compile()
    )
    with pytest.raises(ContractError) as refused:
        graph.invoke({}, context=context)
    assert refused.value.boundary == "context"
    assert [(issue.path, issue.keyword) for issue in refused.value.issues] == [
        (path, keyword)
    ]
    assert ran == []


def test_the_context_is_frozen() -> None:
    context: Any = Context(user_id="user_123")
    with pytest.raises(AttributeError):
        context.user_id = "user_456"


def test_get_runtime_has_the_context_from_anywhere_below_a_node() -> None:
    seen: list[str] = []

    def helper() -> None:
        seen.append(get_runtime(Context).context.user_id)

    def node(state: State) -> State:
        helper()
        return {}

    graph = (
        GreetingStateGraph().add_node("node", node).set_entry_point("node").compile()
    )
    graph.invoke({}, context=Context(user_id="user_123"))
    assert seen == ["user_123"]


def test_a_graph_inside_another_one_has_its_context() -> None:
    seen: list[str] = []

    def inner_node(state: State, runtime: Runtime[Context]) -> State:
        seen.append(runtime.context.user_id)
        return {"response": "inner"}

    inner = (
        GreetingStateGraph()
        .add_node("inner_node", inner_node)
        .set_entry_point("inner_node")
        .compile()
    )
    outer = (
        GreetingStateGraph().add_node("inner", inner).set_entry_point("inner").compile()
    )
    assert outer.invoke({}, context={"user_id": "user_123"}) == {"response": "inner"}
    assert seen == ["user_123"]


def test_the_graph_publishes_the_schemas_of_the_contract() -> None:
    graph = make_graph()
    context = graph.get_context_jsonschema()
    assert context is not None
    assert context["properties"]["user_id"]["minLength"] == 1
    assert "response" in graph.get_output_jsonschema()["properties"]
