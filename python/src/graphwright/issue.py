"""One thing that is wrong with a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong with a value. It never holds the value."""

    path: str
    """A JSON Pointer to the place in the value."""

    keyword: str
    """The keyword of JSON Schema that is violated."""

    message: str
    schema_path: str
    """Where the schema says it: the file, and a JSON Pointer in it."""

    def to_dict(self) -> dict[str, str]:
        """The issue as JSON, with the same names as in TypeScript."""
        return {
            "path": self.path,
            "keyword": self.keyword,
            "message": self.message,
            "schemaPath": self.schema_path,
        }


def list_issues(issues: tuple[Issue, ...]) -> str:
    """The issues as text, a line each."""
    return "\n".join(f"  - {issue.message}" for issue in issues)
