"""Addressing every endpoint of the product in a phase, as somebody in a role."""

from collections.abc import Iterator
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient

from tests.clients import client_of
from tests.factories import PHASES
from tests.web import access_bodies
from tests.web.access_matrix import MATRIX, expected
from tests.web.access_world import Place, Stage

MOVES = dict(
    zip(
        PHASES,
        (
            "publish_call",
            "begin_judging",
            "begin_judging",
            "open_scoring",
            "open_deliberation",
            "finalise",
            "archive",
            "archive",
            "archive",
        ),
        strict=True,
    )
)
COURSES = dict(
    zip(
        PHASES,
        ("pause", "pause", "avlys", "pause", "avlys", "pause", "pause", "avlys", "fortsett"),
        strict=True,
    )
)
WORKBOOKS = {
    *("entering.template", "rounds.form_document", "nominations.document"),
    *("nominations.receipt_document", "scores.book", "scores.workbook"),
}
"""No pages, and the same for everybody: the tables to fill in. Lists are asked for as CSV."""
DRAFT = (
    "attachments.begin",
    *("nominations.edit", "nominations.save", "nominations.autosave", "nominations.submit"),
    *("nominations.be_here", "nominations.aids", "nominations.declare_aids", "sharing.ask"),
)


def arguments(app: Flask, endpoint: str) -> set[str]:
    return {name for rule in app.url_map.iter_rules(endpoint) for name in rule.arguments}


def method(app: Flask, endpoint: str) -> str:
    (rule,) = app.url_map.iter_rules(endpoint)
    (only,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
    return only


def values(
    stage: Stage, endpoint: str, phase: str, place: Place | None = None
) -> dict[str, Any] | None:
    """Give what the address is made of; None where there is no such thing in the phase.

    With ``place``: that round instead of the first prize's in the phase.
    """
    wanted, place = arguments(stage.app, endpoint), place or stage.places[phase]
    found: dict[str, Any] = {"slug": place.slug, "name": MOVES[phase], "key": "second"}
    found |= {"prize_slug": stage.prize}
    found |= {"token": "tull", "which": "fra", "kind": "csv", "table": "jury", **stage.people}
    found["appointment_id"] = place.jurors.get("juror_c", place.in_conflict)
    found |= {"question_key": "story", "what": "del", "code": "nb"}
    found["act"] = COURSES[phase]
    if endpoint.startswith("setup_criteria."):
        found["key"] = "x"
    found["question_id"] = 1
    found["other_id"] = place.second
    found["nomination_id"] = place.draft if endpoint in DRAFT else place.first
    found |= {"number": 1, "support_id": 0, "paper_id": 0}
    found |= {"meeting_id": 0, "item_id": 0, "motion_id": 0}
    if endpoint == "nominations.exact_part":
        found["key"] = "story"
    if not found["nomination_id"]:
        if "slug" not in wanted and "nomination_id" in wanted:
            return None
        found["nomination_id"] = stage.places["archived"].first
    if endpoint == "attachments.begin":
        found["key"] = "files"
    found["sha256"] = place.files.get(found["nomination_id"], "0" * 64)
    if endpoint.startswith("sharing."):
        found |= {"invitation_id": place.guest, "account_id": stage.accounts["editor"]}
    found |= access_bodies.of(endpoint, stage.people)
    return {name: found[name] for name in wanted}


def client_for(stage: Stage, role: str) -> FlaskClient:
    """Give a browser of its own to somebody in a role, who has signed in."""
    made = stage.app.test_client()
    made.reviewing = False  # type: ignore[attr-defined]
    if stage.accounts[role] is not None:
        made.set_cookie(stage.app.config["SESSION_COOKIE_NAME"], stage.cookies[role])
    return made


def sign_in_each(stage: Stage) -> None:
    """Let everybody sign in, before any test begins what is taken back."""
    for role, account in stage.accounts.items():
        if account is not None:
            cookie = client_of(stage.app, account).get_cookie(
                stage.app.config["SESSION_COOKIE_NAME"]
            )
            assert cookie is not None
            stage.cookies[role] = cookie.value


def follows_the_phase(app: Flask, endpoint: str) -> bool:
    """Say whether the address names a round or a nomination."""
    return bool({"slug", "nomination_id"} & arguments(app, endpoint))


def readable(stage: Stage, role: str, phase: str | None) -> Iterator[str]:
    """Give the address of every page that a role may read in a phase, or whatever the phase.

    Of the pages of a nomination those of all three, and of a juror those of all five, because a
    role may read one and not another.
    """
    at = phase or PHASES[0]
    for endpoint, row in MATRIX.items():
        if method(stage.app, endpoint) != "GET" or endpoint in WORKBOOKS:
            continue
        if follows_the_phase(stage.app, endpoint) is (phase is None):
            continue
        named = any(role in roles.split() for roles in row)
        if not named and expected(endpoint, role, PHASES.index(at), "GET") != ".":
            continue
        yield from addresses(stage, endpoint, at)


def addresses(stage: Stage, endpoint: str, phase: str) -> Iterator[str]:
    """Give the addresses of an endpoint in a phase: one for each nomination, or each juror."""
    found, place = values(stage, endpoint, phase), stage.places[phase]
    if found is None:
        return
    each = [found]
    if "nomination_id" in found:
        known = (place.first, place.second, place.draft)
        each = [{**found, "nomination_id": number} for number in known if number]
    if "appointment_id" in found:
        each = [{**found, "appointment_id": number} for number in place.jurors.values()]
    with stage.app.test_request_context():
        yield from [url_for(endpoint, **one) for one in each]
