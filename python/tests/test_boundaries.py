"""What crosses the border of a graph is checked, and what is wrong with it is told."""

from __future__ import annotations

import pickle
import traceback
from typing import Any

import pytest
from generated.examples.support_agent import (
    SupportAgentRuntime,
    SupportAgentState,
    SupportAgentStateGraph,
    SupportAgentUpdate,
    support_agent_contract,
    support_agent_interrupts,
)
from graphwright import ContractError, answer
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.store.memory import InMemoryStore
from langgraph.types import Command, Overwrite

SECRET = "sk-0123456789abcdef"
CONTEXT: dict[str, Any] = {
    "user": {"id": "user_1", "name": "Ada", "plan": "team"},
    "credentials": {"api_key": SECRET},
}
INPUT: dict[str, Any] = {
    "ticket": {"id": "T-1", "subject": "It is broken"},
    "messages": [{"role": "user", "content": "Help!"}],
}
THREAD: Any = {"configurable": {"thread_id": "1"}}


def graph_of(node: Any) -> Any:
    graph = SupportAgentStateGraph().add_node("agent", node).set_entry_point("agent")
    return graph.compile(store=InMemoryStore(), checkpointer=InMemorySaver())


def run(node: Any, context: Any = CONTEXT) -> Any:
    return graph_of(node).invoke(INPUT, THREAD, context=context)


def refused(node: Any) -> ContractError:
    with pytest.raises(ContractError) as found:
        run(node)
    return found.value


def test_a_node_sees_defaults_and_attributes_at_every_level() -> None:
    seen: dict[str, Any] = {}

    def node(
        state: SupportAgentState, runtime: SupportAgentRuntime
    ) -> SupportAgentUpdate:
        context = runtime.context
        seen["context"] = (context.user.name, context.locale, context.limits.tool_calls)
        seen["money"] = context.limits.refund.currency
        seen["email"] = context.user.email
        seen["ticket"] = state["ticket"]
        seen["fields"] = (
            state["actions"],
            state["tool_calls"],
            state["intent"],
            state["facts"],
        )
        seen["message"] = state["messages"][0]
        return {}

    run(node)
    assert seen["context"] == ("Ada", "en", 25)
    assert seen["money"] == "EUR"
    assert seen["email"] is None
    assert seen["ticket"]["priority"] == "normal"
    assert seen["ticket"]["status"] == {"state": "open"}
    assert seen["fields"] == ([], 0, None, {})
    assert isinstance(seen["message"], HumanMessage)
    assert INPUT["ticket"] == {"id": "T-1", "subject": "It is broken"}


def test_updates_are_folded_by_the_reducers_of_the_schema() -> None:
    graph = SupportAgentStateGraph()
    steps: list[SupportAgentUpdate] = [
        {
            "actions": [{"kind": "reply", "text": "a"}],
            "tool_calls": 1,
            "risk": 0.5,
            "sources": ["https://x.test"],
        },
        {
            "actions": [{"kind": "reply", "text": "b"}],
            "tool_calls": 2,
            "risk": 0.25,
            "sources": ["https://x.test", "https://y.test"],
        },
        {"facts": {"a": 1}},
        {"facts": {"b": True}, "sources": Overwrite(["https://z.test"])},
    ]

    def returning(step: SupportAgentUpdate) -> Any:
        return lambda state: step

    for index, step in enumerate(steps):
        graph.add_node(f"n{index}", returning(step))
    graph.set_entry_point("n0")
    for index in range(len(steps) - 1):
        graph.add_edge(f"n{index}", f"n{index + 1}")
    compiled = graph.compile(store=InMemoryStore(), checkpointer=InMemorySaver())
    compiled.invoke(INPUT, THREAD, context=CONTEXT)
    values = compiled.get_state(THREAD).values
    assert [action["text"] for action in values["actions"]] == ["a", "b"]
    assert values["tool_calls"] == 3
    assert values["risk"] == 0.5
    assert values["sources"] == ["https://z.test"]
    assert values["facts"] == {"a": 1, "b": True}


@pytest.mark.parametrize(
    ("update", "path", "keyword"),
    [
        ({"intnt": "refund"}, "", "additionalProperties"),
        ({"risk": "high"}, "/risk", "type"),
        ({"risk": 2}, "/risk", "maximum"),
        ({"tool_calls": float("nan")}, "/tool_calls", "type"),
        ({"actions": [{"kind": "reply"}]}, "/actions/0/text", "required"),
        ({"actions": [{"kind": "refnd"}]}, "/actions/0/kind", "oneOf"),
        ({"sources": Overwrite("x")}, "/sources", "type"),
        ({"draft": b"bytes"}, "/draft", "type"),
        ({"draft": object()}, "/draft", "type"),
        ({"messages": [5]}, "/messages/0", "messages"),
        ("text", "", "type"),
        (["text"], "", "type"),
        ({1: 2}, "", "type"),
        (Command(update={"risk": 2}), "/risk", "maximum"),
    ],
)
def test_a_wrong_update_is_refused(update: Any, path: str, keyword: str) -> None:
    error = refused(lambda _: update)
    assert (error.graph, error.boundary, error.node) == (
        "support-agent",
        "update",
        "agent",
    )
    assert [(issue.path, issue.keyword) for issue in error.issues] == [(path, keyword)]


def test_nothing_of_a_refused_update_is_applied_and_the_thread_can_be_resumed() -> None:
    updates: list[Any] = [{"intent": "question", "risk": 2}, {"intent": "refund"}]
    graph = graph_of(lambda _: updates.pop(0))
    with pytest.raises(ContractError):
        graph.invoke(INPUT, THREAD, context=CONTEXT)
    assert graph.get_state(THREAD).values["intent"] is None
    graph.invoke(None, THREAD, context=CONTEXT)
    assert graph.get_state(THREAD).values["intent"] == "refund"


def test_a_wrong_input_writes_no_checkpoint() -> None:
    graph = graph_of(lambda _: {})
    with pytest.raises(ContractError) as found:
        graph.invoke(
            {"ticket": {"id": "X", "subject": "s"}, "messages": []},
            THREAD,
            context=CONTEXT,
        )
    assert found.value.boundary == "input"
    assert {issue.path for issue in found.value.issues} == {"/ticket/id", "/messages"}
    assert graph.get_state(THREAD).values == {}


def test_secrets_are_never_shown() -> None:
    wrong = {**CONTEXT, "credentials": {"api_key": "sk-short", "expires_at": SECRET}}
    with pytest.raises(ContractError) as found:
        run(lambda _: {}, wrong)
    shown = "".join(traceback.format_exception(found.value)) + repr(
        found.value.to_dict()
    )
    assert "sk-short" not in shown
    assert SECRET not in shown

    def node(
        state: SupportAgentState, runtime: SupportAgentRuntime
    ) -> SupportAgentUpdate:
        raise RuntimeError(
            f"failed with {runtime.context!r} and {runtime.context.credentials}"
        )

    with pytest.raises(RuntimeError) as failed:
        run(node)
    assert SECRET not in str(failed.value)
    assert "user=…" in str(failed.value)


def test_events_and_the_store_are_checked_as_they_cross() -> None:
    events: list[Any] = []

    def node(
        state: SupportAgentState, runtime: SupportAgentRuntime
    ) -> SupportAgentUpdate:
        assert runtime.store is not None
        runtime.stream_writer({"type": "typing"})
        note = {"text": "likes tea", "written_at": "2026-01-01T00:00:00Z"}
        runtime.store.put(("users", "user_1", "notes"), "a", note)
        item = runtime.store.get(("users", "user_1", "notes"), "a")
        assert item is not None and item.value["text"] == "likes tea"
        return {}

    for chunk in graph_of(node).stream(
        INPUT, THREAD, context=CONTEXT, stream_mode="custom"
    ):
        events.append(chunk)
    assert events == [{"type": "typing"}]

    def wrong_event(state: SupportAgentState, runtime: SupportAgentRuntime) -> None:
        runtime.stream_writer({"type": "progress"})

    assert refused(wrong_event).boundary == "event"

    def wrong_item(state: SupportAgentState, runtime: SupportAgentRuntime) -> None:
        assert runtime.store is not None
        runtime.store.put(("users", "user_1", "notes"), "a", {"text": ""})

    error = refused(wrong_item)
    assert error.boundary == "store"
    assert error.hint is not None and '"a"' in error.hint

    def wrong_namespace(state: SupportAgentState, runtime: SupportAgentRuntime) -> None:
        assert runtime.store is not None
        runtime.store.get(("user", "user_1", "notes"), "a")

    assert refused(wrong_namespace).issues[0].keyword == "namespace"


def test_questions_and_answers_are_checked_and_a_wrong_answer_leaves_the_question_open() -> (
    None
):
    def node(state: SupportAgentState) -> SupportAgentUpdate:
        decision = support_agent_interrupts.approve_refund(
            {
                "kind": "refund",
                "order_id": "o1",
                "amount": {"amount": 5, "currency": "EUR"},
            }
        )
        return {"intent": "refund" if decision["approved"] else "complaint"}

    graph = graph_of(node)
    result = graph.invoke(INPUT, THREAD, context=CONTEXT)
    (asked,) = result["__interrupt__"]
    assert asked.value["name"] == "approve_refund"
    assert asked.value["value"]["reason"] == "goodwill"
    with pytest.raises(ContractError) as wrong:
        answer(support_agent_contract, "approve_refund", {"approved": "yes"})
    assert wrong.value.boundary == "resume"
    with pytest.raises(ContractError) as late:
        graph.invoke(Command(resume={"approved": "yes"}), THREAD, context=CONTEXT)
    assert [issue.path for issue in late.value.issues] == ["/approved"]
    with pytest.raises(ContractError):
        graph.invoke(
            answer(support_agent_contract, "choose_team", "billing"),
            THREAD,
            context=CONTEXT,
        )
    graph.invoke(
        answer(support_agent_contract, "approve_refund", {"approved": True}),
        THREAD,
        context=CONTEXT,
    )
    assert graph.get_state(THREAD).values["intent"] == "refund"


def test_the_output_is_checked_and_only_has_its_fields() -> None:
    result = run(lambda _: {"draft": "hello"})
    assert set(result) <= {"ticket", "actions", "sources"}
    assert result["ticket"]["id"] == "T-1"


def test_errors_survive_pickling() -> None:
    error = refused(lambda _: {"risk": 2})
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.issues, copy.node) == (str(error), error.issues, error.node)
