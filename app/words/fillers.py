"""What a form is filled in with to be tried out: plain sentences, in the three languages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.models import FormSection, Question
from app.rules.attachments import DOCX, JPEG, PDF, FileGroup, FileRules
from app.rules.candidates import CandidateKind
from app.rules.forms import CONFIRMED, WRITTEN, QuestionKind
from app.rules.questions import TITLE
from app.rules.tables import every

_TITLES = {
    "nb": "Et prøveforslag fra Prøvedal",
    "nn": "Eit prøveforslag frå Prøvedal",
    "en": "A sample nomination from Prøvedal",
}
_TEXTS = {
    "nb": "Dette er en prøvetekst, så du ser hvor mye plass svaret tar. Kommunen har arbeidet med dette i flere år, sammen med innbyggerne og med andre som kjenner feltet. Målet var å gjøre hverdagen enklere for dem det gjelder. Resultatene er målt hvert halvår, og både det som virket og det som ikke virket, er skrevet ned så andre kan lære av det.",
    "nn": "Dette er ein prøvetekst, så du ser kor mykje plass svaret tek. Kommunen har arbeidd med dette i fleire år, saman med innbyggjarane og med andre som kjenner feltet. Målet var å gjere kvardagen enklare for dei det gjeld. Resultata er målte kvart halvår, og både det som verka og det som ikkje verka, er skrive ned så andre kan lære av det.",
    "en": "This is a sample text, so that you can see how much room the answer takes. The municipality has worked on this for several years, together with its residents and with others who know the field. The aim was to make everyday life easier for those concerned. Results have been measured every six months, and both what worked and what did not has been written down so that others can learn from it.",
}
_NAMES = {"nb": "Kari Prøve", "nn": "Kari Prøve", "en": "Kari Prøve"}
_FILE_NAMES = {"nb": "Prøvevedlegg", "nn": "Prøvevedlegg", "en": "Sample attachment"}
_NUMBER = 12
_SHARE = 0.8
"""How much of a word limit is filled."""
_WITHOUT_LIMIT = 60


def answers(form: Sequence[FormSection], language: str) -> dict[str, Any]:
    """Answer every question of a form, so that as many as can be are asked."""
    questions = [question for section in form for question in section.questions]
    wanted: dict[str, list[str]] = {}
    for question in questions:
        if question.shown_if:
            wanted.setdefault(question.shown_if["question"], []).append(question.shown_if["answer"])
    return {
        question.key: _answer(question, language, wanted.get(question.key, ()))
        for question in questions
    }


def attached(form: Sequence[FormSection], language: str) -> dict[str, Any]:
    """Answer the questions of a form that files answer: nobody can send one to try it out."""
    return {
        question.key: FILLS[question.kind](question, language, ())
        for section in form
        for question in section.questions
        if question.kind is QuestionKind.ATTACHMENT
    }


def _answer(question: Question, language: str, wanted: Sequence[str]) -> Any:
    if question.key == TITLE:
        return _cut(_TITLES[language], question.word_limit)
    return FILLS[question.kind](question, language, wanted)


def _prose(question: Question, language: str, _wanted: Sequence[str]) -> str:
    """Write sentences, up to a share of what there is room for; of a little room, all."""
    limit = question.word_limit or _WITHOUT_LIMIT
    room = limit if limit <= 10 else int(limit * _SHARE)
    words = _TEXTS[language].split()
    return _cut(" ".join(words * (room // len(words) + 1)), room)


def _cut(text: str, room: int | None) -> str:
    words = text.split()
    if room is None or len(words) <= room:
        return text
    return " ".join(words[:room]).rstrip(",.") + "."


def _number(question: Question, _language: str, _wanted: Sequence[str]) -> int:
    found = _NUMBER if question.high is None else min(_NUMBER, question.high)
    return found if question.low is None else max(found, question.low)


def _choice(question: Question, _language: str, wanted: Sequence[str]) -> str:
    keys = [option["key"] for option in question.options]
    return max(keys, key=wanted.count, default="")


def _choices(question: Question, _language: str, wanted: Sequence[str]) -> list[str]:
    keys = [option["key"] for option in question.options]
    return [key for place, key in enumerate(keys) if place < 2 or key in wanted]


def _contact(_question: Question, language: str, _wanted: Sequence[str]) -> Mapping[str, str]:
    return {"name": _NAMES[language], "email": "kari.prove@example.org", "phone": "22 22 22 22"}


def _files(question: Question, language: str, _wanted: Sequence[str]) -> list[dict[str, Any]]:
    """Name a file, which is nowhere, of the first type that is taken."""
    group = (*FileRules.of(question.files).groups, FileGroup.PDF)[0]
    made_up = {
        FileGroup.PICTURES: (JPEG, ".jpg"),
        FileGroup.PDF: (PDF, ".pdf"),
        FileGroup.OFFICE: (DOCX, ".docx"),
    }
    media_type, ending = made_up[group]
    return [
        {
            "sha256": "0" * 64,
            "shown": "0" * 64,
            "name": f"{_FILE_NAMES[language]}{ending}",
            "size": 482_000,
            "media_type": media_type,
            "alt": _FILE_NAMES[language] if group is FileGroup.PICTURES else "",
        }
    ]


FILLS: dict[QuestionKind, Callable[[Question, str, Sequence[str]], Any]] = {
    QuestionKind.SHORT_TEXT: _prose,
    QuestionKind.LONG_TEXT: _prose,
    QuestionKind.NUMBER: _number,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.DATE: lambda *_: "2025-05-15",
    QuestionKind.URL: lambda *_: "https://www.example.org/",
    QuestionKind.CONTACT: _contact,
    QuestionKind.CONFIRM: lambda *_: CONFIRMED,
    QuestionKind.ATTACHMENT: _files,
}
"""How a question of each kind is answered."""
every(QuestionKind, FILLS)

CANDIDATES: dict[CandidateKind, Mapping[str, Any]] = {
    CandidateKind.MUNICIPALITY: {"name": "Prøvedal kommune"},
    CandidateKind.ORGANISATION: {"name": "Stiftelsen Prøve"},
    CandidateKind.PLACE: {"name": "Prøvetorget", "details": {"where": "Prøvedal"}},
    CandidateKind.WORK: {
        "name": "Prøvebygget",
        "details": {
            "where": "Prøvedal",
            "parties": [
                {"name": "Prøvedal kommune", "role": "", "org_number": ""},
                {"name": "Prøve arkitekter", "role": "", "org_number": ""},
            ],
        },
    },
    CandidateKind.PERSON: {"name": "Kari Prøve", "details": {"affiliation": "Stiftelsen Prøve"}},
}
"""A candidate of each kind, invented, as it would be handed in."""
every(CandidateKind, CANDIDATES)


def word_count(form: Sequence[FormSection], given: Mapping[str, Any]) -> int:
    """Count the words that the jury would read."""
    return sum(
        len(str(given.get(question.key, "")).split())
        for section in form
        for question in section.questions
        if question.for_jury and question.kind in WRITTEN
    )
