"""LangGraph's conversations, for generated code."""

from langgraph.graph.message import Messages, add_messages

__all__ = ["Messages", "add_messages"]
