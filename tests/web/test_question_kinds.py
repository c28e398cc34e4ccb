"""The kinds of question: each is asked, read, checked and shown, in every layer by a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict

from app.models import Question
from app.rules import forms as rules
from app.rules.forms import FaultKind, QuestionKind
from app.services import nominations, phases, rounds
from app.web.nominations.forms import READS, field_name, read_answers
from app.words.nominations import answers
from tests.clients import client_of
from tests.factories import World, texts

OPTIONS = [{"key": key, "label": texts(f"Valg {key}")} for key in ("a", "b")]


@dataclass(frozen=True)
class Example:
    """An answer to one kind of question, from the field to the page; and one that is wrong.

    sent: by what comes after the name of the field.
    shown: the attributes of the answer in words that say something.
    """

    sent: Mapping[str, str | list[str]]
    stored: Any
    shown: Mapping[str, Any]
    wrong: Any = None
    fault: FaultKind | None = None
    is_sent: bool = True
    """Whether it is read from a field: files are sent by themselves."""


PERSON = {"name": "Åse", "email": "ase@example.org", "phone": ""}
PICTURE = {
    "sha256": "1" * 64,
    "shown": "1" * 64,
    "name": "Torget.jpg",
    "size": 2_100_000,
    "media_type": "image/jpeg",
    "alt": "Et torg",
}
EXAMPLES = {
    QuestionKind.SHORT_TEXT: Example(
        {"": " Ett svar "}, "Ett svar", {"prose": ["Ett svar"]}, "ord " * 31, FaultKind.TOO_LONG
    ),
    QuestionKind.LONG_TEXT: Example(
        {"": "En.\n\nTo."},
        "En.\n\nTo.",
        {"prose": ["En.", "To."]},
        "ord " * 31,
        FaultKind.TOO_LONG,
    ),
    QuestionKind.NUMBER: Example(
        {"": "1 200"}, 1200, {"lines": ["1200"]}, "tolv", FaultKind.NOT_A_NUMBER
    ),
    QuestionKind.CHOICE: Example(
        {"": "b"}, "b", {"lines": ["Valg b"]}, "c", FaultKind.NOT_AN_OPTION
    ),
    QuestionKind.CHOICES: Example(
        {"": ["b", "a", "c"]},
        ["a", "b"],
        {"lines": ["Valg a", "Valg b"]},
        ["c"],
        FaultKind.NOT_AN_OPTION,
    ),
    QuestionKind.DATE: Example(
        {"": "2026-05-17"},
        "2026-05-17",
        {"lines": ["2026-05-17"]},
        "17. mai",
        FaultKind.NOT_A_DATE,
    ),
    QuestionKind.URL: Example(
        {"": "https://example.org/a"},
        "https://example.org/a",
        {"url": "https://example.org/a"},
        "javascript:alert(1)",
        FaultKind.NOT_A_URL,
    ),
    QuestionKind.CONTACT: Example(
        {f"-{part}": value for part, value in PERSON.items()},
        PERSON,
        {"lines": ["Åse", "ase@example.org"]},
        {"name": "Åse", "email": "ase"},
        FaultKind.BAD_EMAIL,
    ),
    QuestionKind.CONFIRM: Example({"": "yes"}, "yes", {"lines": ["Bekreftet"]}),
    QuestionKind.ATTACHMENT: Example(
        {},
        [PICTURE],
        {"files": [("Torget.jpg", "Bilde, 2,0 MB", "1" * 64, "Et torg")]},
        [{**PICTURE, "alt": " "}],
        FaultKind.ALT_MISSING,
        is_sent=False,
    ),
}


def question(kind: QuestionKind) -> Question:
    return Question(**columns(kind))


def columns(kind: QuestionKind) -> dict[str, Any]:
    """Describe a question of a kind, as a form does."""
    is_written = kind in rules.WRITTEN
    is_chosen = kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}
    return {
        "key": kind.value,
        "kind": kind,
        "label": texts(f"Spørsmål {kind}"),
        "help": texts("Hjelp"),
        "required": False,
        "word_limit": 30 if is_written else None,
        "options": OPTIONS if is_chosen else [],
        "for_jury": True,
        "is_public": False,
        "files": {"groups": ["pictures"], "most": 2, "megabytes": 5}
        if kind is QuestionKind.ATTACHMENT
        else {},
    }


def test_every_kind_has_a_row_in_every_layer(app: Flask) -> None:
    template = app.jinja_env.get_template("nominations/question.html")
    with app.test_request_context():
        drawn = template.make_module(dict(app.jinja_env.globals)).fields
    kinds = set(QuestionKind)
    assert kinds == rules.CHECKS.keys() == READS.keys() == answers.SHOWS.keys() == EXAMPLES.keys()
    assert kinds == drawn.keys()


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_answer_is_read_from_its_field(kind: QuestionKind) -> None:
    example, name = EXAMPLES[kind], field_name(kind.value)
    sent = MultiDict({f"{name}{after}": value for after, value in example.sent.items()})
    read = {kind.value: example.stored} if example.is_sent else {}
    assert read_answers(sent, [question(kind)]) == read


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_answer_is_checked(kind: QuestionKind) -> None:
    example, spec = EXAMPLES[kind], rounds.spec(question(kind))
    assert rules.faults([spec], {kind.value: example.stored}) == []
    if example.fault is not None:
        found = rules.faults([spec], {kind.value: example.wrong})
        assert [(fault.key, fault.kind) for fault in found] == [(kind.value, example.fault)]


@pytest.mark.parametrize("kind", QuestionKind)
def test_an_answer_is_shown(app: Flask, kind: QuestionKind) -> None:
    with app.test_request_context(), force_locale("nb"):
        read = answers.read(question(kind), EXAMPLES[kind].stored)
        files = [(one.name, one.about, one.shown, one.alt) for one in read.files]
        said = {"prose": [*read.prose], "lines": [*read.lines], "url": read.url, "files": files}
        assert {name: value for name, value in said.items() if value} == EXAMPLES[kind].shown
        assert answers.read(question(kind), "").is_empty


def fields_of(text: str, kind: QuestionKind) -> set[tuple[str, str]]:
    """Give the elements and types of the fields in which a question is answered."""
    name = rf'name="{field_name(kind.value)}(?:-[a-z]+)?"'
    found = re.finditer(rf"<(\w+)(?=[^>]*\s{name})([^>]*)>", text)
    return {(one[1], (re.findall(r'type="(\w+)"', one[2]) or [""])[0]) for one in found}


def test_every_kind_is_a_field_on_the_page(app: Flask, world: World) -> None:
    award_round, secretariat = world.plan(), world.work("secretariat")
    title = {"key": "title", "kind": "short_text", "label": texts("Tittel")}
    asked = [title, *(columns(kind) for kind in QuestionKind)]
    section = {"key": "alt", "title": texts("Alt"), "questions": asked}
    rounds.set_form(secretariat, award_round, [section])
    phases.move(secretariat, award_round, "publish_call")
    world.pass_time(hours=2)
    work = world.work("nominator")
    draft = nominations.start(work, award_round, world.body_of("nominator"))
    page = client_of(app, world.people["nominator"].id).get(f"/forslag/{draft.id}/del/alt")
    text = page.get_data(as_text=True)
    drawn = {kind: fields_of(text, kind) for kind in QuestionKind}
    assert drawn == {
        QuestionKind.SHORT_TEXT: {("textarea", "")},
        QuestionKind.LONG_TEXT: {("textarea", "")},
        QuestionKind.NUMBER: {("input", "text")},
        QuestionKind.CHOICE: {("input", "radio")},
        QuestionKind.CHOICES: {("input", "checkbox")},
        QuestionKind.DATE: {("input", "date")},
        QuestionKind.URL: {("input", "url")},
        QuestionKind.CONTACT: {("input", "text"), ("input", "email"), ("input", "tel")},
        QuestionKind.CONFIRM: {("input", "checkbox")},
        QuestionKind.ATTACHMENT: {("input", "file")},
    }
    for kind, example in EXAMPLES.items():
        for after in example.sent:
            assert f'name="{field_name(kind.value)}{after}"' in text, kind
