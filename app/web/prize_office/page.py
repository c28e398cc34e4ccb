"""The desk of a prize, and the list of all prizes for whoever looks after them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app.models import Invitation, Jury, Prize, PrizeClosing, RoleGrant, Round
from app.rules.access import Permission, Role, Verdict
from app.rules.terms import holds
from app.services import closings, invitations, may, prize_desks
from app.services.work import Work
from app.web import doors
from app.words import accounts as account_words
from app.words import terms
from app.words.text import _


@dataclass(frozen=True)
class RoundLine:
    """One round of a prize."""

    award_round: Round
    phase: str
    url: str
    """Where it is run, for whoever runs it; else its public page, if it has one."""


@dataclass(frozen=True)
class JuryLine:
    """One jury of a prize."""

    jury: Jury
    leader: str
    vacant: int
    """How many of its seats have no member today."""
    years: Sequence[int]
    """The rounds that it judges or has judged."""


@dataclass(frozen=True)
class Invited:
    """Somebody who has been invited to the secretariat."""

    invitation: Invitation
    standing: str


@dataclass(frozen=True)
class DeskPage:
    """The desk of a prize."""

    rounds: Sequence[RoundLine]
    juries: Sequence[JuryLine]
    officers: Sequence[RoleGrant]
    invited: Sequence[Invited]
    closings: Sequence[PrizeClosing]
    is_administrator: bool
    is_officer: bool
    """Whether she is in the secretariat, which makes the rounds and the juries."""


def lay_out(work: Work, prize: Prize) -> DeskPage:
    """Lay out the desk of a prize."""
    found = prize_desks.desk(work, prize)
    return DeskPage(
        [_round(work, one) for one in found.rounds],
        [_jury(one, found.rounds, work.now) for one in found.juries],
        found.officers,
        [
            Invited(one, str(account_words.STANDINGS[invitations.standing(one, work.now)]))
            for one in found.invited
        ],
        closings.of_prize(work.session, prize),
        may.decide_installation(work, Permission.MANAGE_PRIZES) is Verdict.ALLOWED,
        may.decide_prize(work, Permission.SET_UP_ROUND, prize) is Verdict.ALLOWED,
    )


def _round(work: Work, award_round: Round) -> RoundLine:
    phase = (
        terms.phase(
            award_round.phase(work.now),
            award_round.stage.state,
            award_round.stage_of_several,
            number=award_round.stage_number,
            by_ballot=award_round.is_by_ballot,
        )
        if award_round.stage and Role.SECRETARIAT in may.roles(work, award_round)
        # That the jury has decided is no news for an administrator either.
        else terms.phase(award_round.public_phase(work.now))
    )
    ways = (door for door in (doors.ROUND, doors.PUBLIC) if door.is_open(work, award_round))
    door = next(ways, None)
    return RoundLine(
        award_round,
        _("Ført inn fra før systemet") if award_round.is_recorded else phase,
        door.url(award_round) if door else "",
    )


def _jury(jury: Jury, rounds: Sequence[Round], now: datetime) -> JuryLine:
    today = now.date()
    members = {
        seat.id: one.person_name
        for seat in jury.seats
        for one in seat.appointments
        if not one.is_deputy and holds(one.since, one.until, today)
    }
    leads = next((seat.id for seat in jury.seats if seat.leads), 0)
    return JuryLine(
        jury,
        members.get(leads, ""),
        len(jury.seats) - len(members),
        sorted(one.year for one in rounds if one.jury_id == jury.id),
    )


def ways(prize: Prize) -> Iterator[tuple[str, str, str]]:
    """List the ways on from the desk of a prize."""
    yield (
        _("Det som står om prisen"),
        url_for("prize_office.edit", prize_slug=prize.slug),
        _("Navn, formål, gaver og e-post, på tre språk"),
    )
    yield (
        _("Den offentlige siden"),
        url_for("prizes.show", prize_slug=prize.slug),
        _("Det alle kan lese om prisen nå"),
    )
