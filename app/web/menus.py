"""The menu: which of the doors it lists, for whom."""

from collections.abc import Iterator

from flask import request

from app.models import Prize, Round
from app.rules.access import Role
from app.rules.actors import Actor
from app.services import may
from app.services.work import Work
from app.web.doors import OF_OFFICE, OF_PRIZE, SIGNED_IN, SIGNED_OUT, SIGNED_OUT_AT_PRIZE, Way


def own(actor: Actor, prize: Prize | None = None) -> list[Way]:
    """List the places of the menu that are no round's; prize: the one that the page speaks of."""
    if prize is not None and not actor.is_signed_in:
        return [door.way(prize) for door in SIGNED_OUT_AT_PRIZE]
    doors = SIGNED_IN if actor.is_signed_in else SIGNED_OUT
    return [
        Way(str(door.label), door.url, str(door.about), request.endpoint == door.endpoint)
        for door in doors
        if door.is_hers(actor)
    ]


def of_prize(work: Work, prize: Prize | None) -> list[Way]:
    """List the places of the menu in a prize."""
    return [door.way(prize) for door in OF_PRIZE if prize and door.is_open(work, prize)]


def of_round(work: Work, award_round: Round) -> list[Way]:
    """List the places of the menu in a round: always the same for the same roles."""
    return list(_of_round(work, award_round, may.roles(work, award_round)))


def _of_round(work: Work, award_round: Round, held: frozenset[Role]) -> Iterator[Way]:
    for door in OF_OFFICE:
        if door.menu & held and door.is_there(award_round):
            url = door.url(award_round) if door.is_open(work, award_round) else ""
            yield Way(str(door.label), url, str(door.about), request.endpoint == door.endpoint)


OFFICES = frozenset(role for door in OF_OFFICE for role in door.menu)
"""Who finds doors of a round in the menu."""


def has_office(work: Work, award_round: Round) -> bool:
    """Say whether the actor has an office in a round: then it is hers, and the menu leads to it."""
    return not OFFICES.isdisjoint(may.roles(work, award_round))
