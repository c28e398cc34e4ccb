"""What comes in from the nomination form. Its questions are data, so it is read by hand."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField

from app.models import Question
from app.rules.forms import QuestionKind
from app.rules.tables import every
from app.services.nominations.candidates import CandidateInput
from app.words.text import _l

CONTACT_PARTS = ("name", "email", "phone")
CONFIRMED = "yes"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_WHOLE_NUMBER = re.compile(r"-?\d{1,9}")
_ID = re.compile(r"\d{1,9}")

Sent = MultiDict[str, str]


class WithdrawForm(FlaskForm):  # type: ignore[misc]
    """Why a nomination is withdrawn."""

    reason = TextAreaField(_l("Hvorfor trekker dere forslaget?"))


def field_name(key: str) -> str:
    """Name the field of a question, apart from the names that the page itself uses."""
    return f"answer-{key}"


def clean(text: str) -> str:
    """Give a text as it is stored: line breaks of one kind, nothing that cannot be seen."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read_answers(sent: Sent, questions: Sequence[Question]) -> dict[str, Any]:
    """Read the answers to some questions, right or wrong: a draft may hold anything."""
    answers = {}
    for question in questions:
        value = _read(sent, question)
        if value is not None:
            answers[question.key] = value
    return answers


def _read(sent: Sent, question: Question) -> Any:
    """Read one answer; None where the page did not ask for it."""
    return READS[question.kind](sent, field_name(question.key), question)


def _text(sent: Sent, name: str, _question: Question) -> str | None:
    return clean(sent[name]) if name in sent else None


def _whole_number(sent: Sent, name: str, _question: Question) -> int | str | None:
    return _number(clean(sent[name])) if name in sent else None


def _choice(sent: Sent, name: str, _question: Question) -> str:
    return clean(sent.get(name, ""))


def _choices(sent: Sent, name: str, question: Question) -> list[str]:
    chosen = sent.getlist(name)
    return [option["key"] for option in question.options if option["key"] in chosen]


def _contact(sent: Sent, name: str, _question: Question) -> dict[str, str]:
    return {part: clean(sent.get(f"{name}-{part}", "")) for part in CONTACT_PARTS}


def _confirm(sent: Sent, name: str, _question: Question) -> str:
    return CONFIRMED if sent.get(name) else ""


def _number(text: str) -> int | str:
    """Read a whole number; what is none is kept as it was written."""
    digits = re.sub(r"\s", "", text)
    return int(digits) if _WHOLE_NUMBER.fullmatch(digits) else text


READS: dict[QuestionKind, Callable[[Sent, str, Question], Any]] = {
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.NUMBER: _whole_number,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.DATE: _text,
    QuestionKind.URL: _text,
    QuestionKind.CONTACT: _contact,
    QuestionKind.CONFIRM: _confirm,
}
"""How an answer to each kind of question is read; None where the page did not ask for it."""
every(QuestionKind, READS)


def read_candidates(sent: Sent) -> list[CandidateInput]:
    """Read the candidates: municipalities first, then other bodies, each as it stands."""
    chosen = [CandidateInput(int(value)) for value in sent.getlist("candidate") if is_id(value)]
    names, numbers = sent.getlist("other-name"), sent.getlist("other-number")
    others = [
        CandidateInput(name=clean(name)[:200], org_number=clean(number)[:20])
        for name, number in zip(names, numbers, strict=False)
    ]
    return chosen + others


def is_id(text: str) -> bool:
    """Say whether a text can be the number of a row."""
    return _ID.fullmatch(text) is not None
