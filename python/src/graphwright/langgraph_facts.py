"""What is known of LangGraph and not documented, and nothing else."""

from __future__ import annotations

from typing import Any

from langchain_core.runnables.config import ensure_config, var_child_runnable_config
from langgraph._internal._constants import CONF, CONFIG_KEY_RUNTIME
from langgraph._internal._runnable import RunnableCallable
from langgraph._internal._typing import MISSING
from langgraph.channels.binop import _get_overwrite  # pyright: ignore[reportPrivateUsage]
from langgraph.errors import _mark_invalid_resume  # pyright: ignore[reportPrivateUsage]
from langgraph.runtime import Runtime

__all__ = [
    "MISSING",
    "RunnableCallable",
    "current_config",
    "current_node",
    "mark_invalid_resume",
    "overwritten",
    "parent_context",
    "runtime_of",
    "with_runtime",
]

current_config = var_child_runnable_config
"""The config of the node that is running, as `get_config` finds it."""


def current_node() -> str | None:
    """The node that is running; None outside of nodes."""
    config = current_config.get()
    metadata = {} if config is None else config.get("metadata", {})
    found = metadata.get("langgraph_node")
    return found if isinstance(found, str) else None


def runtime_of(config: Any) -> Runtime[Any] | None:
    """The runtime of the node that a config is for."""
    found = config.get(CONF, {}).get(CONFIG_KEY_RUNTIME)
    return found if isinstance(found, Runtime) else None


def with_runtime(config: Any, runtime: Runtime[Any]) -> Any:
    """The config with another runtime."""
    return {**config, CONF: {**config.get(CONF, {}), CONFIG_KEY_RUNTIME: runtime}}


def parent_context(config: Any) -> Any:
    """The context of the run that a graph is called in; None where there is none."""
    held = ensure_config(config).get(CONF, {}).get(CONFIG_KEY_RUNTIME)
    return getattr(held, "context", None)


def overwritten(value: Any) -> tuple[bool, Any]:
    """Whether an update replaces a field, and with what."""
    is_overwrite, replacement = _get_overwrite(value)
    return is_overwrite, replacement


def mark_invalid_resume(error: BaseException) -> None:
    """Has LangGraph keep the question open."""
    _mark_invalid_resume(error)
