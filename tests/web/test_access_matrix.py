"""Every endpoint, in every role and every phase, over HTTP: the answers are as the table says."""

import pytest
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Account
from app.rules.access import Permission, could_ever
from app.services import accounts
from app.web.guards import PUBLIC, SIGNED_IN, guard_of
from tests.conftest import POSTGRESQL, close, isolated, make_app, make_database, worker
from tests.factories import PHASES
from tests.web.access import client_for, follows_the_phase, method, values
from tests.web.access_matrix import MATRIX, SIGNS, expected
from tests.web.access_sent import SENT
from tests.web.access_world import ROLES, Stage
from tests.web.acts import ACTS, seen_before
from tests.whole import WHOLE

SOME = ("open", "decided")
"""Enough where a row says the same of all phases."""
ON_POSTGRESQL = ("scoring",)
"""Who may what in which phase is decided above the database, and what is read on the way there is
the same in one phase as in nine.
"""


def sign_of(answer: TestResponse) -> str:
    """Say in one sign what was answered."""
    if answer.status_code in {302, 303}:
        return ">" if (answer.location or "").startswith("/logg-inn?next=") else "r"
    return next((s for s, code in SIGNS.items() if code == answer.status_code), "?")


def ask(stage: Stage, client: FlaskClient, endpoint: str, phase: str, role: str) -> str:
    """Make one request; whatever it stores is taken back."""
    found = values(stage, endpoint, phase)
    if found is None:
        return "-"
    how = method(stage.app, endpoint)
    data = SENT[endpoint](stage, stage.places[phase], role) if how == "POST" else None
    with stage.app.app_context(), isolated(stage.app):
        with stage.app.test_request_context():
            address = url_for(endpoint, **found)
        if data is not None and endpoint in ACTS:
            data |= {"seen": seen_before(client, endpoint, address, data)}
        with client.open(address, method=how, data=data) as answer:
            return sign_of(answer)


@pytest.fixture(autouse=True)
def _typeset_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is given a book is asked here, not what is in it: no process is started for each."""
    monkeypatch.setattr("app.documents.books.typeset_apart", lambda *_, **__: b"%PDF")


@pytest.mark.parametrize("endpoint", sorted(MATRIX))
def test_an_endpoint_answers_as_the_table_says(stage: Stage, endpoint: str) -> None:
    how = method(stage.app, endpoint)
    wrong = []
    for role in ROLES:
        client = client_for(stage, role)
        due, got = "", ""
        turned_away = is_kept_out(stage, endpoint, role)
        if turned_away and POSTGRESQL:  # before anything is asked of the database
            continue
        once = turned_away or not follows_the_phase(stage.app, endpoint)
        phases = PHASES[1:2] if once else asked_in(endpoint, role, how)
        for phase in phases:
            got += ask(stage, client, endpoint, phase, role)
            sign = expected(endpoint, role, PHASES.index(phase), how)
            due += "-" if got[-1] == "-" else sign
            if endpoint.startswith(("accounts.", "own_account.")):
                client = client_for(stage, role)
        if due != got:
            wrong.append(f"{role}: {due} is due, {got} is what came")
    assert wrong == []


def asked_in(endpoint: str, role: str, how: str) -> tuple[str, ...]:
    """Give the phases in which somebody asks for what follows the phase: where the answer changes.

    There, on both sides of each border that the table has for her, a guard that lets in too early
    or too long is seen. In between are more of the same, which the long form asks too.
    """
    if POSTGRESQL:
        return ON_POSTGRESQL
    if WHOLE:
        return PHASES
    due = [expected(endpoint, role, place, how) for place in range(len(PHASES))]
    borders = {at + side for at in range(len(due) - 1) if due[at] != due[at + 1] for side in (0, 1)}
    return tuple(PHASES[at] for at in sorted(borders)) or SOME


def is_kept_out(stage: Stage, endpoint: str, role: str) -> bool:
    """Say whether the guard turns somebody away: it does so before it looks at round or phase.

    In which phase she asks makes no difference then, and she asks in one.
    """
    guard = guard_of(stage.app.view_functions[endpoint]) or ""
    if guard == PUBLIC:
        return False
    account = stage.accounts[role]
    if account is None:
        return True
    if guard == SIGNED_IN:
        return False
    with stage.app.app_context():
        actor = accounts.actor_for(
            db.session, db.session.get_one(Account, account), stage.app.config["CLOCK"]().date()
        )
    held = actor.every_role()
    return not any(could_ever(Permission(one), held) for one in guard.split(" or "))


def test_every_endpoint_has_its_row(stage: Stage) -> None:
    endpoints = {rule.endpoint for rule in stage.app.url_map.iter_rules()}
    assert endpoints - {"static"} == set(MATRIX)


def test_the_demonstration_adds_its_three_endpoints_and_no_other(
    stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = make_database(tmp_path_factory.mktemp("demo"), f"hederspris_demo_routes_{worker()}")
    app = make_app(url, demo=True)
    close(app)
    demo = {rule.endpoint for rule in app.url_map.iter_rules()}
    plain = {rule.endpoint for rule in stage.app.url_map.iter_rules()}
    assert demo - plain == {"demo.mails", "demo.sign_in", "demo.wind"}


def test_every_row_names_roles_that_there_are_and_a_sign_for_each_phase() -> None:
    for endpoint, row in MATRIX.items():
        named = [role for roles in row for role in roles.split()]
        assert len(named) == len(set(named)), endpoint
        assert set(named) <= {*ROLES, "rest"}, endpoint
        assert {len(signs) for signs in row.values()} <= {1, len(PHASES)}, endpoint


def test_every_form_needs_its_token(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stage.app.config, "WTF_CSRF_ENABLED", True)
    client = client_for(stage, "secretariat")
    unsafe = [endpoint for endpoint in MATRIX if method(stage.app, endpoint) != "GET"]
    assert len(unsafe) > 15
    with stage.app.app_context(), isolated(stage.app):
        for endpoint in unsafe:
            with stage.app.test_request_context():
                address = url_for(endpoint, **values(stage, endpoint, "open") or {})
            data = SENT[endpoint](stage, stage.places["open"], "chair")
            answer = client.open(address, method=method(stage.app, endpoint), data=data)
            assert answer.status_code == 400, endpoint
