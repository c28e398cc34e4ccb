"""What stands on a desk, nomination by nomination: what to do with it, how far it has come, why.

Of a nomination that is closed to the reader nothing is said but what she wrote, and who sits instead.
"""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from app.models import Round, ScoreSheet
from app.rules.impartiality import Answer, Outcome, Standing
from app.rules.reading import reading_minutes
from app.services.desks import Closed, Desk, Item, Task
from app.words import formats, terms
from app.words.jury import papers
from app.words.jury.sheets import lately
from app.words.spoken import spoken
from app.words.text import _, _n


def withdrawn(names: Sequence[str]) -> str:
    """Name what was withdrawn from a desk; nothing where nothing was."""
    if not names:
        return ""
    return _(
        "Trukket av forslagsstilleren: %(names)s. Det er ikke med i vurderingen lenger.",
        names=formats.listed(names),
    )


def task_word(task: Task, desk: Desk) -> str:
    """Name a task as it stands now: what was not done in time is no longer to be done."""
    if desk.is_over:
        late = {
            Task.DECLARE: _("Ikke svart"),
            Task.NOT_BEGUN: _("Ikke levert"),
            Task.CONFIRM: _("Ikke bekreftet"),
        }
        return late.get(task) or terms.term(task)
    if task is Task.NOT_BEGUN and not desk.is_scoring:
        return _("Kan leses")
    return terms.term(task)


def about(award_round: Round, desk: Desk, item: Item, now: datetime) -> str:
    """Say in a few sentences what there is to know of a nomination on the desk."""
    if item.reveals:
        nomination = item.nomination
        written = spoken(nomination.versions[-1].title, nomination.language)
        title = _("«%(title)s».", title=written)
        if item.task is Task.CONFIRM and desk.is_over:
            return Markup(" ").join([title, papers.too_late()])
        return Markup(" ").join([title, *_progress(award_round, item, now)])
    if item.task is Task.AWAIT_RULING and item.declaration is not None:
        return _("Du skrev: «%(text)s»", text=item.declaration.description)
    if item.task is Task.RECUSED:
        return Markup(" ").join(_recused(award_round, item, is_deputy=desk.is_deputy))
    return ""


def _progress(award_round: Round, item: Item, now: datetime) -> list[str]:
    """Say how far she has come with a sheet."""
    sheet = item.sheet
    if sheet is None:
        minutes = reading_minutes(item.nomination.versions[-1].word_count)
        return [_n("Omtrent ett minutts lesing.", "Omtrent %(num)s minutters lesing.", minutes)]
    if sheet.sealed_at is not None:
        sealed = _("Forseglet %(moment)s.", moment=formats.short_moment(sheet.sealed_at))
        changes = sheet.revision_count - 1
        changed = _n("Endret én gang.", "Endret %(num)s ganger.", changes)
        return [sealed, changed] if changes else [sealed]
    return _of_draft(award_round, sheet, now)


def _of_draft(award_round: Round, sheet: ScoreSheet, now: datetime) -> list[str]:
    keys = [criterion.key for criterion in award_round.criteria]
    parts = [
        _(
            "Poeng på %(given)s av %(all)s kriterier.",
            given=sum(key in sheet.draft_scores for key in keys),
            all=len(keys),
        )
    ]
    if award_round.rulebook.grounds_required and not sheet.draft_grounds.strip():
        parts.append(_("Begrunnelsen mangler."))
    parts.append(_("Sist lagret %(when)s.", when=lately(sheet.saved_at, now)))
    return parts


def _recused(award_round: Round, item: Item, *, is_deputy: bool) -> list[str]:
    """Say why she is recused, and who sits instead."""
    if item.ruling is not None and item.ruling.outcome is Outcome.RECUSED:
        why = _(
            "Juryen avgjorde %(day)s at du er inhabil: %(ground)s",
            day=formats.day_and_month(item.ruling.ruled_at),
            ground=spoken(item.ruling.ground, award_round.language),
        )
    elif item.declaration is not None and item.declaration.answer is Answer.AUTOMATIC:
        when = formats.short_moment(item.declaration.declared_at)
        why = _("Du meldte deg inhabil %(moment)s.", moment=when)
    else:
        why = _("Du er inhabil for et annet forslag som dette skal sammenlignes med.")
    if item.sheet is not None and item.sheet.sealed_at is not None:
        handed_in = formats.short_moment(item.sheet.sealed_at)
        kept = _(
            "Skjemaet du leverte %(moment)s, er tatt vare på, men teller ikke.", moment=handed_in
        )
        why = Markup(" ").join([why, kept])
    if is_deputy:
        return [why, _("Du kan ikke tre inn for dette forslaget.")]
    if item.deputy_name:
        return [why, _("%(name)s vurderer forslaget i stedet for deg.", name=item.deputy_name)]
    return [why, _("Ingen varamedlemmer kan tre inn, så plassen er tom for dette forslaget.")]


def closed(award_round: Round, found: Closed) -> list[str]:
    """Say why a nomination is closed to its reader, and what became of the sheet she handed in."""
    if found.is_away and found.standing is Standing.CLEAR:
        said = [_("Du er meldt borte i dette trinnet. Da vurderer varamedlemmet.")]
    else:
        said = [_why_closed(award_round, found)]
    if found.sealed_at is not None:
        said.append(
            _(
                "Skjemaet du leverte %(moment)s, er tatt vare på, men teller ikke.",
                moment=formats.short_moment(found.sealed_at),
            )
        )
    return said


def _why_closed(award_round: Round, found: Closed) -> str:
    if found.standing is Standing.UNDECLARED:
        return _("Du har ikke svart på om du har bindinger til kandidaten.")
    if found.standing is Standing.PENDING:
        return _("Du har meldt en mulig binding, og juryen har ikke avgjort om du er habil.")
    if found.standing is Standing.CLEAR:
        return _(
            "Du er varamedlem, og medlemmet vurderer selv. Du får beskjed hvis du skal tre inn."
        )
    if found.ruling is not None and found.ruling.outcome is Outcome.RECUSED:
        return _(
            "Juryen avgjorde %(day)s at du er inhabil: %(ground)s",
            day=formats.day_and_month(found.ruling.ruled_at),
            ground=spoken(found.ruling.ground, award_round.language),
        )
    if found.answer is not None:
        return _("Du har selv meldt at du er inhabil.")
    return _("Du er inhabil for et annet forslag som dette skal sammenlignes med.")
