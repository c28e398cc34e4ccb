"""The page of conflicts: what awaits a ruling, what has had one, who is recused without."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.models import Round
from app.rules.access import Permission, Verdict
from app.rules.impartiality import Outcome, Standing
from app.services import may
from app.services.impartiality import NothingToRuleError, conflicts
from app.services.impartiality.conflicts import Case, Undeclared
from app.services.work import Work
from app.web.impartiality import sittings
from app.web.impartiality.sittings import RefusedSitting, Sittings
from app.words.jury import conflicts as words
from app.words.jury import suggestions
from app.words.jury.juries import institution


@dataclass(frozen=True)
class RefusedRuling:
    """What was sent for one case and refused, to be shown again."""

    key: str
    outcome: str
    ground: str
    took_part: Sequence[int]
    errors: Mapping[str, str]
    """By the id of the field."""


@dataclass(frozen=True)
class ShownCase:
    """A case with the form for ruling on it, and what was sent of it and refused."""

    case: Case
    key: str
    """What tells its fields from those of another."""
    institution: str
    """Whose seat it concerns."""
    who: Sequence[tuple[int, str]]
    """Who may take part in ruling on it."""
    bench: str
    """Who leads it, and what is to be known of those who may take part."""
    took_part: str
    """Who took part in the ruling that holds, and who led."""
    earlier: Sequence[str]
    """What was ruled before."""
    seen: Sequence[str]
    """What the product sees between her and the candidates."""
    chosen: Sequence[int]
    outcome: str = ""
    ground: str = ""
    is_refused: bool = False

    @property
    def can_undo(self) -> bool:
        """Whether she is recused and may be cleared again."""
        return tuple(self.case.outcomes) == (Outcome.CLEARED,)


@dataclass(frozen=True)
class Seen:
    """What the product sees between a candidate and somebody who has declared nothing."""

    number: int | None
    name: str
    """Who it is about, with her seat."""
    candidates: str
    said: Sequence[str]


@dataclass(frozen=True)
class RulingsPage:
    """The cases of a round, but those that the reader must keep out of."""

    can_rule: bool
    """Whether the reader may enter rulings now."""
    pending: Sequence[ShownCase]
    ruled: Sequence[ShownCase]
    recused: Sequence[ShownCase]
    """Without a ruling."""
    undeclared: Sequence[Seen]
    sittings: Sittings
    """Who leads, and who is away."""
    faults: Mapping[str, str]


def lay_out(
    work: Work,
    award_round: Round,
    refused: RefusedRuling | None = None,
    sitting: RefusedSitting | None = None,
) -> RulingsPage:
    """Lay out the cases of a round; of one form on the page, what was sent and refused.

    Raises:
        NothingToRuleError: what was sent is about no case that can be ruled on.

    """
    found = conflicts.overview(work, award_round)
    cases = [_shown(case, refused) for case in found.cases]
    if refused and refused.key not in {one.key for one in cases if one.case.outcomes}:
        raise NothingToRuleError
    others = [one for one in cases if not one.case.is_pending]
    recused = Standing.RECUSED
    return RulingsPage(
        may.decide(work, Permission.RULE_ON_CONFLICT, award_round) is Verdict.ALLOWED,
        [one for one in cases if one.case.is_pending],
        [one for one in others if one.case.ruling is not None],
        [one for one in others if one.case.ruling is None and one.case.standing is recused],
        [_seen(one) for one in found.undeclared],
        sittings.lay_out(work, award_round, found.where, found.elected, sitting),
        refused.errors if refused else sitting.errors if sitting else {},
    )


def _seen(one: Undeclared) -> Seen:
    return Seen(
        one.nomination.number,
        words.juror(one.appointment, leads=False),
        one.nomination.candidate_names,
        suggestions.of_others(one.suggestions),
    )


def key_of(nomination_id: int, appointment_id: int) -> str:
    """Give what tells the fields of one case from those of another."""
    return f"{nomination_id}-{appointment_id}"


def _shown(case: Case, refused: RefusedRuling | None) -> ShownCase:
    key = key_of(case.nomination.id, case.appointment.id)
    people, leader = case.jurors.people, case.jurors.leader
    shown = ShownCase(
        case,
        key,
        institution(case.appointment.seat),
        [(one.id, words.juror(one, leads=one is leader)) for one in people],
        words.bench(case.jurors),
        words.took_part(
            case.took_part, lacks_quorum=bool(case.ruling and case.ruling.lacks_quorum)
        ),
        [words.earlier(one) for one in case.earlier],
        suggestions.of_others(case.suggestions),
        [one.id for one in people],
    )
    if refused is None or refused.key != key:
        return shown
    return replace(
        shown,
        outcome=refused.outcome,
        ground=refused.ground,
        chosen=refused.took_part,
        is_refused=True,
    )
