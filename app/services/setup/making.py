"""Making a round: from nothing, from the prize's last one, or from a ready set."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.models import Jury, Prize, Round
from app.models.rounds import DATE_COLUMNS
from app.rules.access import Permission
from app.rules.calendar import day_of
from app.rules.dates import RoundDate
from app.rules.first_rules import FirstRules
from app.rules.lifecycle import Course
from app.rules.moved_dates import moved
from app.services import contacts, forms, jury, may, nominators, ready_sets, rounds, rulebooks
from app.services.ready_sets import ReadySet
from app.services.rounds import criteria as criteria_of
from app.services.work import NotFoundError, Work

OWN = frozenset(
    {"id", "prize_id", "jury_id", "slug", "year", "milestone", "course", "version", "history"}
    | {"is_recorded", "is_invented", *DATE_COLUMNS.values()}
    | {"candidate_kinds", "candidate_needs", "most_candidates", "allows_own"}
    | {"nominators", "signatory_required", "takes_support"}
    | {"contact_name", "contact_email", "contact_phone"}
)
"""What a round does not take over from the one that it is made from as it stands there."""


class Source(StrEnum):
    """What a round is made from; a ready set is named by its key after a colon."""

    NOTHING = "nothing"
    LAST = "last"
    READY = "ready"


@dataclass(frozen=True)
class Sources:
    """What the next round of a prize can be made from."""

    year: int
    """The first that has no round."""
    last: Round | None
    ready: Sequence[ReadySet]


def last_round(session: Session, prize: Prize) -> Round | None:
    """Give the latest round of a prize that was set up in the product and not cancelled."""
    found = session.scalars(
        select(Round)
        .where(
            Round.prize_id == prize.id,
            Round.is_recorded.is_(False),
            Round.course != Course.CANCELLED,
        )
        .order_by(Round.year.desc(), Round.id.desc())
    ).first()
    return rounds.by_id(session, found.id) if found else None


def sources(work: Work, prize: Prize) -> Sources:
    """List what the next round of a prize can be made from.

    Raises:
        DeniedError: her office is another prize's, or none.

    """
    may.require_prize(work, Permission.SET_UP_ROUND, prize)
    taken = set(work.session.scalars(select(Round.year).where(Round.prize_id == prize.id)))
    year = max([work.today.year, *(one + 1 for one in taken)])
    return Sources(
        year,
        last_round(work.session, prize),
        [ready_sets.read(key) for key in ready_sets.names()],
    )


def make(work: Work, prize: Prize, *, year: int, source: str) -> Round:
    """Make a round.

    Args:
        work: the secretariat's.
        prize: what it is a round of.
        year: the year it carries.
        source: one of ``Source``; ``ready:<key>`` for a ready set.

    Raises:
        DeniedError: her office is another prize's, or none.
        YearTakenError: there is a round of that year.
        NotFoundError: there is no such source.

    """
    may.require_prize(work, Permission.SET_UP_ROUND, prize)
    kind, _, key = source.partition(":")
    if kind == Source.NOTHING:
        return _from_nothing(work, prize, year)
    if kind == Source.READY and key in ready_sets.names():
        return _from_set(work, prize, year, ready_sets.read(key))
    last = last_round(work.session, prize)
    if kind == Source.LAST and last is not None:
        return _from_round(work, prize, year, last)
    raise NotFoundError(f"a round made from {source}")


def _from_nothing(work: Work, prize: Prize, year: int) -> Round:
    made = rounds.create(work, prize, year=year, dates={})
    return _with_jury(work, made)


def _from_set(work: Work, prize: Prize, year: int, ready: ReadySet) -> Round:
    made = rounds.create(work, prize, year=year, dates={})
    rounds.set_criteria(work, made, ready.criteria)
    rounds.set_form(work, made, ready.sections)
    rulebooks.set_rules(work, made, FirstRules(ready.quorum, ready_sets.law(), ready.reach))
    return _with_jury(work, made)


def _from_round(work: Work, prize: Prize, year: int, last: Round) -> Round:
    names = [one.key for one in inspect(Round).column_attrs if one.key not in OWN]
    columns = {name: getattr(last, name) for name in names}
    dates = moved(last.dates, max(1, year - last.year), work.now)
    made = rounds.create(
        work,
        prize,
        year=year,
        dates={DATE_COLUMNS[one]: at for one, at in dates.items()},
        **columns,
    )
    rounds.set_stages(work, made, last.plan)
    rounds.set_basis(work, made, rounds.basis_of(last))
    rounds.set_candidates(work, made, last.candidate_rules, base=rounds.candidate_stamp(made))
    nominators.set_nominators(
        work,
        made,
        last.nominators,
        signatory_required=last.signatory_required,
        takes_support=last.takes_support,
    )
    contacts.store(work, made, contacts.of(last))
    rounds.set_criteria(work, made, criteria_of.columns(last))
    rounds.set_form(work, made, forms.columns(work.session, last))
    rules = rulebooks.rules_to_copy(last)
    if rules is not None:
        rulebooks.set_rules(work, made, rules)
    return _with_jury(work, made, last.jury_id)


def _with_jury(work: Work, made: Round, wanted: int | None = None) -> Round:
    """Give a round the jury of the last one, or else the prize's own, if its term holds still."""
    held = jury.of_prize(work, made.prize)
    meets = made.dates[RoundDate.DELIBERATION]
    year = day_of(meets).year if meets else made.year
    fitting = [one for one in held if one.term_from <= year <= one.term_to and one.seats]
    chosen: Jury | None = next((one for one in fitting if one.id == wanted), None)
    if chosen is None and wanted is None and len(fitting) == 1:
        chosen = fitting[0]
    if chosen is not None:
        jury.assign(work, made, chosen)
    return made
