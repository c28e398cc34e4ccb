"""The nomination form as data: kinds of questions, and what is wrong with an answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.rules.attachments import FileRules, is_picture
from app.rules.calendar import read_day
from app.rules.counting import count_characters
from app.rules.tables import every
from app.rules.web_addresses import is_web_address


class QuestionKind(StrEnum):
    """The kinds of question that a form can hold."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    URL = "url"
    CONTACT = "contact"
    CONFIRM = "confirm"
    ATTACHMENT = "attachment"


class FaultKind(StrEnum):
    """What can be wrong with an answer."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_MANY_CHARACTERS = "too_many_characters"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_URL = "not_a_url"
    NOT_A_DATE = "not_a_date"
    NOT_AN_OPTION = "not_an_option"
    BAD_EMAIL = "bad_email"
    TOO_MANY_FILES = "too_many_files"
    ALT_MISSING = "alt_missing"
    """A picture lacks the text for those who do not see it."""
    INFECTED_FILE = "infected_file"
    UNSCANNED_FILE = "unscanned_file"
    BAD_ORG_NUMBER = "bad_org_number"
    NAMELESS = "nameless"
    FIELD_MISSING = "field_missing"
    TOO_MANY = "too_many"
    OWN_PROPOSAL = "own_proposal"
    NO_MUNICIPALITY = "no_municipality"
    SEVERAL_MUNICIPALITIES = "several_municipalities"


@dataclass(frozen=True)
class Fault:
    """One fault of one answer, with the figures and names that a message needs."""

    key: str
    kind: FaultKind
    figures: Mapping[str, int]
    written: str = ""
    names: Sequence[str] = ()
    part: str = ""
    """Of a candidate, its kind and which of its fields: ``place.where``."""


@dataclass(frozen=True)
class Condition:
    """When a question is asked: if an earlier one is answered so."""

    question: str
    """The key of the question that comes before."""
    answer: str
    """The key of one of its options; of something to confirm, ``CONFIRMED``."""


@dataclass(frozen=True)
class QuestionSpec:
    """What the rules need to know of a question."""

    key: str
    kind: QuestionKind
    required: bool = False
    word_limit: int | None = None
    character_limit: int | None = None
    low: int | None = None
    high: int | None = None
    options: Sequence[str] = ()
    shown_if: Condition | None = None
    files: FileRules | None = None


CONFIRMED = "yes"
"""What is stored for something that was confirmed."""
DECIDING = frozenset({QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.CONFIRM})
"""Kinds whose answers can decide whether another question is asked."""


_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without a shape: hyphens and joiners that may be, marks of direction."""


def count_words(text: str) -> int:
    """Count words as people do: runs between white space, if anything is seen of them."""
    return sum(bool(run.strip(_UNSEEN)) for run in text.split())


_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")


def is_email(text: str) -> bool:
    """Say whether a text can be an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_empty(value: Any) -> bool:
    """Say whether an answer says nothing."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_empty(part) for part in value.values())
    if isinstance(value, int) and not isinstance(value, bool):
        return False  # nought is an answer too
    return not value


def asked(questions: Sequence[QuestionSpec], answers: Mapping[str, Any]) -> frozenset[str]:
    """Give the keys of the questions that are asked of somebody with these answers.

    A question rests on one that comes before it, and is not asked when that one is not.
    """
    kinds = {question.key: question.kind for question in questions}
    found: set[str] = set()
    for question in questions:
        on = question.shown_if
        if on is None or (
            on.question in found
            and is_answered_so(kinds[on.question], answers.get(on.question), on.answer)
        ):
            found.add(question.key)
    return frozenset(found)


def is_answered_so(kind: QuestionKind, value: Any, answer: str) -> bool:
    """Say whether an answer is the one, or among several holds the one, that is looked for."""
    given = fitting(kind, value)
    if is_empty(given):
        return False
    if kind is QuestionKind.CONFIRM:
        return answer == CONFIRMED
    return answer == given or (isinstance(given, list) and answer in given)


def faults(questions: Sequence[QuestionSpec], answers: Mapping[str, Any]) -> list[Fault]:
    """List every fault of the answers, in the order of the questions that are asked.

    An answer that is left out is a fault only where the question must be answered.
    """
    found = []
    wanted = asked(questions, answers)
    for question in questions:
        if question.key not in wanted:
            continue
        value = fitting(question.kind, answers.get(question.key))
        if is_empty(value):
            if question.required:
                found.append(Fault(question.key, FaultKind.MISSING, {}))
            continue
        fault = _fault(question, value)
        if fault:
            found.append(fault)
    return found


def _fault(question: QuestionSpec, value: Any) -> Fault | None:
    """Find the first fault of an answer that says something."""
    return CHECKS[question.kind](question, value)


def _no_fault(_question: QuestionSpec, _value: Any) -> None:
    """Find nothing: that something was sent is the answer."""


def _choice_fault(question: QuestionSpec, value: Any) -> Fault | None:
    chosen = [value] if isinstance(value, str) else value
    unknown = set(chosen) - set(question.options)
    return Fault(question.key, FaultKind.NOT_AN_OPTION, {}) if unknown else None


def _url_fault(question: QuestionSpec, value: str) -> Fault | None:
    return None if is_web_address(value) else Fault(question.key, FaultKind.NOT_A_URL, {})


def _date_fault(question: QuestionSpec, value: str) -> Fault | None:
    fault = Fault(question.key, FaultKind.NOT_A_DATE, {})
    return None if read_day(value) else fault


def _text_fault(question: QuestionSpec, value: Any) -> Fault | None:
    words = count_words(str(value))
    if question.word_limit is not None and words > question.word_limit:
        figures = {"words": words, "limit": question.word_limit}
        return Fault(question.key, FaultKind.TOO_LONG, figures)
    characters = count_characters(str(value))
    if question.character_limit is not None and characters > question.character_limit:
        figures = {"characters": characters, "limit": question.character_limit}
        return Fault(question.key, FaultKind.TOO_MANY_CHARACTERS, figures)
    return None


def _number_fault(question: QuestionSpec, value: Any) -> Fault | None:
    written = str(value).replace(" ", "").replace("\u00a0", "")
    if not _WHOLE_NUMBER.fullmatch(written):
        return Fault(question.key, FaultKind.NOT_A_NUMBER, {})
    number = int(written)
    low, high = question.low, question.high
    if (low is not None and number < low) or (high is not None and number > high):
        figures = {k: v for k, v in (("low", low), ("high", high)) if v is not None}
        return Fault(question.key, FaultKind.OUT_OF_RANGE, figures)
    return None


def _contact_fault(question: QuestionSpec, value: Mapping[str, str]) -> Fault | None:
    email = value.get("email", "").strip()
    if question.required and (is_empty(value.get("name", "")) or not email):
        return Fault(question.key, FaultKind.MISSING, {})
    if email and not is_email(email):
        return Fault(question.key, FaultKind.BAD_EMAIL, {})
    return None


def _attachment_fault(question: QuestionSpec, value: Sequence[Mapping[str, Any]]) -> Fault | None:
    rules = question.files
    if rules is not None and len(value) > rules.most:
        return Fault(question.key, FaultKind.TOO_MANY_FILES, {"most": rules.most})
    for file in value:
        if is_picture(file["media_type"]) and not file["alt"].strip():
            part = alt_key(question.key, file["sha256"])
            return Fault(question.key, FaultKind.ALT_MISSING, {}, file["name"], part=part)
    return None


def alt_key(question: str, sha256: str) -> str:
    """Name what is said of one picture: it is written, and may collide, by itself."""
    return f"{question}-alt-{sha256[:16]}"


CHECKS: dict[QuestionKind, Callable[[QuestionSpec, Any], Fault | None]] = {
    QuestionKind.SHORT_TEXT: _text_fault,
    QuestionKind.LONG_TEXT: _text_fault,
    QuestionKind.NUMBER: _number_fault,
    QuestionKind.CHOICE: _choice_fault,
    QuestionKind.CHOICES: _choice_fault,
    QuestionKind.URL: _url_fault,
    QuestionKind.DATE: _date_fault,
    QuestionKind.CONTACT: _contact_fault,
    QuestionKind.CONFIRM: _no_fault,
    QuestionKind.ATTACHMENT: _attachment_fault,
}
"""How an answer to each kind of question is checked."""
SHAPES: dict[QuestionKind, type | tuple[type, ...]] = {
    QuestionKind.SHORT_TEXT: str,
    QuestionKind.LONG_TEXT: str,
    QuestionKind.NUMBER: (int, str),
    QuestionKind.CHOICE: str,
    QuestionKind.CHOICES: list,
    QuestionKind.URL: str,
    QuestionKind.DATE: str,
    QuestionKind.CONTACT: dict,
    QuestionKind.CONFIRM: (str, bool),
    QuestionKind.ATTACHMENT: list,
}
"""What an answer to each kind of question is stored as."""
WRITTEN = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
"""Kinds that are answered in prose, which the jury reads and words are counted of."""
every(QuestionKind, CHECKS)
every(QuestionKind, SHAPES)


def fitting(kind: QuestionKind, value: Any) -> Any:
    """Give a stored answer if it has the shape of its kind, else None: no page stumbles over it."""
    if not isinstance(value, SHAPES[kind]):
        return None
    if kind is QuestionKind.ATTACHMENT and isinstance(value, list):
        return value if all(_is_file(part) for part in value) else None
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value if all(isinstance(part, str) for part in parts) else None


FILE = {"sha256": str, "name": str, "size": int, "media_type": str, "alt": str, "shown": str}
"""What an answer says of each attachment: what is kept, and what of it readers are shown."""


def _is_file(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(value.get(name), shape) for name, shape in FILE.items()
    )
