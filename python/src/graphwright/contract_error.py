"""The error of all checks."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from .issue import Issue, list_issues

Boundary: TypeAlias = Literal[
    "context",
    "input",
    "update",
    "output",
    "store",
    "event",
    "interrupt",
    "resume",
    "tool input",
    "tool output",
]
"""The places where a value is checked as it enters or leaves a graph."""


class SchemaError(ValueError):
    """A value does not fit a schema. The message has a line for each issue, and never the value."""

    def __init__(self, schema: str, issues: tuple[Issue, ...]) -> None:
        super().__init__(f"The value is not a valid {schema}:\n{list_issues(issues)}")
        self.schema = schema
        self.issues = issues

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.schema, self.issues))


class ContractError(ValueError):
    """A value does not fit its graph's contract. It is never retried, and never holds the value."""

    def __init__(
        self,
        *,
        graph: str,
        boundary: Boundary,
        issues: tuple[Issue, ...],
        node: str | None = None,
        hint: str | None = None,
    ) -> None:
        whose = "" if node is None else f' of node "{node}"'
        lines = [f'Graph "{graph}" refused the {boundary}{whose}:', list_issues(issues)]
        if hint is not None:
            lines.append(hint)
        super().__init__("\n".join(lines))
        self.graph = graph
        self.boundary: Boundary = boundary
        self.issues = issues
        self.node = node
        self.hint = hint

    def to_dict(self) -> dict[str, Any]:
        """Everything that the error says, as the JSON that TypeScript's `readContractError` reads."""
        found: dict[str, Any] = {
            "error": "ContractError",
            "message": str(self),
            "graph": self.graph,
            "boundary": self.boundary,
            "issues": [issue.to_dict() for issue in self.issues],
        }
        if self.node is not None:
            found["node"] = self.node
        if self.hint is not None:
            found["hint"] = self.hint
        return found

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            _restore,
            (self.graph, self.boundary, self.issues, self.node, self.hint),
        )


def _restore(
    graph: str,
    boundary: Boundary,
    issues: tuple[Issue, ...],
    node: str | None,
    hint: str | None,
) -> ContractError:
    return ContractError(
        graph=graph, boundary=boundary, issues=issues, node=node, hint=hint
    )
