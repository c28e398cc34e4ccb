"""Requests at random, many of them nearly right: nothing that is sent may end in an error of ours.

A run is made of batches. A batch is a number of requests one after the other on a stage that is as
new; what they store stays until the batch ends and is then taken back, so that a round goes on
changing, and a batch can be repeated by itself: by seed, role and number.
"""

import json
import re
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from app.extensions import db
from app.models.engine import writing
from app.rules.forms import QuestionKind
from app.rules.texts import clean_all
from tests.addresses import at
from tests.clients import review
from tests.conftest import isolated
from tests.factories import PHASES, texts
from tests.web import fuzz_requests, fuzz_values, recorded
from tests.web.access import client_for, readable, sign_in_each, values
from tests.web.access_matrix import expected
from tests.web.access_sent import SENT
from tests.web.access_world import ROLES, Stage, build
from tests.web.fuzz_requests import Field, SeenForm, Sent

BATCH = 50
"""So many requests are made before what they stored is taken back."""
ELSEWHERE = frozenset({"/sprak", "/logg-ut", "/logg-inn"})
"""Where forms lead that are on every page; what they send is sent all the same."""
_RAW_HTML = (b"<script>fuzz", b"onerror=fuzz>", b"49fuzz")


@dataclass(frozen=True)
class Finding:
    """A request that was answered as none should be."""

    seed: int
    role: str
    batch: int
    number: int
    sent: Sent
    what: str

    def __str__(self) -> str:
        again = f"--seed {self.seed} --role {self.role} --batch {self.batch}"
        return f"{again}, request {self.number}\n{self.sent}\n{self.what}"


def every_kind(asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a form that has a question of every kind, most of which need no answer."""
    options = [{"key": key, "label": texts(f"Valg {key}")} for key in ("a", "b")]
    more = [
        {"key": kind.value, "kind": kind.value, "label": texts(f"Spørsmål {kind}")}
        | ({"options": options} if kind in {QuestionKind.CHOICE, QuestionKind.CHOICES} else {})
        for kind in QuestionKind
    ]
    title = {"key": "title", "kind": "short_text", "label": texts("Tittel"), "word_limit": 12}
    story = {"key": "story", "kind": "long_text", "label": texts("Tekst"), "is_public": True}
    needed = {"required": True, "criteria": ["x"]}
    second = [story | needed, *more, *asked]
    return [
        {"key": "first", "title": texts("Første del"), "questions": [title | needed]},
        {"key": "second", "title": texts("Andre del"), "questions": second},
    ]


@dataclass(frozen=True)
class Ground:
    """The stage, and what can be asked for on it."""

    stage: Stage
    slugs: list[str]
    """Of all rounds."""
    names: list[str]
    """Of all fields."""
    pages: dict[str, list[str]]
    """By role, the addresses of what it may read."""
    acts: dict[str, list[tuple[str, str]]]
    """By role, what it may do in which phase."""


def prepare(app: Flask) -> Ground:
    """Build the stage with a form of every kind of question, and the recorded rounds."""
    token = writing.set(True)
    with app.app_context(), patch("tests.factories._form", every_kind):
        stage = build(app, db.session)
        held = [one.slug for one in recorded.enter(db.session)]
    writing.reset(token)
    sign_in_each(stage)
    pages = {role: sorted(set(_pages(stage, role, held))) for role in ROLES}
    slugs = [*(place.slug for place in stage.places.values()), *held]
    acts = {role: list(_acts(role)) for role in ROLES}
    return Ground(stage, slugs, fuzz_requests.names_of_fields(), pages, acts)


def _acts(role: str) -> Iterator[tuple[str, str]]:
    for endpoint in sorted(SENT):
        if endpoint.startswith("accounts."):
            continue
        for place, phase in enumerate(PHASES):
            if expected(endpoint, role, place, "POST") in {"r", "."}:
                yield endpoint, phase


def _pages(stage: Stage, role: str, held: list[str]) -> Iterator[str]:
    for phase in (*PHASES, None):
        yield from readable(stage, role, phase)
    for slug in held:
        yield f"{at(slug)}"
        yield f"{at(slug)}/framdrift"


class Fuzzer:
    """Somebody in a role who sends whatever comes to mind."""

    def __init__(self, ground: Ground, role: str, seed: int) -> None:
        self.ground, self.stage = ground, ground.stage
        self.role, self.seed = role, seed
        self.stored: list[str] = []
        self.answers: Counter[int] = Counter()

    @property
    def made(self) -> int:
        """How many requests have been answered."""
        return self.answers.total()

    def batch(self, number: int, size: int = BATCH) -> Iterator[Finding]:
        """Make the requests of one batch. It ends with the first that finds something."""
        rng = Random(f"{self.seed} {self.role} {number}")  # noqa: S311 - nothing is kept secret by it
        app = self.stage.app
        self.seen: dict[str, SeenForm] = {}
        self.stored.clear()
        event.listen(Engine, "before_cursor_execute", self._note)
        try:
            with app.app_context(), isolated(app):
                self.client = client_for(self.stage, self.role)
                for count in range(size):
                    client, sent = self._next(rng)
                    what = self._make(rng, client, sent)
                    if what:
                        yield Finding(self.seed, self.role, number, count, sent, what)
                        return
        finally:
            event.remove(Engine, "before_cursor_execute", self._note)

    # --- what is sent ---------------------------------------------------------------------

    def _next(self, rng: Random) -> tuple[FlaskClient, Sent]:
        """Say who sends what: now and then somebody else reads what has been written."""
        if rng.random() < 0.9:
            return self.client, self._request(rng)
        other = rng.choice(sorted(ROLES))
        page = Sent("GET", rng.choice(self.ground.pages[other]).encode())
        return client_for(self.stage, other), page

    def _request(self, rng: Random) -> Sent:
        how = rng.random()
        if how < 0.40 and self.seen:
            return self._of_form(rng, rng.choice(list(self.seen.values())))
        if how < 0.60:
            return self._known_act(rng)
        if how < 0.85:
            return self._page(rng)
        if how < 0.93:
            return self._wrong_address(rng)
        return self._wrong_method(rng)

    def _of_form(self, rng: Random, form: SeenForm) -> Sent:
        fields = fuzz_requests.pick_one_each(rng, form.fields)
        fields += [rng.choice(form.buttons)] if form.buttons else []
        times = rng.choice((0, 1, 1, 1, 2, 3))
        return self._fill(rng, form.method, form.action, fields, times)

    def _known_act(self, rng: Random) -> Sent:
        """Send what the matrix of access sends: mostly where it is done, else in any phase."""
        done = self.ground.acts[self.role]
        if done and rng.random() < 0.8:
            endpoint, phase = rng.choice(done)
        else:
            endpoint, phase = rng.choice(sorted(SENT)), rng.choice(PHASES)
        found = values(self.stage, endpoint, phase)
        address = "/logg-inn" if found is None else self._address(endpoint, found)
        data = SENT[endpoint](self.stage, self.stage.places[phase], self.role)
        fields: list[Field] = [(name, str(value)) for name, value in data.items()]
        return self._fill(rng, "POST", address, fields, rng.choice((0, 1, 1, 1, 2, 3)))

    def _page(self, rng: Random) -> Sent:
        asked: list[Field] = []
        if rng.random() < 0.5:
            names = ("side", "q", "vis", "next", "format", "a", "b", "check", "work", "vekt-x")
            chosen = [rng.choice(names) for _ in range(rng.randint(1, 3))]
            asked = [(name, fuzz_values.raw(rng, name)) for name in chosen]
        headers = (rng.choice(fuzz_values.HEADERS),) if rng.random() < 0.2 else ()
        address = rng.choice(self.ground.pages[self.role])
        query = fuzz_requests.urlencode(rng, asked)
        return Sent("GET", address.encode(), query, headers=headers, secure=rng.random() < 0.1)

    def _wrong_address(self, rng: Random) -> Sent:
        """Ask for an address with something in it that does not belong there."""
        rule = rng.choice(list(self.stage.app.url_map.iter_rules()))
        path = b""
        for part in re.split(r"(<[^>]+>)", rule.rule):
            path += self._part(rng, part) if part.startswith("<") else part.encode()
        if rng.random() < 0.2:
            path = path.replace(b"/", b"//") + b"/"
        how = rng.choice(sorted(rule.methods or ()))
        return self._fill(rng, how, path, [], rng.choice((0, 2)))

    def _part(self, rng: Random, part: str) -> bytes:
        if rng.random() < 0.5:
            return fuzz_values.raw(rng)[:300]
        if "int:" in part:
            return str(rng.choice((0, 1, 2, 3, 5, 2**31 - 1, 2**31, 2**63, 10**18))).encode()
        return rng.choice(
            (*self.ground.slugs, "first", "second", "archive", "favicon.svg")
        ).encode()

    def _wrong_method(self, rng: Random) -> Sent:
        address = rng.choice(self.ground.pages[self.role])
        return self._fill(rng, rng.choice(fuzz_requests.METHODS), address, [], 2)

    def _fill(
        self, rng: Random, how: str, address: str | bytes, fields: list[Field], times: int
    ) -> Sent:
        made = fuzz_requests.mutate(rng, fields, self.ground.names, times)
        headers = (rng.choice(fuzz_values.HEADERS),) if rng.random() < 0.1 else ()
        path = address if isinstance(address, bytes) else urlsplit(address).path.encode()
        if how in {"GET", "HEAD", "OPTIONS"}:
            return Sent(how, path, fuzz_requests.urlencode(rng, made), headers=headers)
        body, kind = fuzz_requests.body_of(rng, made)
        return Sent(how, path, b"", body, kind, headers)

    def _address(self, endpoint: str, found: dict[str, Any]) -> str:
        with self.stage.app.test_request_context():
            return self.stage.app.url_for(endpoint, **found)

    # --- what comes back ------------------------------------------------------------------

    def _make(self, rng: Random, client: FlaskClient, sent: Sent) -> str:
        """Make a request; say what is wrong with the answer, if anything is."""
        try:
            with ask(client, sent) as answer:
                if sent.path == b"/logg-ut":
                    self.client = client_for(self.stage, self.role)
                return self._wrong(rng, answer)
        except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
            return traceback.format_exc()

    def _wrong(self, rng: Random, answer: TestResponse) -> str:
        self.answers[answer.status_code] += 1
        if self.stored:
            return f"stored: {self.stored[0][:300]!r}"
        if answer.status_code >= 500:
            return f"answered {answer.status_code}"
        location = answer.headers.get("Location", "")
        if location.startswith("//") or urlsplit(location).hostname not in {None, "localhost"}:
            return f"leads to {location}"
        page = answer.get_data()
        if answer.mimetype != "text/html" or not page:
            return ""
        for raw in _RAW_HTML:
            if raw in page:
                return f"the page has {raw!r} as it was sent"
        if answer.status_code in {200, 409, 422} and rng.random() < 0.5:
            found = fuzz_requests.forms_on(page.decode())
            self.seen |= {one.action: one for one in found if one.action not in ELSEWHERE}
        if rng.random() < (0.05 if answer.status_code in {409, 422} else 0.01):
            # What was sent looks like a slip of ours, and is none.
            review(page.decode().replace("{{", "").replace("%(", ""))
        return ""

    def _note(self, _c: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        """Look at what is stored: it must be clean, whoever sent it."""
        if not statement.startswith(("INSERT", "UPDATE")):
            return
        for row in given if isinstance(given, list) else [given]:
            for bound in row.values() if isinstance(row, dict) else row:
                value = _as_given(bound)
                if clean_all(value) != value:
                    self.stored.append(str(value))


def _as_given(bound: Any) -> Any:
    """Give what is stored: one driver is handed a value of JSON as it is, the other as a text."""
    value = getattr(bound, "obj", bound)
    if isinstance(value, str) and value.startswith(("{", "[", '"')):
        with suppress(ValueError, RecursionError):
            return [value, json.loads(value)]
    return value


def ask(client: FlaskClient, sent: Sent) -> TestResponse:
    """Make a request as a server would hand it on, with bytes that no test client would write."""
    given = {"PATH_INFO": sent.path.decode("latin1"), "QUERY_STRING": sent.query.decode("latin1")}
    given |= {_variable(name): value for name, value in sent.headers}
    scheme = "https" if sent.secure else "http"
    if "HTTP_COOKIE" in given:  # in place of those that the client keeps
        client = client.application.test_client(use_cookies=False)
        client.reviewing = False  # type: ignore[attr-defined]
    return client.open(
        "/",
        method=sent.method,
        base_url=f"{scheme}://localhost",
        data=sent.body,
        content_type=sent.content_type or None,
        environ_overrides=given,
    )


def _variable(name: str) -> str:
    return f"HTTP_{name.upper().replace('-', '_')}"
