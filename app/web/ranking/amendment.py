"""The ranking under the rules in force and those before them, as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.services import ranking, rulebooks
from app.services.ranking import Ranking, Row
from app.services.rulebooks import Version
from app.services.work import Work
from app.words.ranking import versions as ranking_versions
from app.words.ranking.names import name_of
from app.words.ranking.versions import Compared, VersionColumn, VersionPlace
from app.words.rulebooks import RuleChange, changes
from app.words.text import _


@dataclass(frozen=True)
class Amended:
    """What the amendments of a round's rules mean for its ranking."""

    compared: Compared
    versions: Sequence[tuple[Version, list[RuleChange]]]
    """The amendments, the latest first, each with what it changed."""


def compare(work: Work, award_round: Round, table: Ranking, shown: Sequence[Row]) -> Amended | None:
    """Compare the ranking with what it would be by every earlier version; None without one.

    Args:
        work: the reader's; what she may not see is left out under every version.
        award_round: the round.
        table: its ranking by the rules in force.
        shown: the rows that the page lists.

    """
    in_force, *earlier = reversed(award_round.rulebooks)
    if not earlier:
        return None
    columns = [_column(_("Nå (versjon %(number)s)", number=in_force.version), table)]
    for book in earlier:
        before = ranking.for_actor(work, award_round, book)
        columns.append(_column(ranking_versions.earlier(book.version), before))
    names = {row.nomination.id: name_of(row) for row in table.rows}
    return Amended(
        ranking_versions.compare(columns, names, [row.nomination.id for row in shown]),
        [
            (version, changes(award_round, version))
            for version in reversed(rulebooks.versions(work, award_round)[1:])
        ],
    )


def _column(title: str, table: Ranking) -> VersionColumn:
    found = {
        row.nomination.id: VersionPlace(row.line.place, row.line.shared, row.line.score)
        for row in table.rows
    }
    return ranking_versions.column(title, table.rulebook.method, found)
