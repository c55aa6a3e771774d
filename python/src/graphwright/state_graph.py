"""LangGraph's graphs, with what crosses their border checked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Generic

from langgraph.constants import START
from langgraph.graph.state import CompiledStateGraph
from langgraph.graph.state import StateGraph as LangGraphStateGraph
from langgraph.types import Command, RetryPolicy
from langgraph.typing import ContextT, InputT, OutputT, StateT
from typing_extensions import TypedDict

from .boundaries import check_command, check_input, check_output, check_update
from .channels import channels_of
from .context_object import ContextObject
from .contract import Contract
from .contract_error import ContractError
from .langgraph_facts import parent_context
from .node import checked_node
from .reducers import Reducer


class StateGraph(LangGraphStateGraph[StateT, ContextT, InputT, OutputT]):
    """LangGraph's `StateGraph` for a contract: generated code has one for each."""

    def __init__(
        self, contract: Contract, reducers: Mapping[str, Reducer] | None = None
    ) -> None:
        self.contract = contract
        self._own_channels: dict[str, Any] = dict(channels_of(contract, reducers or {}))
        super().__init__(
            contract.state_class,
            contract.context_class,  # type: ignore[arg-type]
            output_schema=_output_class(contract),
        )

    def _add_schema(self, schema: type[Any], /, allow_managed: bool = True) -> None:
        super()._add_schema(schema, allow_managed)
        # The same channels for all schemas: how a field is folded is the contract's to say.
        own = self._own_channels
        self.schemas[schema] = {
            key: own.get(key, held) for key, held in self.schemas[schema].items()
        }
        self.channels.update({key: own[key] for key in self.channels if key in own})

    def compile(
        self, *args: Any, **kwargs: Any
    ) -> CompiledContractGraph[StateT, ContextT, InputT, OutputT]:
        """The graph as LangGraph compiles it, with checks."""
        originals = {
            name: (spec.runnable, spec.retry_policy)
            for name, spec in self.nodes.items()
        }
        try:
            for name, spec in self.nodes.items():
                spec.runnable = checked_node(self.contract, name, spec.runnable)
                spec.retry_policy = _without_contract_errors(spec.retry_policy)
            compiled: Any = super().compile(*args, **kwargs)
        finally:
            for name, (runnable, retry_policy) in originals.items():
                self.nodes[name].runnable = runnable
                self.nodes[name].retry_policy = retry_policy
        # LangGraph has no place to name another class.
        compiled.__class__ = CompiledContractGraph
        found: CompiledContractGraph[StateT, ContextT, InputT, OutputT] = compiled
        return found


class CompiledContractGraph(
    CompiledStateGraph[StateT, ContextT, InputT, OutputT],
    Generic[StateT, ContextT, InputT, OutputT],
):
    """LangGraph's compiled graph, which checks by itself wherever it runs: also inside another one."""

    @property
    def contract(self) -> Contract:
        """What the graph was built for."""
        builder: Any = self.builder
        contract: Contract = builder.contract
        return contract

    def invoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any:
        """As in LangGraph. Raises `ContractError`."""
        return self._completed(super().invoke(input, config, **kwargs), kwargs)

    async def ainvoke(self, input: Any, config: Any = None, **kwargs: Any) -> Any:
        """As in LangGraph. Raises `ContractError`."""
        return self._completed(await super().ainvoke(input, config, **kwargs), kwargs)

    def stream(self, input: Any, config: Any = None, **kwargs: Any) -> Iterator[Any]:
        """As in LangGraph. Raises `ContractError`."""
        self._check_start(config, kwargs)
        yield from super().stream(self._checked_input(input), config, **kwargs)

    async def astream(
        self, input: Any, config: Any = None, **kwargs: Any
    ) -> AsyncIterator[Any]:
        """As in LangGraph. Raises `ContractError`."""
        self._check_start(config, kwargs)
        async for chunk in super().astream(
            self._checked_input(input), config, **kwargs
        ):
            yield chunk

    def _check_start(self, config: Any, kwargs: dict[str, Any]) -> None:
        given = kwargs.get("context")
        if given is None:
            given = parent_context(config)
            if isinstance(given, ContextObject) and not isinstance(
                given, self._context_class
            ):
                # What the graph around this one is told need not be what this one is.
                given = _parts_of(given, self.contract)
        kwargs["context"] = self.contract.check_context(given)

    @property
    def _context_class(self) -> type[ContextObject]:
        return self.contract.context_class or ContextObject

    def _checked_input(self, input: Any) -> Any:
        if input is None:
            return None
        if isinstance(input, Command):
            return check_command(self.contract, input, None)
        return check_input(self.contract, input)

    def _completed(self, result: Any, kwargs: dict[str, Any]) -> Any:
        """The end of a run, checked; of one that waits for an answer, as it is."""
        if (
            kwargs.get("stream_mode", "values") != "values"
            or kwargs.get("output_keys") is not None
        ):
            return result
        if any(kwargs.get(key) for key in ("interrupt_before", "interrupt_after")):
            return result
        if self.interrupt_before_nodes or self.interrupt_after_nodes:
            return result
        interrupts = getattr(result, "interrupts", None)
        if interrupts is not None:
            if interrupts or not isinstance(result.value, dict):
                return result
            return type(result)(
                value=check_output(self.contract, result.value), interrupts=()
            )
        if not isinstance(result, dict) or "__interrupt__" in result:
            return result
        return check_output(self.contract, result)

    def bulk_update_state(self, config: Any, supersteps: Any) -> Any:
        """As in LangGraph. Raises `ContractError`."""
        return super().bulk_update_state(config, self._checked_steps(supersteps))

    async def abulk_update_state(self, config: Any, supersteps: Any) -> Any:
        """As in LangGraph. Raises `ContractError`."""
        return await super().abulk_update_state(config, self._checked_steps(supersteps))

    def _checked_steps(self, supersteps: Sequence[Sequence[Any]]) -> list[list[Any]]:
        def checked(update: Any) -> Any:
            if update.values is None or update.as_node in ("__end__", "__copy__"):
                return update
            if update.as_node in (START, "__input__"):
                return update._replace(values=check_input(self.contract, update.values))
            return update._replace(
                values=check_update(self.contract, update.values, node=update.as_node)
            )

        return [[checked(update) for update in step] for step in supersteps]

    def get_input_jsonschema(self, config: Any = None) -> dict[str, Any]:
        """The contract's own schema."""
        return (self.contract.input or self.contract.update).json_schema

    def get_output_jsonschema(self, config: Any = None) -> dict[str, Any]:
        """The contract's own schema."""
        return (self.contract.output or self.contract.state).json_schema

    def get_context_jsonschema(self) -> dict[str, Any] | None:
        """The contract's own schema."""
        context = self.contract.context
        return None if context is None else context.json_schema


def _parts_of(context: ContextObject, contract: Contract) -> Any:
    from .context_object import to_json

    given = to_json(context)
    schema = contract.context
    if schema is None:
        return context
    known = schema.json_schema.get("properties")
    if known is None:
        return given
    return {key: value for key, value in given.items() if key in known}


def _output_class(contract: Contract) -> Any:
    """The fields that an output has, for LangGraph; None where it is the state."""
    if contract.output_fields is None:
        return None
    fields: dict[str, Any] = {
        name: Any for name in contract.fields if name in contract.output_fields
    }
    return TypedDict("Output", fields)  # type: ignore[operator]


def _without_contract_errors(policy: Any) -> Any:
    """A policy that does not try again what would be refused again."""
    if policy is None:
        return None
    if isinstance(policy, RetryPolicy):
        retry_on: Any = policy.retry_on

        def is_worth_it(error: Exception) -> bool:
            if isinstance(error, ContractError):
                return False
            if isinstance(retry_on, type):
                return isinstance(error, retry_on)
            if isinstance(retry_on, Sequence):
                return isinstance(error, tuple(retry_on))
            return bool(retry_on(error))

        return policy._replace(retry_on=is_worth_it)
    return [_without_contract_errors(each) for each in policy]
