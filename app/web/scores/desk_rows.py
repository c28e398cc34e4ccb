"""One nomination on a desk, in words: what to do with it, how far it has come, and why.

Of a nomination that is closed to the reader a row has the candidates' names and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for

from app.models import Round
from app.rules.impartiality import Answer, Outcome
from app.rules.lifecycle import Phase, StageState
from app.services.desks import Desk, Item, Task
from app.services.impartiality import conflicts
from app.services.work import Work
from app.words import formats
from app.words import terms as words
from app.words.text import _, _n

WORDS_A_MINUTE = 200
"""How fast one reads with care."""
BEFORE_DELIBERATION = (StageState.WAITING, StageState.DECLARING, StageState.SCORING)


@dataclass(frozen=True)
class Hint:
    """Something to think of before one answers."""

    title: str
    text: str


@dataclass(frozen=True)
class Row:
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
    here: bool = False
    hints: tuple[Hint, ...] = ()


def row(
    work: Work, award_round: Round, desk: Desk, item: Item, phase: Phase, stage: StageState
) -> Row:
    """Put one nomination on the desk into words."""
    nomination = item.nomination
    return Row(
        id=nomination.id,
        number=nomination.number,
        name=nomination.candidate_names,
        is_invented=any(candidate.is_invented for candidate in nomination.candidates),
        task=item.task,
        mark=words.mark(item.task),
        word=word(item.task, phase, stage),
        url=url_for("scores.sheet", nomination_id=nomination.id) if item.reveals else "",
        about=_about(work, award_round, desk, item),
    )


def word(task: Task, phase: Phase, stage: StageState) -> str:
    """Name a task as it stands now: what was not done in time is no longer to be done."""
    if phase is not Phase.JUDGING or stage not in BEFORE_DELIBERATION:
        late = {Task.DECLARE: _("Ikke erklært"), Task.NOT_BEGUN: _("Ikke levert")}
        return late.get(task) or words.term(task)
    if task is Task.NOT_BEGUN and stage is not StageState.SCORING:
        return _("Kan leses")
    return words.term(task)


def reading_minutes(word_count: int) -> int:
    """Say how many minutes a text takes to read."""
    return max(1, -(-word_count // WORDS_A_MINUTE))


def _about(work: Work, award_round: Round, desk: Desk, item: Item) -> str:
    if item.reveals:
        title = _("«%(title)s».", title=item.nomination.versions[-1].title)
        return " ".join([title, *_progress(work, award_round, item)])
    if item.task is Task.AWAIT_RULING and item.declaration is not None:
        return _("Du skrev: «%(text)s»", text=item.declaration.description)
    if item.task is Task.RECUSED:
        return " ".join(_recused(desk, item))
    return ""


def _progress(work: Work, award_round: Round, item: Item) -> list[str]:
    """Say how far she has come with a sheet."""
    sheet = item.sheet
    if sheet is None:
        minutes = reading_minutes(item.nomination.versions[-1].word_count)
        return [_n("%(num)s minutts lesing.", "%(num)s minutters lesing.", minutes)]
    if sheet.sealed_at is not None:
        sealed = _("Forseglet %(moment)s.", moment=formats.short_moment(sheet.sealed_at))
        changes = sheet.revision_count - 1
        changed = _n("Endret én gang.", "Endret %(num)s ganger.", changes)
        return [sealed, changed] if changes else [sealed]
    keys = [criterion.key for criterion in award_round.criteria]
    parts = [
        _(
            "%(given)s av %(all)s kriterier har poeng.",
            given=sum(key in sheet.draft_scores for key in keys),
            all=len(keys),
        )
    ]
    if award_round.rulebook.grounds_required and not sheet.draft_grounds.strip():
        parts.append(_("Begrunnelsen mangler."))
    parts.append(_("Sist lagret %(when)s.", when=lately(sheet.saved_at, work.now)))
    return parts


def _recused(desk: Desk, item: Item) -> list[str]:
    """Say why she is recused, and who sits instead."""
    if item.ruling is not None and item.ruling.outcome is Outcome.RECUSED:
        why = _(
            "Juryen avgjorde %(day)s at du er inhabil: %(ground)s",
            day=formats.day_and_month(item.ruling.ruled_at),
            ground=item.ruling.ground,
        )
    elif item.declaration is not None and item.declaration.answer is Answer.AUTOMATIC:
        when = formats.short_moment(item.declaration.declared_at)
        why = _("Du meldte deg inhabil %(moment)s.", moment=when)
    else:
        why = _("Du er inhabil for et annet forslag som dette skal sammenliknes med.")
    if desk.appointment.is_deputy:
        return [why, _("Du kan ikke tre inn for dette forslaget.")]
    if item.deputy_name:
        return [why, _("%(name)s vurderer forslaget i stedet for deg.", name=item.deputy_name)]
    return [why, _("Ingen varamedlem kan tre inn, så plassen er tom for dette forslaget.")]


def lately(moment: datetime, now: datetime) -> str:
    """Write a moment that may be of today: i dag kl. 10.42, 2. juli kl. 19.40."""
    days = (formats.local(now).date() - formats.local(moment).date()).days
    if days == 0:
        return _("i dag %(time)s", time=formats.time_of_day(moment))
    if days == 1:
        return _("i går %(time)s", time=formats.time_of_day(moment))
    return formats.short_moment(moment)


def with_hints(work: Work, award_round: Round, desk: Desk, rows: Sequence[Row]) -> list[Row]:
    """Say beside what is to be declared what one should think of first."""
    asked = [row.id for row in rows if row.task is Task.DECLARE]
    near = conflicts.suggest(work.session, desk.appointment.seat.institution, asked)
    before = conflicts.declared_before(work, award_round, asked)
    return [
        replace(row, hints=_hints(row, near, before)) if row.task is Task.DECLARE else row
        for row in rows
    ]


def _hints(
    row: Row,
    near: Mapping[int, conflicts.Suggestion],
    before: Mapping[int, conflicts.EarlierConflict],
) -> tuple[Hint, ...]:
    hints = []
    if row.id in near:
        hints.append(
            Hint(
                _("Kandidaten er i %(county)s", county=near[row.id].county),
                _(
                    "Institusjonen din har ansvar for dette fylket. Det gjør deg ikke inhabil i seg selv, men tenk gjennom om du har hatt med arbeidet å gjøre."
                ),
            )
        )
    if row.id in before:
        conflict = before[row.id]
        hints.append(
            Hint(
                _("Du meldte en binding i %(year)s", year=conflict.year),
                _(
                    "Den gjaldt %(name)s. Bare du vet om den gjelder fortsatt.",
                    name=conflict.candidate_name,
                ),
            )
        )
    return tuple(hints)
