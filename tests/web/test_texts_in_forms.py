"""In every form alike: breaks stay breaks, controls become spaces, and nothing grows together."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import url_for
from sqlalchemy import Engine, event

from tests.conftest import isolated
from tests.web.access import client_for, values
from tests.web.access_sent import SENT
from tests.web.access_world import Place, Stage
from tests.web.acts import ACTS, seen_before

TYPED = "Før\x00etter\r\nny\u2028linje"
STORED = "Før etter\nny\nlinje"
SEALED = {"score-x": "3", "score-y": "3", "grounds": "Grunn", "version": "2"}

POSSIBLE = {"answer-{second}": "possible"}
LATE = {"late": "{second}", "late-answer": "possible"}

FIELDS: list[tuple[str, str, str, str, dict[str, str]]] = [
    ("nominations.save", "open", "nominator", "answer-story", {}),
    ("nominations.autosave", "open", "nominator", "answer-story", {}),
    ("nominations.confirm_withdrawal", "open", "nominator", "reason", {}),
    ("screening.reject", "screening", "secretariat", "reason", {}),
    (
        "impartiality.declare",
        "declaring",
        "juror",
        "description-{second}",
        {"answer-{second}": "possible"},
    ),
    (
        "impartiality.declare",
        "declaring",
        "juror",
        "late-description",
        {"late": "{second}", "late-answer": "possible"},
    ),
    ("impartiality.rule", "declaring", "secretariat", "ground", {}),
    ("scores.save", "scoring", "chair", "grounds", {}),
    ("scores.save", "scoring", "chair", "notes", {}),
    ("scores.autosave", "scoring", "chair", "notes", {}),
    ("scores.revise", "deliberation", "chair", "grounds", SEALED),
    ("scores.revise", "deliberation", "chair", "reason", SEALED),
    ("decisions.save", "deliberation", "chair", "citation", {}),
    ("decisions.save", "deliberation", "chair", "statement", {}),
    ("decisions.save", "deliberation", "chair", "reason", {}),
    ("decisions.autosave", "deliberation", "chair", "statement", {}),
    ("decisions.save", "deliberation", "chair", "grounds-x", {}),
    ("rulebooks.amend", "scoring", "secretariat", "reason", {}),
]
"""Endpoint, phase, role, the field with the text, and what else is sent than usual."""


@contextmanager
def stored_texts() -> Iterator[list[str]]:
    """Note every text that is sent to the database to be stored."""
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            for row in given if isinstance(given, list) else [given]:
                parts = row.values() if isinstance(row, dict) else row
                # PostgreSQL's driver is handed a value of JSON as it is, SQLite's as a text.
                told = (getattr(part, "obj", part) for part in parts)
                found.extend(
                    json.dumps(one) if isinstance(one, (dict, list)) else one
                    for one in told
                    if isinstance(one, (str, dict, list))
                )

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def filled(place: Place, text: str) -> str:
    return text.format(first=place.first, second=place.second)


@pytest.mark.parametrize(("endpoint", "phase", "role", "name", "more"), FIELDS)
def test_a_text_is_stored_as_what_it_means(
    stage: Stage, endpoint: str, phase: str, role: str, name: str, more: dict[str, str]
) -> None:
    place = stage.places[phase]
    data = SENT[endpoint](stage, place, role) if "late" not in more else {}
    data |= {filled(place, key): filled(place, value) for key, value in more.items()}
    data[filled(place, name)] = TYPED
    client = client_for(stage, role)
    with stage.app.app_context(), isolated(stage.app), stored_texts() as stored:
        with stage.app.test_request_context():
            address = url_for(endpoint, **(values(stage, endpoint, phase) or {}))
        if endpoint in ACTS:
            data |= {"seen": seen_before(client, endpoint, address, data)}
        answer = client.post(address, data=data)
        assert answer.status_code in {200, 303}, answer.get_data(as_text=True)
    written = {STORED, json.dumps(STORED)[1:-1]}
    assert any(one in text for text in stored for one in written)
    raw = {"\x00", "\r", "\u2028", "\\u0000", "\\r", "\\u2028"}
    assert not any(one in text for text in stored for one in raw)
