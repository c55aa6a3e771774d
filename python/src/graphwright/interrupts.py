"""Questions to people, and their answers."""

from __future__ import annotations

import json
from typing import Any

from langgraph.types import Command, interrupt

from .contract import Contract, Question
from .contract_error import ContractError
from .issue import Issue
from .langgraph_facts import current_node, mark_invalid_resume
from .schema import Accepted, Refused


class Interrupts:
    """The questions of a contract; generated code has a method for each."""

    def __init__(self, contract: Contract) -> None:
        self._contract = contract

    def _ask(self, name: str, value: Any) -> Any:
        """Asks a question: stops the run until it is answered, then returns the answer.

        The answer is checked before LangGraph takes it, so that a wrong one leaves the question open.
        """
        question = _question(self._contract, name, current_node())
        checked = self._contract.check(
            question.value, value, "interrupt", node=current_node()
        )
        asked = {"name": name, "value": checked}
        try:
            return interrupt(
                asked, response_schema=_answer_type(self._contract, question)
            )
        except _AnswerRefused as refused:
            error = refused.error
        mark_invalid_resume(error)
        raise error


def answer(
    contract: Contract, name: str, value: Any, id: str | None = None
) -> Command[Any]:
    """The command that answers a question and resumes the run. The answer is checked here already.

    id: The id of the interrupt; without it, the answer goes to the open question.
    """
    question = _question(contract, name, None)
    match question.resume.safe_parse(value):
        case Refused(issues):
            raise _refused(contract, question, issues)
        case Accepted():
            named = {"~question": name, "answer": value}
            return Command(resume=named if id is None else {id: named})


class _AnswerRefused(BaseException):
    """Carries an error through Pydantic, which would wrap it."""

    def __init__(self, error: ContractError) -> None:
        self.error = error


def _answer_type(contract: Contract, question: Question) -> Any:
    """A type that LangGraph checks an answer with, and publishes the schema of."""

    def check(given: Any) -> Any:
        value = given
        if isinstance(given, dict) and given.keys() == {"~question", "answer"}:
            meant = given["~question"]
            if meant != question.name:
                message = (
                    f"the answer is for the question {json.dumps(meant)}, "
                    f"and the one that is open is {json.dumps(question.name)}"
                )
                raise _AnswerRefused(
                    _refused(contract, question, (Issue("", "resume", message, ""),))
                )
            value = given["answer"]
        match question.resume.safe_parse(value):
            case Accepted(accepted):
                return accepted
            case Refused(issues):
                raise _AnswerRefused(_refused(contract, question, issues))

    class Answer:
        @classmethod
        def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
            from pydantic_core import core_schema

            return core_schema.no_info_plain_validator_function(check)

        @classmethod
        def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> Any:
            return question.resume.json_schema

    return Answer


def _question(contract: Contract, name: str, node: str | None) -> Question:
    question = contract.questions.get(name)
    if question is not None:
        return question
    known = ", ".join(json.dumps(each) for each in contract.questions) or "none"
    message = f"the contract has no interrupt {json.dumps(name)}; it has {known}"
    found: Question = contract.refuse(
        "interrupt", [Issue("", "interrupt", message, "")], node=node
    )
    return found


def _refused(
    contract: Contract, question: Question, issues: tuple[Issue, ...]
) -> ContractError:
    hint = (
        f"The interrupt {json.dumps(question.name)} is still open. "
        "Resume the thread with an answer that fits."
    )
    return ContractError(
        graph=contract.name,
        boundary="resume",
        node=current_node(),
        issues=issues,
        hint=hint,
    )
