"""What was handed in with a nomination, as it is read: questions in order, answers in words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.models import FormSection, NominationVersion, Question, Texts
from app.rules.forms import QuestionKind, fitting
from app.rules.tables import every
from app.rules.web_addresses import is_web_address
from app.rules.writing_aids import WRITING_AIDS
from app.rules.writing_aids import fitting as fitting_declaration
from app.words import attachments, formats
from app.words.attachments import FileInWords
from app.words.nominations import writing_aids
from app.words.text import _


@dataclass(frozen=True)
class AnswerInWords:
    """One answer to one question."""

    key: str
    label: Texts
    for_jury: bool
    is_public: bool
    prose: Sequence[str] = field(default=())
    """The paragraphs of what somebody wrote."""
    lines: Sequence[str] = field(default=())
    """Short answers, one a line."""
    url: str = ""
    """An address that can be followed."""
    files: Sequence[FileInWords] = field(default=())
    """Attachments."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not (self.prose or self.lines or self.url or self.files)


@dataclass(frozen=True)
class AnsweredSection:
    """One part of the form with its answers."""

    key: str
    title: Texts
    answers: Sequence[AnswerInWords]


def sections(form: Sequence[FormSection], version: NominationVersion) -> list[AnsweredSection]:
    """Lay out a version by the questions that were asked, in the order of the form."""
    asked = frozenset(key for part in version.content["form"] for key in part)
    return lay_out(form, version.content["answers"], asked)


def lay_out(
    form: Sequence[FormSection], answers: Mapping[str, Any], asked: Collection[str]
) -> list[AnsweredSection]:
    """Lay out answers, handed in or not, by the questions that are asked, in their order.

    A part of which nothing is asked is left out, but for the first, which has the candidates.
    """
    laid_out = [
        AnsweredSection(
            section.key,
            section.title,
            [read(q, answers.get(q.key)) for q in section.questions if q.key in asked],
        )
        for section in form
    ]
    shown = [part for place, part in enumerate(laid_out) if part.answers or not place]
    return shown + _declared(answers)


def _declared(answers: Mapping[str, Any]) -> list[AnsweredSection]:
    """Give the declaration of writing aids as the last part, where there is one."""
    said = declaration(answers)
    title = {formats.language(): writing_aids.title()}
    return [AnsweredSection(WRITING_AIDS, title, [said])] if said else []


def declaration(answers: Mapping[str, Any]) -> AnswerInWords | None:
    """Put the declaration of writing aids into words; none where nothing is declared."""
    said = fitting_declaration(answers.get(WRITING_AIDS))
    if not said["used"]:
        return None
    return AnswerInWords(
        WRITING_AIDS,
        {formats.language(): _("Skriveverktøy brukt i arbeidet med forslaget")},
        for_jury=True,
        is_public=False,
        prose=formats.paragraphs(said["what"]),
        lines=() if said["what"] else [writing_aids.in_short(said)],
    )


def read(question: Question, value: Any) -> AnswerInWords:
    """Put one answer into words."""
    given: dict[str, Any] = {}
    if value not in (None, "", [], {}):
        fits = fitting(question.kind, value) is not None
        given = (SHOWS[question.kind] if fits else _line)(question, value)
    return AnswerInWords(
        question.key, question.label, question.for_jury, question.is_public, **given
    )


def said(text: str) -> AnswerInWords:
    """Put into words what is said of a picture."""
    return AnswerInWords("", {}, for_jury=False, is_public=False, prose=[text] if text else [])


def _prose(_question: Question, value: Any) -> dict[str, Any]:
    return {"prose": formats.paragraphs(str(value))}


def _line(_question: Question, value: Any) -> dict[str, Any]:
    return {"lines": [str(value)]}


def _address(question: Question, value: Any) -> dict[str, Any]:
    if is_web_address(value):
        return {"url": value}
    return _line(question, value)


def _contact(_question: Question, value: Any) -> dict[str, Any]:
    parts = (value.get("name"), value.get("email"), value.get("phone"))
    return {"lines": [part for part in parts if part]}


def _chosen(question: Question, value: Any) -> dict[str, Any]:
    chosen = [value] if isinstance(value, str) else value
    return {"lines": [_option(question, key) for key in chosen]}


def _confirmed(_question: Question, _value: Any) -> dict[str, Any]:
    return {"lines": [_("Bekreftet")]}


def _attached(_question: Question, value: Any) -> dict[str, Any]:
    return {"files": attachments.all_in_words(value)}


def _option(question: Question, key: str) -> str:
    labels = {option["key"]: option["label"] for option in question.options}
    return formats.in_language(labels[key]) if key in labels else key


SHOWS: dict[QuestionKind, Callable[[Question, Any], dict[str, Any]]] = {
    QuestionKind.SHORT_TEXT: _prose,
    QuestionKind.LONG_TEXT: _prose,
    QuestionKind.NUMBER: _line,
    QuestionKind.CHOICE: _chosen,
    QuestionKind.CHOICES: _chosen,
    QuestionKind.DATE: _line,
    QuestionKind.URL: _address,
    QuestionKind.CONTACT: _contact,
    QuestionKind.CONFIRM: _confirmed,
    QuestionKind.ATTACHMENT: _attached,
}
"""How an answer to each kind of question is shown."""
every(QuestionKind, SHOWS)
