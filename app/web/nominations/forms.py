"""What comes in from the nomination form. Its questions are data, so it is read by hand."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField

from app.models import Question
from app.rules.forms import QuestionKind
from app.rules.tables import every
from app.rules.texts import one_line
from app.services.nominations import candidates
from app.services.nominations.candidates import MOST_CANDIDATES, CandidateInput
from app.words.text import _l

CONTACT_PARTS = ("name", "email", "phone")
CONFIRMED = "yes"
WORDS_OF_A_LINE = 15
"""Up to so many words are written on one line."""
_WHOLE_NUMBER = re.compile(r"-?\d{1,9}")

Sent = MultiDict[str, str]


class WithdrawForm(FlaskForm):  # type: ignore[misc]
    """Why a nomination is withdrawn."""

    reason = TextAreaField(_l("Hvorfor trekker dere forslaget?"))


def field_name(key: str) -> str:
    """Name the field of a question, apart from the names that the page itself uses."""
    return f"answer-{key}"


def is_one_line(question: Question) -> bool:
    """Say whether a short text is so short that its field has one line, and no room for a break."""
    return (question.word_limit or 0) <= WORDS_OF_A_LINE


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
    return sent[name].strip() if name in sent else None


def _short(sent: Sent, name: str, question: Question) -> str | None:
    return (_line if is_one_line(question) else _text)(sent, name, question)


def _line(sent: Sent, name: str, _question: Question) -> str | None:
    return one_line(sent[name]).strip() if name in sent else None


def _whole_number(sent: Sent, name: str, _question: Question) -> int | str | None:
    return _number(one_line(sent[name]).strip()) if name in sent else None


def _choice(sent: Sent, name: str, _question: Question) -> str:
    return sent.get(name, "").strip()


def _choices(sent: Sent, name: str, question: Question) -> list[str]:
    chosen = sent.getlist(name)
    return [option["key"] for option in question.options if option["key"] in chosen]


def _contact(sent: Sent, name: str, _question: Question) -> dict[str, str]:
    return {part: one_line(sent.get(f"{name}-{part}", "")).strip() for part in CONTACT_PARTS}


def _confirm(sent: Sent, name: str, _question: Question) -> str:
    return CONFIRMED if sent.get(name) else ""


def _number(text: str) -> int | str:
    """Read a whole number; what is none is kept as it was written."""
    digits = re.sub(r"\s", "", text)
    return int(digits) if _WHOLE_NUMBER.fullmatch(digits) else text


READS: dict[QuestionKind, Callable[[Sent, str, Question], Any]] = {
    QuestionKind.SHORT_TEXT: _short,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.NUMBER: _whole_number,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.DATE: _line,
    QuestionKind.URL: _line,
    QuestionKind.CONTACT: _contact,
    QuestionKind.CONFIRM: _confirm,
}
"""How an answer to each kind of question is read; None where the page did not ask for it."""
every(QuestionKind, READS)


def read_candidates(session: Session, sent: Sent) -> list[CandidateInput]:
    """Read the candidates: municipalities first, then other bodies, each as it stands."""
    chosen = [
        candidates.municipality(session, one_line(written).strip()[:200])
        for written in sent.getlist("candidate")[:MOST_CANDIDATES]
    ]
    names, numbers = sent.getlist("other-name"), sent.getlist("other-number")
    others = [
        CandidateInput(name=one_line(name).strip()[:200], org_number=one_line(number).strip()[:20])
        for name, number in zip(names, numbers, strict=False)
    ]
    return chosen + others
