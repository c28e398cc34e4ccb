"""The nominations of the organisations that the reader acts for, by round."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.models import JoinRequest, Nomination, Organisation, Round
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import NominationState, Phase
from app.services import joining, lists, may, nominations, nominees, organisations, rounds
from app.services.lists import Own
from app.services.work import Work
from app.web import paging
from app.words.nominations import status as nomination_words
from app.words.rounds import calls


@dataclass(frozen=True)
class OwnLine:
    """One nomination of the reader's organisations."""

    nomination: Nomination
    title: str
    next_step: str
    writes: bool
    """Whether it can still be written on."""
    is_let_in: bool
    """Whether the reader was invited into it, and does not act for its organisation."""
    is_nominated: bool
    """Whether it is one of the nominees, and that has been announced before the winner."""

    @property
    def is_invented(self) -> bool:
        """Whether its candidates exist in the demonstration only."""
        return any(candidate.is_invented for candidate in self.nomination.candidates)


@dataclass(frozen=True)
class OwnRound:
    """One round, with what they have in it on this page."""

    award_round: Round
    standing: str
    is_open: bool
    time_left: str
    has_begun: bool
    """Whether they have anything in it, on this page or another."""
    may_start: bool
    lines: Sequence[OwnLine]


@dataclass(frozen=True)
class OwnList:
    """A page of everything that they have written."""

    bodies: Sequence[Organisation]
    asked: Sequence[JoinRequest]
    """Where she has asked to be let in, as long as she acts for nobody."""
    held: Sequence[Own]
    rounds: Sequence[OwnRound]
    page: paging.Page[Own]
    first_call: Round | None
    """The call that is open now and closes first."""

    @property
    def drafts(self) -> int:
        """How many drafts they have."""
        return sum(own.state is NominationState.DRAFT for own in self.held)

    @property
    def sent(self) -> int:
        """How many have been handed in, whatever became of them."""
        return sum(
            own.reference is not None and own.state is not NominationState.DRAFT
            for own in self.held
        )

    @property
    def next_step(self) -> str:
        """What comes next for them in the first call."""
        if self.first_call is None:
            return ""
        held = [own.state for own in self.held if own.round_id == self.first_call.id]
        return nomination_words.next_of_all(self.first_call, held)


def line(
    work: Work,
    nomination: Nomination,
    award_round: Round,
    announced: Collection[int] | None = None,
) -> OwnLine:
    """Lay out one nomination in a list; ``announced`` are the nominees, where they have been."""
    writes = nominations.decide(work, Permission.EDIT_NOMINATION, nomination, award_round)
    return OwnLine(
        nomination,
        nomination_words.title_of(nomination),
        nomination_words.next_step(nomination, award_round, work.now, announced),
        writes is Verdict.ALLOWED
        and nominations.window_of(award_round, nomination, work.now) is not None,
        nomination.organisation_id not in work.actor.organisations,
        nomination.id in (announced or ()),
    )


def own_list(work: Work, number: int) -> OwnList:
    """Lay out a page of the nominations of the reader's organisations, latest round first."""
    held = lists.of_actor(work)
    calls_open = rounds.open_calls(work.session, work.now)
    page = paging.cut(held, paging.Asked(number), "nominations.mine")
    by_round: dict[int, tuple[Round, list[Nomination]]] = {
        award_round.id: (award_round, []) for award_round in calls_open
    }
    found = rounds.by_ids(work.session, {own.round_id for own in page.rows})
    for nomination in lists.load(work.session, [own.id for own in page.rows]):
        award_round = found[nomination.round_id]
        by_round.setdefault(award_round.id, (award_round, []))[1].append(nomination)
    begun = {own.round_id for own in held}
    bodies = organisations.of_actor(work)
    return OwnList(
        bodies,
        [] if bodies else joining.own_requests(work),
        held,
        [
            _round(work, award_round, held_in, has_begun=award_round.id in begun)
            for award_round, held_in in sorted(by_round.values(), key=lambda group: -group[0].year)
        ],
        page,
        next(iter(calls_open), None),
    )


def _round(
    work: Work, award_round: Round, held: Sequence[Nomination], *, has_begun: bool
) -> OwnRound:
    is_open = award_round.phase(work.now) is Phase.OPEN
    announced = nominees.announced_ids(work.session, award_round) if held else None
    starts = may.decide(work, Permission.START_NOMINATION, award_round) is Verdict.ALLOWED
    return OwnRound(
        award_round,
        calls.standing(award_round, work.now).title,
        is_open,
        calls.time_left(award_round, work.now) if is_open else "",
        has_begun,
        is_open and starts,
        [line(work, nomination, award_round, announced) for nomination in held],
    )
