"""Every endpoint, in every role and every phase, over HTTP: the answers are as the table says."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Account
from app.rules.access import Permission, could_ever
from app.services import accounts, digests, ready_sets
from app.services.audit.rounds import USUAL_CANDIDATES
from app.web.guards import PUBLIC, SIGNED_IN, guard_of
from app.web.moments import write_moment
from tests.conftest import POSTGRESQL, close, isolated, make_app, make_database, worker
from tests.factories import PHASES, STATEMENT, texts
from tests.web.access import client_for, follows_the_phase, method, values
from tests.web.access_matrix import MATRIX, SIGNS, expected
from tests.web.access_world import ROLES, Place, Stage
from tests.web.acts import ACTS, seen_before
from tests.web.builder import tongues


def texts_in(name: str, nb: str) -> dict[str, str]:
    """Give a text of the small world as the fields of a form."""
    return {f"{name}-{code}": said for code, said in texts(nb).items()}


CALL = {"call_how": ready_sets.call()["how"]} | {
    part: ready_sets.call()[part] for part in ("writing_aids", "residents_warning")
}
CRITERION = {
    **texts_in("name", "Kriterium x"),
    **texts_in("short", "Krit. x"),
    **texts_in("question", "Hva med x?"),
    **{f"level-{n}-{code}": f"Nivå {n + 1}" for n in range(6) for code in ("nb", "nn", "en")},
}
"""As they stand: what is sent without having seen it is stored only if it changes nothing."""
RULES = {
    "scale_low": "1",
    "scale_high": "6",
    "scale_step": "1",
    "grounds_required": "yes",
    "grounds_word_limit": "200",
    "method": "fair",
    "tie_breaks": "head to head, heaviest criterion, chair",
    "quorum": "2",
    "reach": "nomination",
    **texts_in("law", "Loven"),
}
SHEET = {"score-x": "4", "score-y": "3", "grounds": "Nye grunner.", "reason": "Jeg tok feil."}

SAID = {
    **{f"{name}-nb": "Noe nytt." for name in ("name", "purpose", "about")},
    "contact_email": "pris@example.org",
    "version": "1",
}
TABLES = {
    "jury": ("Institusjon;Kortnavn\nKS;KS\n", [[2, {"institution": "KS", "short": "KS"}]]),
    "people": (
        "Navn;E-post;Rolle\nNy;ny@example.org;revisor\n",
        [[2, {"name": "Ny", "email": "ny@example.org", "role": "revisor"}]],
    ),
    "past": (
        "År;Kandidat;Resultat\n2001;Bø;vinner\n",
        [[2, {"year": "2001", "candidate": "Bø", "result": "vinner"}]],
    ),
}
"""Each table that is entered: as a file, and as the form carries it that stores it."""


def _entered(name: str) -> dict[str, Callable[[Stage, Place, str], dict[str, Any]]]:
    file, rows = TABLES[name]
    return {
        f"entering.send_{name}": lambda *_: {"file": (io.BytesIO(file.encode()), "t.csv")},
        f"entering.store_{name}": lambda *_: {"rows": json.dumps(rows)},
    }


def soon(stage: Stage) -> str:
    """Write a moment some days ahead as it is filled in."""
    return write_moment(stage.app.config["CLOCK"]() + timedelta(days=3))


SENT: dict[str, Callable[[Stage, Place, str], dict[str, Any]]] = {
    "accounts.check_password": lambda *_: {"email": "chair@example.org", "password": "galt"},
    "accounts.set_language": lambda *_: {"language": "nn", "next": "/"},
    "accounts.sign_out": lambda *_: {},
    "announcements.move": lambda *_: {"at": "2026-12-01T12:00", "reason": "Møtet er flyttet."},
    "decisions.autosave": lambda _stage, place, _role: {
        "version": place.decided,
        "statement": STATEMENT,
    },
    "announcements.announce": lambda *_: {"at": "2027-06-01T12:00", "confirm": "1"},
    "announcements.announce_now": lambda *_: {},
    "decisions.save": lambda _stage, place, _role: {
        "act": "save",
        "version": place.decided,
        "winners": place.first,
        "statement": STATEMENT,
    },
    "decisions.finalise": lambda *_: {},
    "shortlists.name": lambda *_: {},
    "impartiality.declare": lambda _stage, place, role: {
        f"answer-{place.first}": "automatic" if role == "recused" else "no_conflict"
    },
    "impartiality.rule": lambda _stage, place, _role: {
        "nomination": place.second,
        "appointment": place.in_conflict,
        "outcome": "recused",
        "ground": "Juryen kom til at hun er inhabil.",
    },
    "attachments.begin": lambda *_: {"name": "plan.pdf", "size": "9"},
    **dict.fromkeys(("attachments.add", "attachments.finish", "attachments.cancel"), lambda *_: {}),
    "nominations.create": lambda stage, _place, role: {"organisation": stage.bodies.get(role, "1")},
    "nominations.save": lambda _stage, place, _role: {
        "answer-story": "Ny tekst.",
        "version": place.base,
    },
    "nominations.autosave": lambda _stage, place, _role: {
        "answer-story": "Ny tekst.",
        "version": place.base,
    },
    "nominations.copy": lambda *_: {},
    "nominations.be_here": lambda *_: {"at": "story"},
    "nominations.declare_aids": lambda _stage, place, _role: {
        "used": "none",
        "version": place.base,
    },
    "sharing.invite": lambda *_: {
        "name": "En til",
        "email": "en.til@example.org",
        "role": "editor",
        "language": "nb",
    },
    "sharing.set_role": lambda *_: {"role": "reader"},
    **dict.fromkeys(
        (
            *("sharing.send_again", "sharing.withdraw", "sharing.take_out"),
            *("sharing.leave", "sharing.ask"),
        ),
        lambda *_: {},
    ),
    "nominations.submit": lambda *_: {},
    "nominations.take_up_again": lambda *_: {},
    "supports.ask": lambda *_: {"name": "Eva", "email": "eva@example.net", "language": "nb"},
    "supports.ask_again": lambda *_: {},
    "supports.take_back": lambda *_: {},
    "support_links.give": lambda *_: {"text": "Vi støtter dette.", "name": "Eva"},
    "support_links.withdraw": lambda *_: {},
    "late.give_back": lambda stage, *_: {
        "sections": "second",
        "reason": "Tall mangler.",
        "deadline": soon(stage),
    },
    "late.make_exception": lambda stage, *_: {
        "reason": "Nettet var nede.",
        "deadline": soon(stage),
    },
    "late.end_exception": lambda *_: {"reason": "Det trengs ikke."},
    "nominations.confirm_withdrawal": lambda *_: {"reason": "Kommunen har ombestemt seg."},
    **dict.fromkeys(
        (
            "addresses.confirm",
            "invitations.decline",
            "domains.confirm_all",
            "domains.remove",
            "organisation_members.leave",
            "organisation_members.remove",
            "organisation_members.send_again",
            "organisation_members.withdraw",
            "organisations.confirm",
            "invitations.take",
            "own_account.sign_out_everywhere",
            "passwords.set_new",
            "people.close",
            "people.confirm_invitation",
            "people.keep",
            "people.reopen",
            "people.revoke",
            "people.send_again",
            "people.withdraw",
        ),
        lambda *_: {},
    ),
    **_entered("jury"),
    **_entered("people"),
    **_entered("past"),
    "jury.change_term": lambda *_: {"term_from": "2025", "term_to": "2027"},
    "jury.create": lambda *_: {"term_from": "2029", "term_to": "2032"},
    "pledges.accept": lambda *_: {"accept": "y"},
    "seats.add": lambda *_: {"institution": "Ny institusjon", "short": "NY"},
    "seats.change": lambda *_: {"institution": "Institusjon A", "short": "AA", "leads": "y"},
    "seats.move": lambda *_: {"way": "down"},
    "seat_people.move": lambda *_: {"way": "down"},
    "seats.remove": lambda *_: {},
    "seat_people.send_invitation": lambda *_: {
        "name": "Ny",
        "email": "ny@example.org",
        "place": "deputy",
        "since": "31.12.2028",
        "language": "nb",
    },
    "seat_people.send_again": lambda *_: {},
    "seat_people.withdraw": lambda *_: {},
    "seat_people.end": lambda *_: {"until": "31.12.2028"},
    "joining.ask": lambda *_: {"name": "Ny", "email": "ny@example.org", "language": "nb"},
    "joining.make_account": lambda *_: {"name": "Ny", "new_password": "galt"},
    "joining.join": lambda *_: {"way": "number", "org_number": "974760673", "name": "Foreningen"},
    "organisations.refuse": lambda *_: {"reason": "Vi kjenner dem ikke."},
    "organisation_members.invite": lambda *_: {
        "name": "Ny",
        "email": "ny@example.org",
        "language": "nb",
    },
    "organisation_members.answer": lambda *_: {"answer": "ja"},
    "organisation_members.set_signatory": lambda *_: {"signs": "ja"},
    "organisation_members.set_letting_in": lambda *_: {"itself": "ja"},
    "domains.add": lambda *_: {"domain": "nominator.no"},
    "domains.confirm": lambda stage, *_: {
        "domain": "provedal.kommune.no",
        "municipality": stage.people["municipality_id"],
    },
    "nominators.save": lambda *_: {"nominators": "organisation", "signatory": "no"},
    "own_account.change_address": lambda *_: {"email": "ny@example.org"},
    "own_account.change_password": lambda *_: {"password": "galt", "new_password": "galt"},
    "own_account.rename": lambda *_: {"name": "Et nytt navn"},
    "passwords.ask": lambda *_: {"email": "chair@example.org"},
    "people.send_invitation": lambda *_: {
        "name": "Ny",
        "email": "ny@example.org",
        "office": "administrator:",
        "language": "nb",
    },
    "prize_office.close": lambda *_: {"reason": "Ordningen er lagt ned."},
    "prize_office.make": lambda *_: {
        **SAID,
        "name-nb": "En helt ny pris",
        "agency": "Et nytt direktorat",
        "officer_name": "Ny",
        "officer_email": "ny@example.org",
    },
    "prize_office.reopen": lambda *_: {"reason": "Den ble vedtatt på nytt."},
    "prize_office.save": lambda *_: SAID,
    "builder.move": lambda *_: {"what": "del", "key": "second", "to": "opp"},
    "builder.remove": lambda *_: {},
    "builder.save_question": lambda *_: {
        **tongues("label", "Spørsmål story"),
        "kind": "long_text",
        "section": "second",
        "word_limit": "50",
        "required": "1",
        "for_jury": "1",
        "criteria": "x",
    },
    "builder.save_section": lambda *_: tongues("title", "Andre del"),
    "candidate_kinds.save": lambda *_: {
        "kinds": "person",
        "most": "5",
        "own": "yes",
        "version": digests.of(USUAL_CANDIDATES),
    },
    "dates.change": lambda *_: {},
    "previews.try_out": lambda *_: {"go": "send", "answer-story": "Prøvd."},
    "phases.move": lambda *_: {},
    "course.do": lambda *_: {"reason": "Departementet vil vente."},
    "setup.make": lambda *_: {"year": "2060", "source": "nothing"},
    "setup_dates.store": lambda *_: {},
    "setup_criteria.store": lambda *_: {},
    "setup_criteria.add": lambda *_: {"name-nb": "Et nytt kriterium"},
    "setup_criteria.write": lambda *_: CRITERION,
    "setup_criteria.remove": lambda *_: {},
    "setup_call.store": lambda *_: {
        f"{part}-{code}": text for part, texts_of in CALL.items() for code, text in texts_of.items()
    },
    "setup_award.store": lambda *_: texts_in("gift-0", "Heder"),
    "setup_rules.store": lambda *_: RULES,
    "setup_stages.store": lambda *_: {"stages": "final"},
    "setup_jury.store": lambda *_: {"jury": "1", "base": "1"},
    "notices.send_again": lambda *_: {},
    "scores.save": lambda *_: {"act": "draft", "version": "0", **SHEET},
    "scores.autosave": lambda *_: {"version": "0", **SHEET},
    "scores.revise": lambda *_: {"version": "2", **SHEET},
    "rulebooks.amend": lambda *_: {
        "version": "1",
        "weight-x": "50",
        "weight-y": "50",
        "quorum": "2",
        "method": "fair",
        "tie_breaks": "chair",
        "reason": "Utlysningen sa halvt om halvt.",
        "confirm": "1",
    },
    "screening.reopen": lambda *_: {"reopen_reason": "Det var en feil."},
    "audit.check_installation": lambda *_: {},
    "audit.check_round": lambda *_: {},
    "draft_messages.look_over": lambda *_: {"title": "Om fristen", "body": "Husk fristen."},
    "draft_messages.send": lambda *_: {"title": "Om fristen", "body": "Husk.", "token": "t"},
    "public_questions.ask": lambda *_: {"text": "Kan en bydel foreslås?"},
    "public_questions.answer": lambda *_: {"text": "Kan en bydel?", "answer": "Ja."},
    "public_questions.set_aside": lambda *_: {},
    "setup_contact.store": lambda *_: {},
    "subscriptions.ask": lambda *_: {"email": "varsel@example.org"},
    "subscriptions.confirm": lambda *_: {},
    "subscriptions.end": lambda *_: {},
    "tellings.confirm": lambda *_: {},
    "tellings.decline": lambda *_: {},
    "tellings.tell": lambda *_: {"candidate": "1", "email": "kandidat@example.org"},
    "screening.write_note": lambda *_: {"note": "Spør kommunen om året."},
    "screening.check_residents": lambda *_: {"outcome": "clear", "version": "1"},
    "screening.admit_many": lambda _stage, place, _role: {"forslag": f"{place.first}:1"},
    "screening.admit": lambda *_: {"residents_checked": "y"},
    "screening.reject": lambda *_: {"reason": "Kandidaten er ikke en kommune."},
}


SOME = ("open", "scoring", "decided")
"""Enough where a row says the same of all phases, and on PostgreSQL: who may what in which phase is
decided above the database, and what is read on the way there is the same in three as in nine.
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


@pytest.mark.parametrize("endpoint", sorted(MATRIX))
def test_an_endpoint_answers_as_the_table_says(stage: Stage, endpoint: str) -> None:
    how = method(stage.app, endpoint)
    wrong = []
    for role in ROLES:
        client = client_for(stage, role)
        due, got = "", ""
        once = not follows_the_phase(stage.app, endpoint) or is_kept_out(stage, endpoint, role)
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
    """Give the phases in which somebody asks for what follows the phase."""
    due = {expected(endpoint, role, place, how) for place in range(len(PHASES))}
    return SOME if POSTGRESQL or len(due) == 1 else PHASES


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
