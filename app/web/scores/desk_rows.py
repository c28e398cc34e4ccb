"""The rows of a desk: each nomination with what is said of it, and where it is opened.

Of a nomination that is closed to the reader a row has the candidates' names and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from app.models import Round
from app.services import desks
from app.services.desks import Desk, Entry, Item, Task
from app.services.impartiality import suggesting
from app.services.scores import OwnScores
from app.services.work import Work
from app.words import terms
from app.words.jury import own_scores, suggestions, worklist
from app.words.jury.suggestions import Hint


@dataclass(frozen=True)
class DeskRow:
    """One nomination on the desk."""

    id: int
    number: int | None
    name: str
    is_invented: bool
    task: Task
    mark: str
    word: str
    url: str
    about: str
    given: str = ""
    """What she gave, of what is handed in."""
    here: bool = False
    hints: tuple[Hint, ...] = ()


def rows(
    work: Work,
    award_round: Round,
    desk: Desk,
    entries: Sequence[Entry],
    going_on: Entry | None,
    own: Mapping[int, OwnScores],
) -> list[DeskRow]:
    """Look into some entries of a desk; one of them may be what is gone on with."""
    weights = award_round.weights()
    given = {
        one: own_scores.summary(scores, weights) for one, scores in own.items() if scores.is_sealed
    }
    made = [
        replace(
            _row(work, award_round, desk, item),
            given=given.get(entry.id, ""),
            here=going_on is not None and going_on.id == entry.id,
        )
        for entry, item in zip(
            entries, desks.items(work.session, award_round, desk, entries), strict=True
        )
    ]
    asked = [row.id for row in made if row.task is Task.DECLARE]
    return _with_hints(work, award_round, desk, made, asked) if asked and desk.is_open else made


def _row(work: Work, award_round: Round, desk: Desk, item: Item) -> DeskRow:
    nomination = item.nomination
    return DeskRow(
        id=nomination.id,
        number=nomination.number,
        name=nomination.candidate_names,
        is_invented=any(candidate.is_invented for candidate in nomination.candidates),
        task=item.task,
        mark=terms.mark(item.task),
        word=worklist.task_word(item.task, desk),
        url=url_for("scores.sheet", nomination_id=nomination.id) if item.reveals else "",
        about=worklist.about(award_round, desk, item, work.now),
    )


def _with_hints(
    work: Work, award_round: Round, desk: Desk, made: Sequence[DeskRow], asked: Sequence[int]
) -> list[DeskRow]:
    """Say beside what is to be declared what one should think of first."""
    mine = desk.appointment
    found = suggesting.suggest(work.session, award_round, [mine], asked)
    return [
        replace(row, hints=suggestions.hints(found.get((row.id, mine.id), ())))
        if row.task is Task.DECLARE
        else row
        for row in made
    ]
