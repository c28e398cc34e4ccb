"""The two nominations that are compared: chosen from a list, or in a long round searched for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Round
from app.rules import searching
from app.services import lists
from app.services.ranking import Ranking, Row
from app.services.work import Work
from app.words.ranking.names import name_of

MOST_LISTED = 50
"""A round with more is not chosen from but searched in: a list grows with the round."""
MOST_LETTERS = 100


@dataclass(frozen=True)
class Chooser:
    """Who is compared with whom.

    others: what can be chosen from; nothing in a long round, which is searched in instead.
    missed: what was searched for and is not in the ranking.
    """

    one: Row
    other: Row
    others: Sequence[Row]
    missed: Sequence[str]


def choose(
    work: Work, award_round: Round, table: Ranking, asked: Mapping[str, str]
) -> Chooser | None:
    """Find the two that are asked for, or else the two on top; None if there are not two.

    Args:
        work: the reader's.
        award_round: the round.
        table: its ranking, as she may see it.
        asked: ``a`` and ``b`` are nominations by number of the row; ``finn-a`` and ``finn-b`` are
            searched for, by name or number.

    """
    scored = [row for row in table.rows if row.line.place is not None]
    if len(scored) < 2:
        return None
    by_id = {str(row.nomination.id): row for row in scored}
    found: list[Row | None] = []
    missed = []
    for field in ("a", "b"):
        query = " ".join(asked.get(f"finn-{field}", "").split())[:MOST_LETTERS]
        row = _find(work, award_round, scored, query) if query else by_id.get(asked.get(field, ""))
        if query and row is None:
            missed.append(query)
        found.append(row)
    one = found[0] or next(row for row in scored if row is not found[1])
    other = found[1] or scored[1]
    if other is one:
        other = next(row for row in scored if row is not one)
    return Chooser(one, other, scored if len(scored) <= MOST_LISTED else (), missed)


def _find(work: Work, award_round: Round, scored: Sequence[Row], query: str) -> Row | None:
    """Find the nomination of that number or name, or else the best with the words in its name."""
    hits = lists.find(work.session, award_round, query)
    among = [row for row in scored if row.nomination.id in hits]
    wanted = searching.folded(query)
    named = (
        row
        for row in among
        if wanted in (str(row.nomination.number), searching.folded(name_of(row)))
    )
    return next(named, None) or next(iter(among), None)
