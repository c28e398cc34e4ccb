"""Who leads where the chair cannot, and who is away: a part of the page of conflicts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.models import Absence, Appointment, ChairElection, Round
from app.rules.access import Permission, Verdict
from app.services import accounts, impartiality, lists, may
from app.services.impartiality import Board
from app.services.work import Work
from app.words.jury import sittings as words

STAGE = "stage"
"""What a form sends for the whole stage, where another sends a nomination."""


@dataclass(frozen=True)
class RefusedSitting:
    """What was sent of an election or an absence and refused, to be shown again."""

    form: str
    """Which form: ``elect``, ``relieve``, ``away`` or ``back``."""
    about: str
    who: str
    reason: str
    errors: Mapping[str, str]
    """By the id of the field."""
    took_part: Sequence[int] = ()


@dataclass(frozen=True)
class Noted:
    """Something that was noted of somebody, with what says so."""

    key: str
    text: str
    reason: str
    when: str
    took_part: str = ""
    """Who took part, of an election."""
    written: str = ""
    """What was sent to end it, and refused."""


@dataclass(frozen=True)
class Sittings:
    """Who leads, who could be elected, and who is away."""

    leads: str
    """Who leads what compares all in the running, in a sentence."""
    elected: Sequence[Noted]
    about: Sequence[tuple[str, str]] = ()
    """For what somebody can be elected now; empty where the chair leads everything."""
    candidates: Sequence[tuple[int, str]] = ()
    electorate: Sequence[tuple[int, str]] = ()
    """Those who can have taken part in an election."""
    can_elect: bool = False
    away: Sequence[Noted] = ()
    here: Sequence[tuple[int, str]] = ()
    """Those who can be noted as away."""
    can_note: bool = False
    sent: RefusedSitting | None = None

    @property
    def chosen(self) -> Sequence[int]:
        """Who is ticked as having taken part: as it was sent, or all."""
        if self.sent and self.sent.form == "elect":
            return self.sent.took_part
        return [key for key, _name in self.electorate]

    def value(self, form: str, name: str) -> str:
        """Give what was sent in a field of a form and refused."""
        return getattr(self.sent, name) if self.sent and self.sent.form == form else ""


def lay_out(
    work: Work,
    award_round: Round,
    where: Board,
    elected: Sequence[ChairElection],
    sent: RefusedSitting | None,
) -> Sittings:
    """Lay out who leads and who is away, with the forms that the reader may send."""
    lead = impartiality.lead(where, elected)
    can_elect = may.decide(work, Permission.ELECT_CHAIR, award_round) is Verdict.ALLOWED
    can_note = _may_note(work, award_round, where, elected)
    about = _about(work, where, elected) if can_elect else []
    gone = impartiality.absences(work.session, award_round)
    names = accounts.names_of(work.session, [one.noted_by_id for one in gone.values()])
    named = [one.nomination_id for one in elected if one.nomination_id is not None]
    called = lists.names(work.session, named)
    chair = impartiality.chair_of(where)
    notable = [one for one in where.holders if one.id not in where.left | where.away]
    if may.decide(work, Permission.ELECT_CHAIR, award_round) is Verdict.NOT_HERS:
        notable = [one for one in notable if one is not chair]
    return Sittings(
        words.leads(lead, has_cases=bool(where.nominations)),
        [_elected(where, one, called, sent) for one in elected],
        about,
        _people(where, about, impartiality.eligible),
        _people(where, about, impartiality.electorate),
        can_elect,
        [_away(one, gone[one.id], names, sent) for one in where.holders if one.id in where.away],
        [(one.id, words.person(one)) for one in notable],
        can_note,
        sent,
    )


def _may_note(
    work: Work, award_round: Round, where: Board, elected: Sequence[ChairElection]
) -> bool:
    if may.decide(work, Permission.NOTE_ABSENCE, award_round) is not Verdict.ALLOWED:
        return False
    own = work.actor.appointment_in(award_round.jury_id)
    leader = impartiality.lead(where, elected).leader
    return own is None or (leader is not None and leader.id == own.appointment_id)


def _about(work: Work, where: Board, elected: Sequence[ChairElection]) -> list[tuple[str, str]]:
    """List for what somebody can be elected: what the chair can't lead."""
    shut = [one for one in where.nominations if not impartiality.lead(where, (), one).chair_can]
    names = lists.names(work.session, shut[:NAMED])
    options = [(str(one), words.about(names[one])) for one in shut[:NAMED]]
    if not impartiality.lead(where, elected).chair_can:
        options.insert(0, (STAGE, words.about("")))
    return options


NAMED = 50
"""So many nominations are offered at most; for more there is the whole stage."""


def _people(
    where: Board,
    about: Sequence[tuple[str, str]],
    find: Callable[[Board, int | None], Sequence[Appointment]],
) -> list[tuple[int, str]]:
    """List who can do something in one at least of what somebody can be elected for."""
    found: dict[int, Appointment] = {}
    for value, _label in about:
        one = None if value == STAGE else int(value)
        found |= {who.id: who for who in find(where, one)}
    return [(one.id, words.person(one)) for one in where.holders if one.id in found]


def _elected(
    where: Board, one: ChairElection, names: Mapping[int, str], sent: RefusedSitting | None
) -> Noted:
    who = next((held for held in where.holders if held.id == one.appointment_id), None)
    is_hers = impartiality.lead(where, [one], one.nomination_id).acting is not None
    took_part = {each.appointment_id for each in one.participants}
    key = STAGE if one.nomination_id is None else str(one.nomination_id)
    return Noted(
        key,
        words.elected(who, names.get(one.nomination_id or 0, ""), is_in_force=is_hers),
        one.reason,
        words.when(one.elected_at),
        words.took_part([held for held in where.holders if held.id in took_part]),
        sent.reason if sent and sent.form == "relieve" and sent.about == key else "",
    )


def _away(
    who: Appointment, noted: Absence, names: Mapping[int, str], sent: RefusedSitting | None
) -> Noted:
    return Noted(
        str(who.id),
        words.away(who),
        noted.reason,
        words.noted(noted.noted_at, names.get(noted.noted_by_id or 0, "")),
        written=sent.reason if sent and sent.form == "back" and sent.who == str(who.id) else "",
    )
