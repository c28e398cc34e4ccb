"""The overview: the page after signing in."""

from flask import Blueprint, render_template

from app.rules.access import Role
from app.services import organisations, rounds
from app.web import doors
from app.web.context import stand_in
from app.web.guards import signed_in
from app.web.overview.administrator import waiting
from app.web.overview.page import welcome
from app.web.prizes import at_hand
from app.web.transaction import actor, work

blueprint = Blueprint("overview", __name__)

NOT_ALONE = frozenset(Role) - {Role.PUBLIC, Role.ACCOUNT}
"""Whoever has one of these has more to see here than what is open to everybody."""


@blueprint.get("/oversikt")
@signed_in
def show() -> str:
    """Welcome whoever has signed in, and say what is expected of her."""
    held = actor().every_role()
    found = welcome(work())
    bodies = organisations.of_actor(work()) if actor().organisations else []
    at_hand.asked()
    if found.first_round is not None:
        behalf = ", ".join(body.name for body in bodies)
        stand_in(found.first_round, next_step=found.following, on_behalf_of=behalf)
    return render_template(
        "overview/show.html",
        welcome=found,
        bodies=bodies,
        sits=any(not held.lapsed for held in actor().appointments),
        is_auditor=Role.AUDITOR in held and bool(found.parts),
        waiting_bodies=organisations.count_waiting(work()),
        organisations=doors.ORGANISATIONS if doors.ORGANISATIONS.is_hers(actor()) else None,
        system_trail=doors.SYSTEM_TRAIL if doors.SYSTEM_TRAIL.is_hers(actor()) else None,
        administers=waiting(work()),
        is_alone=not held & NOT_ALONE,
        calls=[] if held & NOT_ALONE else rounds.open_calls(work().session, work().now),
    )
