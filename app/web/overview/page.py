"""The page after signing in: each round that somebody has a part in, and what is expected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.models import Prize, Round
from app.rules.access import JURY, Permission, Role, Verdict
from app.rules.lifecycle import RESULT_PUBLIC, NominationState, Phase
from app.services import attention, desks, lists, may, prizes, rounds
from app.services.lists import Own
from app.services.work import Work
from app.web import doors, menus
from app.web.doors import Way
from app.web.notices.page import how_sending_goes
from app.words import errands, outbox, terms
from app.words.errands import Errand
from app.words.nominations import errands as nominators
from app.words.rounds.attention import next_step
from app.words.text import _

IN_FULL = 3
"""So many rounds are looked into; the others are named with their phase."""

_ORDER = (
    Phase.JUDGING,
    Phase.JUDGING_PAUSED,
    Phase.SCREENING,
    Phase.DECIDED,
    Phase.OPEN,
    Phase.CALL_PAUSED,
    Phase.PLANNED,
    Phase.ANNOUNCED,
    Phase.ARCHIVED,
    Phase.CANCELLED,
)


@dataclass(frozen=True)
class Offer:
    """An errand with where it leads, if that is open."""

    errand: Errand
    url: str


@dataclass(frozen=True)
class Part:
    """One round that the reader has a part in."""

    award_round: Round
    phase: str
    roles: Sequence[str]
    offers: Sequence[Offer]
    ways: Sequence[Way]

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """The ways on, as the list of links takes them."""
        return [(way.label, way.url, way.about) for way in self.ways]


@dataclass(frozen=True)
class PrizeGroup:
    """The rounds of one prize that the reader has a part in."""

    prize: Prize
    parts: Sequence[Part]
    ways: Sequence[Way]
    """The places of the prize itself."""


@dataclass(frozen=True)
class Welcome:
    """Everything that somebody has to do or may look at."""

    prizes: Sequence[PrizeGroup]
    """By prize, the most urgent first."""
    first: Offer | None
    """What is most likely the reason that she came."""
    first_round: Round | None

    @property
    def parts(self) -> list[Part]:
        """Every round that she has a part in."""
        return [part for group in self.prizes for part in group.parts]

    @property
    def following(self) -> str:
        """What is expected of her next, in a line."""
        if self.first is None:
            return ""
        errand = self.first.errand
        return errand.following or (_("Ingenting akkurat nå") if errand.waits else errand.label)


def welcome(work: Work) -> Welcome:
    """Look up what is expected of the actor, the most urgent first."""
    parts = [*_by_office(work), *_as_nominator(work)]
    told = [(part.award_round, offer) for part in parts for offer in part.offers]
    told.sort(key=lambda pair: (pair[1].errand.waits, not pair[1].errand.is_missed))
    award_round, first = _mail(work, parts) or (told[0] if told else (None, None))
    return Welcome(_by_prize(work, parts), first, award_round)


def _by_prize(work: Work, parts: Sequence[Part]) -> list[PrizeGroup]:
    """Group the rounds by prize; what somebody runs is there before it has any round."""
    found: dict[int, tuple[Prize, list[Part]]] = {}
    for part in parts:
        prize = part.award_round.prize
        found.setdefault(prize.id, (prize, []))[1].append(part)
    for prize in prizes.run_by(work):
        found.setdefault(prize.id, (prize, []))
    return [PrizeGroup(one, held, menus.of_prize(work, one)) for one, held in found.values()]


def _mail(work: Work, parts: Sequence[Part]) -> tuple[Round, Offer] | None:
    """Say that no mail leaves, to those who can do something about it."""
    runs = [
        part.award_round
        for part in parts
        if may.decide(work, Permission.SEND_AGAIN, part.award_round) is Verdict.ALLOWED
    ]
    halt = outbox.halted(how_sending_goes(work)) if runs else None
    return (runs[0], _offer(work, runs[0], errands.of_mail(halt))) if halt else None


def _by_office(work: Work) -> Iterator[Part]:
    """Give the rounds of jurors, the secretariat and auditors."""
    held = rounds.of_actor(work)
    held.sort(key=lambda award_round: _ORDER.index(award_round.phase(work.now)))
    in_full = _most_urgent(held)
    for award_round in held:
        roles = may.roles(work, award_round)
        stage = award_round.stage
        found = _errands(work, award_round, roles) if award_round.id in in_full else ()
        yield Part(
            award_round,
            terms.phase(
                award_round.phase(work.now),
                stage.state if stage else None,
                award_round.stage_of_several,
                number=award_round.stage_number,
                by_ballot=award_round.is_by_ballot,
            ),
            [word for role, word in _offices() if role in roles],
            [_offer(work, award_round, errand) for errand in found],
            doors.ways(work, award_round),
        )


def _most_urgent(held: Sequence[Round]) -> set[int]:
    """Choose the rounds to look into: of each prize its most urgent, before the next of any."""
    counts: dict[int, int] = {}
    ranked = []
    for place, award_round in enumerate(held):
        rank = counts[award_round.prize_id] = counts.get(award_round.prize_id, 0) + 1
        ranked.append((rank, place, award_round.id))
    return {round_id for _rank, _place, round_id in sorted(ranked)[:IN_FULL]}


def _offer(work: Work, award_round: Round, errand: Errand) -> Offer:
    return Offer(errand, doors.way_to(errand.goal, work, award_round))


def _offices() -> Sequence[tuple[Role, str]]:
    return (
        (Role.CHAIR, _("Du leder juryen")),
        (Role.JUROR, _("Du sitter i juryen")),
        (Role.DEPUTY, _("Du er varamedlem i juryen")),
        (Role.SECRETARIAT, _("Du er i sekretariatet")),
        (Role.AUDITOR, _("Du er revisor")),
    )


def _errands(work: Work, award_round: Round, roles: frozenset[Role]) -> list[Errand]:
    found: list[Errand | None] = []
    if roles & JURY:
        uses_desk = errands.uses_desk(award_round, work.now)
        desk = desks.desk(work, award_round) if uses_desk else None
        leads, deputy = Role.CHAIR in roles, Role.DEPUTY in roles
        found.append(errands.of_juror(award_round, work.now, leads=leads, deputy=deputy, desk=desk))
    if Role.SECRETARIAT in roles:
        found.append(_of_secretariat(work, award_round))
    if Role.AUDITOR in roles:
        found.append(errands.of_auditor(award_round, work.now))
    return [errand for errand in found if errand is not None]


def _of_secretariat(work: Work, award_round: Round) -> Errand:
    if award_round.phase(work.now) in RESULT_PUBLIC:
        return errands.announced()
    seen = attention.overview(work, award_round)
    return errands.of_secretariat(award_round, seen, work.now, next_step(award_round, seen))


def _as_nominator(work: Work) -> Iterator[Part]:
    """Give the rounds that somebody's organisation has nominated in, or can."""
    if not work.actor.organisations and not work.actor.let_into:
        return
    own = lists.of_actor(work)
    held: dict[int, Round] = {
        award_round.id: award_round
        for award_round in rounds.open_calls(work.session, work.now)
        if work.actor.organisations and doors.NEW_NOMINATION.is_open(work, award_round)
    }
    held |= rounds.by_ids(work.session, {nomination.round_id for nomination in own})
    by_round: dict[int, list[Own]] = {}
    for nomination in own:
        if nomination.state is not NominationState.WITHDRAWN:
            by_round.setdefault(nomination.round_id, []).append(nomination)
    for award_round in held.values():
        phase = award_round.public_phase(work.now)
        if phase is Phase.OPEN or (award_round.id in by_round and phase is not Phase.PLANNED):
            yield _nominating(work, award_round, by_round.get(award_round.id, []), phase)


def _nominating(work: Work, award_round: Round, own: Sequence[Own], phase: Phase) -> Part:
    errand = nominators.of_nominator(award_round, own, work.now)
    return Part(
        award_round,
        terms.phase(phase),
        [_("Du skriver forslag")],
        [_offer(work, award_round, errand)],
        doors.ways_of_nominator(work, award_round),
    )
