"""The fields of a state as LangGraph's channels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from langgraph.channels.base import BaseChannel
from langgraph.errors import EmptyChannelError, InvalidUpdateError
from typing_extensions import Self

from .contract import Contract, Field
from .contract_error import ContractError
from .issue import Issue
from .json_value import copy_json
from .langgraph_facts import MISSING, overwritten
from .pointer import escape_key
from .reducers import BUILT_IN, Reducer
from .schema import Accepted, Refused


class FieldChannel(BaseChannel[Any, Any, Any]):
    """A field of a state: starts as the contract says, and is folded by its reducer."""

    def __init__(
        self, contract: Contract, field: Field, reducer: Reducer | None
    ) -> None:
        super().__init__(Any)
        self._contract = contract
        self._field = field
        self._reducer = reducer
        self._value: Any = initial_value(contract, field)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FieldChannel) and other._field is self._field

    __hash__ = None  # type: ignore[assignment]

    @property
    def ValueType(self) -> Any:
        """What LangGraph asks of every channel."""
        return Any

    @property
    def UpdateType(self) -> Any:
        """What LangGraph asks of every channel."""
        return Any

    def copy(self) -> Self:
        """A channel of the same field with the same value."""
        return self._with(self._value)

    def from_checkpoint(self, checkpoint: Any) -> Self:
        """A channel of the same field with what a checkpoint holds."""
        if checkpoint is MISSING:
            return self._with(initial_value(self._contract, self._field))
        return self._with(checkpoint)

    def checkpoint(self) -> Any:
        """What a checkpoint holds: nothing of an untracked field."""
        return self._value if self._field.tracked else MISSING

    def _with(self, value: Any) -> Self:
        channel = type(self)(self._contract, self._field, self._reducer)
        channel.key = self.key
        channel._value = value
        return channel

    def get(self) -> Any:
        """The value. Raises `EmptyChannelError`."""
        if self._value is MISSING:
            raise EmptyChannelError()
        return self._value

    def is_available(self) -> bool:
        """Whether the field holds anything."""
        return self._value is not MISSING

    def update(self, values: Sequence[Any]) -> bool:
        """Folds the updates of a step."""
        if not values:
            return False
        if self._reducer is None:
            return self._replace(values)
        replacements = [found for value in values if (found := overwritten(value))[0]]
        if len(replacements) > 1:
            raise InvalidUpdateError(
                "Can receive only one Overwrite value per super-step."
            )
        if replacements:
            ((_, whole),) = replacements
            self._value = (
                BUILT_IN["messages"][0]([], whole) if self._is_messages else whole
            )
            return True
        self._value = self._fold(values)
        return True

    def _replace(self, values: Sequence[Any]) -> bool:
        if len(values) > 1 and self._field.tracked:
            raise InvalidUpdateError(
                f"At key '{self.key}': Can receive only one value per step. "
                "Name a reducer in the schema to fold several."
            )
        is_overwrite, whole = overwritten(values[-1])
        self._value = whole if is_overwrite else values[-1]
        return True

    @property
    def _is_messages(self) -> bool:
        return self._field.reducer == "messages"

    def _fold(self, values: Sequence[Any]) -> Any:
        reducer = self._reducer
        assert reducer is not None
        value = self._value
        try:
            for update in values:
                if value is not MISSING:
                    value = reducer(value, update)
                elif self._field.reducer in BUILT_IN:
                    empty = BUILT_IN[self._field.reducer][1]
                    value = update if empty is None else reducer(empty(), update)
                else:
                    value = reducer(None, update) if self._field.is_distinct else update
        except Exception as error:
            raise self._failed(str(error)) from error
        if not self._is_messages:
            self._check(value)
        return value

    def _check(self, value: Any) -> None:
        """What updates were folded to has to fit; of a field that is merged, only what is there."""
        contract = self._contract
        schema = (
            contract.update if self._field.reducer == "merge" else contract.overwrite
        )
        match schema.safe_parse({self._field.name: value}):
            case Refused(issues):
                reasons = "; ".join(issue.message for issue in issues)
                raise self._failed(f"its result does not fit: {reasons}")
            case Accepted():
                return

    def _failed(self, reason: str) -> ContractError:
        path = f"/{escape_key(self._field.name)}"
        message = f'{path} can\'t be updated: its reducer "{self._field.reducer}" failed: {reason}'
        issue = Issue(path, "x-reducer", message, "")
        return ContractError(
            graph=self._contract.name, boundary="update", issues=(issue,)
        )


def initial_value(contract: Contract, field: Field) -> Any:
    """What a field holds before its first update; made anew each time."""
    if field.has_default:
        match contract.overwrite.safe_parse({field.name: copy_json(field.default)}):
            case Accepted(value):
                whole = value[field.name]
            case Refused():
                whole = copy_json(field.default)
        return (
            BUILT_IN["messages"][0]([], whole) if field.reducer == "messages" else whole
        )
    empty: Callable[[], Any] | None = BUILT_IN.get(field.reducer, (None, None))[1]
    return MISSING if field.is_absent or empty is None else empty()


def channels_of(
    contract: Contract, reducers: Mapping[str, Reducer]
) -> dict[str, FieldChannel]:
    """A channel for each field. Raises `TypeError` where a reducer was not supplied."""
    return {
        name: FieldChannel(contract, field, _reducer_of(contract, field, reducers))
        for name, field in contract.fields.items()
    }


def _reducer_of(
    contract: Contract, field: Field, reducers: Mapping[str, Reducer]
) -> Reducer | None:
    if field.reducer == "replace":
        return None
    if field.reducer in BUILT_IN:
        return BUILT_IN[field.reducer][0]
    supplied = reducers.get(field.reducer)
    if supplied is None:
        raise TypeError(
            f'Graph "{contract.name}": the field "{field.name}" needs the reducer "{field.reducer}", '
            f"which was not supplied. Pass it to the constructor: "
            f'…StateGraph({{"{field.reducer}": lambda current, update: …}}).'
        )
    return supplied
