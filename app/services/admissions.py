"""Admitting many nominations in one act, each as it was shown before.

What has changed since is left out and named; the rest is admitted together, or nothing is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.lifecycle import NominationState
from app.services import lists, may, nominations, residents, screening
from app.services.work import Work


class Why(StrEnum):
    """Why a nomination is left out."""

    HANDLED = "handled"
    OTHER_VERSION = "other_version"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Waiting:
    """One nomination that is to be admitted, as it stands."""

    id: int
    number: int
    version: int
    title: str
    names: str
    organisation: str
    language: str
    why: Why | None = None
    """Why it cannot be; None where it can."""


@dataclass(frozen=True)
class Admission:
    """What became of it."""

    admitted: Sequence[int]
    left_out: Sequence[tuple[int, Why]]
    """Numbers, each with why."""


def foresee(work: Work, award_round: Round, ids: Collection[int] | None) -> list[Waiting]:
    """Say what would be admitted and what not: some nominations of a round, or all that wait."""
    may.require(work, Permission.SCREEN, award_round)
    clear = residents.clear(work.session, award_round)
    found = lists.load(work.session, _handed_in(work.session, award_round, ids))
    return [
        Waiting(
            one.id,
            one.number or 0,
            one.submissions,
            one.versions[-1].title,
            one.candidate_names,
            one.organisation.name if one.organisation else "",
            one.language,
            _why_not(one, is_clear=one.id in clear),
        )
        for one in found
    ]


def _handed_in(session: Session, award_round: Round, ids: Collection[int] | None) -> list[int]:
    """List what was handed in to a round; of nothing that is named, all that waits."""
    wanted = (
        Nomination.state == NominationState.SUBMITTED if ids is None else Nomination.id.in_(ids)
    )
    found = session.scalars(
        select(Nomination.id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.reference.is_not(None),
            Nomination.submissions > 0,
            wanted,
        )
        .order_by(Nomination.number)
    )
    return list(found)


def _why_not(nomination: Nomination, *, is_clear: bool) -> Why | None:
    if nomination.state is not NominationState.SUBMITTED:
        return Why.HANDLED
    return None if is_clear else Why.UNCHECKED


def admit_all(work: Work, award_round: Round, shown: Mapping[int, int]) -> Admission:
    """Admit nominations as they were shown: by id, the number of the version that was.

    Whoever sends the same twice finds them handled.
    """
    award_round = may.begin(work, Permission.SCREEN, award_round)
    admitted: list[int] = []
    left_out: list[tuple[int, Why]] = []
    for nomination_id in _handed_in(work.session, award_round, shown.keys()):
        nomination = nominations.by_id(work.session, nomination_id)
        _round, nomination = nominations.begin(work, Permission.SCREEN, nomination)
        number = nomination.number or 0
        why = _why_not(nomination, is_clear=residents.is_clear(work.session, nomination))
        if why is not Why.HANDLED and nomination.submissions != shown[nomination_id]:
            why = Why.OTHER_VERSION
        if why is not None:
            left_out.append((number, why))
            continue
        screening.admit(work, nomination)
        admitted.append(number)
    return Admission(admitted, left_out)
