"""What has been opened after the deadline, as the secretariat sees it; and two versions compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Nomination, NominationVersion, Round
from app.services import accounts, late, rounds
from app.services.late import Opened
from app.services.work import NotFoundError, Work
from app.words.acts import late as words
from app.words.nominations.comparing import Compared, compare


@dataclass(frozen=True)
class OpenedLine:
    """One nomination that was opened, why, by whom, and how it stands."""

    opened: Opened
    called: str
    standing: str
    by: str
    is_awaited: bool


@dataclass(frozen=True)
class LatePage:
    """Returns and exceptions of a round, and the drafts that an exception can be made for."""

    lines: Sequence[OpenedLine]
    drafts: Sequence[Nomination]


def lay_out(work: Work, award_round: Round) -> LatePage:
    """Lay out what has been opened in a round."""
    found = late.opened(work.session, award_round)
    names = accounts.names_of(work.session, [one.move.moved_by_id for one in found])
    return LatePage(
        [
            OpenedLine(
                one,
                words.over(one.nomination),
                words.standing(one, work.now),
                names.get(one.move.moved_by_id or 0, ""),
                one.is_awaited(work.now),
            )
            for one in found
        ],
        late.drafts(work, award_round),
    )


@dataclass(frozen=True)
class Comparison:
    """Two versions of a nomination, and where they differ."""

    before: NominationVersion
    after: NominationVersion
    changes: Sequence[Compared]


def comparison(
    work: Work, award_round: Round, nomination: Nomination, first: int | None, last: int | None
) -> Comparison:
    """Compare two versions; the last two, where none are named.

    Raises:
        NotFoundError: there is no such version.

    """
    held = {version.number: version for version in nomination.versions}
    numbers = sorted(held)
    after = held.get(last or numbers[-1])
    before = held.get(first or numbers[-2])
    if before is None or after is None:
        raise NotFoundError("version")
    form = rounds.form(work.session, award_round)
    return Comparison(before, after, compare(form, before.content, after.content))
