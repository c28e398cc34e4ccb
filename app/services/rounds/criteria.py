"""The criteria of a planned round: set as a whole, and what follows when one is taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from app.models import Criterion, Round, Texts
from app.rules.access import Permission
from app.rules.texts import slug_of
from app.services import audit, digests, foresight, forms, may, seals, stamps
from app.services.rounds.locking import insist_planned
from app.services.work import NotFoundError, Work

KEY_LENGTH = 40
COLUMNS = ("key", "weight", "name", "short", "question", "levels")


def columns(award_round: Round) -> list[dict[str, Any]]:
    """Give the criteria as their columns, in order: to be set again, all or some."""
    return [{name: getattr(one, name) for name in COLUMNS} for one in award_round.criteria]


def as_data(criteria: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give criteria as plain data."""
    return {
        "criteria": [
            {name: one[name] for name in COLUMNS} | {"weight": seals.plain(one["weight"])}
            for one in criteria
        ]
    }


def stamp(award_round: Round) -> str:
    """Give the stamp of the criteria as they are."""
    return stamps.of(as_data(columns(award_round)))


def new_key(name: Texts, taken: Sequence[str]) -> str:
    """Make the key of a new criterion from its name."""
    first = slug_of(next((text for text in name.values() if text), ""))[: KEY_LENGTH - 4]
    wanted = first or "kriterium"
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (wanted, *numbered) if key not in taken)


def set_criteria(
    work: Work,
    award_round: Round,
    criteria: Sequence[Mapping[str, Any]],
    *,
    base: str | None = None,
) -> None:
    """Set the criteria of a planned round; ``criteria`` are the columns of ``Criterion``.

    Those that were set before are replaced. ``base`` is the stamp of what the writer began from.

    Raises:
        LockedError: the call is open, and candidates have read them.
        StaleEditError: somebody else has set them otherwise since.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    insist_planned(award_round)
    work.session.refresh(award_round, ["criteria"])
    stamps.insist(as_data(columns(award_round)), as_data(criteria), base)
    work.session.execute(delete(Criterion).where(Criterion.round_id == award_round.id))
    work.session.expire(award_round, ["criteria"])
    award_round.criteria = [
        Criterion(position=place, **values) for place, values in enumerate(criteria, start=1)
    ]
    work.session.flush()
    audit.record(
        work,
        "criteria.set",
        f"round:{award_round.id}",
        award_round=award_round,
        weights={criterion.key: str(criterion.weight) for criterion in award_round.criteria},
        digest=digests.of(seals.criteria(award_round.criteria)),
    )


@dataclass(frozen=True)
class ForeseenRemoval:
    """What goes with a criterion that is taken out."""

    round_id: int
    key: str
    name: Texts
    weight: str
    questions: Sequence[Texts]
    """Those whose answers bear on it."""
    stamp: str
    """Of all criteria."""


def foresee_removal(work: Work, award_round: Round, key: str) -> ForeseenRemoval:
    """Say what goes with a criterion.

    Raises:
        LockedError: the call is open.
        NotFoundError: there is none of that key.

    """
    may.require(work, Permission.SET_UP_ROUND, award_round)
    insist_planned(award_round)
    found = next((one for one in award_round.criteria if one.key == key), None)
    if found is None:
        raise NotFoundError(key)
    parts = forms.form(work.session, award_round)
    return ForeseenRemoval(
        award_round.id,
        key,
        found.name,
        seals.plain(found.weight),
        [one.label for part in parts for one in part.questions if key in one.criteria],
        stamp(award_round),
    )


def remove(work: Work, award_round: Round, key: str, *, seen: str) -> None:
    """Take a criterion out of a planned round; questions of the form no longer bear on it.

    Raises:
        LockedError: the call is open.
        NotFoundError: there is none of that key.
        ForeseenOtherwiseError: what goes with it is no longer what she was shown.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    foreseen = foresee_removal(work, award_round, key)
    foresight.insist(foreseen, seen)
    set_criteria(work, award_round, [one for one in columns(award_round) if one["key"] != key])
    if foreseen.questions:
        parts = forms.columns(work.session, award_round)
        for part in parts:
            for question in part["questions"]:
                question["criteria"] = [one for one in question["criteria"] if one != key]
        forms.replace(work, award_round, parts)
