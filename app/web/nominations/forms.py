"""What comes in from the nomination form. Its questions are data, so it is read by hand."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField

from app.models import Question
from app.rules.candidates import MOST, CandidateKind
from app.rules.forms import CONFIRMED, QuestionKind
from app.rules.tables import every
from app.rules.texts import one_line
from app.services.nominations import alts, candidates
from app.services.nominations.candidates import CandidateInput, Party
from app.words.text import _l

CONTACT_PARTS = ("name", "email", "phone")
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


def _attached(_sent: Sent, _name: str, _question: Question) -> None:
    """Find nothing: files are sent by themselves, and only what is said of them stands in a field."""


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
    QuestionKind.ATTACHMENT: _attached,
}
"""How an answer to each kind of question is read; None where the page did not ask for it."""
every(QuestionKind, READS)


def read_alts(
    sent: Sent, answers: Mapping[str, Any], questions: Sequence[Question]
) -> dict[str, str]:
    """Read what is said of the files that answer some questions."""
    wanted = [
        key
        for question in questions
        if question.kind is QuestionKind.ATTACHMENT
        for key in alts.keys(answers, question.key)
    ]
    return {key: one_line(sent[field_name(key)]) for key in wanted if field_name(key) in sent}


def read_candidates(session: Session, sent: Sent) -> list[CandidateInput]:
    """Read the candidates, kind by kind, each as it stands."""
    chosen = [candidates.municipality(session, written) for written in _lines(sent, "candidate")]
    bodies = _beside(_lines(sent, "other-name"), _lines(sent, "other-number", 20))
    people = _beside(_lines(sent, "person-name"), _lines(sent, "person-affiliation"))
    return [
        *chosen,
        *(
            CandidateInput(name=name, org_number=number, kind=CandidateKind.ORGANISATION)
            for name, number in bodies
        ),
        *_located(session, sent, CandidateKind.PLACE),
        *_located(session, sent, CandidateKind.WORK),
        *(
            CandidateInput(name=name, affiliation=affiliation, kind=CandidateKind.PERSON)
            for name, affiliation in people
        ),
    ]


def _lines(sent: Sent, name: str, length: int = 200) -> list[str]:
    return [one_line(written).strip()[:length] for written in sent.getlist(name)[:MOST]]


def _beside(names: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair two fields of the same lines; a round need not ask for the second."""
    return zip_longest(names, others, fillvalue="")


def _located(session: Session, sent: Sent, kind: CandidateKind) -> list[CandidateInput]:
    """Read the places or the works."""
    names, wheres = _lines(sent, f"{kind}-name"), _lines(sent, f"{kind}-where")
    return [
        candidates.located(session, kind, name, where, _parties(sent, number))
        for number, (name, where) in enumerate(_beside(names, wheres), start=1)
    ]


def _parties(sent: Sent, work: int) -> list[Party]:
    names, roles, numbers = (
        _lines(sent, f"work-{work}-party-{part}", length)
        for part, length in (("name", 200), ("role", 100), ("number", 20))
    )
    return [Party(*one) for one in zip(names, roles, numbers, strict=False)]
