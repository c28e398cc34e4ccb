"""What a juror has scored herself, as a table to take along."""

from collections.abc import Sequence
from decimal import Decimal

from app.models import Criterion, Round
from app.services.own_scores import OwnSheet
from app.spreadsheets import Cell, Sheet
from app.words import formats, terms
from app.words.jury import sheets
from app.words.text import _


def table(award_round: Round, found: Sequence[OwnSheet]) -> Sheet:
    """List her sheets, each with all that was handed in and the draft that was not.

    A revision is a line of its own. Of what is closed to her a line has the candidates' names.
    """
    criteria = award_round.criteria
    headings = [
        _("Trinn"),
        _("Nr."),
        _("Kandidat"),
        _("Status"),
        _("Tidspunkt"),
        *sheets.short_names(criteria).values(),
        _("Begrunnelse"),
        _("Grunn til endringen"),
        _("Privat notat"),
    ]
    return Sheet(
        _("Poengene mine"), headings, [row for one in found for row in _rows(criteria, one)]
    )


def _rows(criteria: Sequence[Criterion], one: OwnSheet) -> list[list[Cell]]:
    nomination = one.nomination
    first: list[Cell] = [
        str(terms.term(one.stage.kind)),
        nomination.number,
        nomination.candidate_names,
    ]
    sheet = one.sheet
    if sheet is None:
        return [[*first, _("Inhabil: lukket for deg"), *[None] * (len(criteria) + 4)]]
    if not sheet.revisions:
        given = [_score(sheet.draft_scores.get(one.key)) for one in criteria]
        when = formats.local(sheet.saved_at)
        return [[*first, _("Utkast"), when, *given, sheet.draft_grounds, None, sheet.private_notes]]
    rows: list[list[Cell]] = []
    for revision in sheet.revisions:
        is_last = revision.number == sheet.revision_count
        state = _("Levert") if is_last else _("Levert, senere endret")
        given = [_score(revision.scores.get(one.key)) for one in criteria]
        when = formats.local(revision.sealed_at)
        notes = sheet.private_notes if is_last else None
        rows.append([*first, state, when, *given, revision.grounds, revision.reason, notes])
    return rows


def _score(text: str | None) -> Cell:
    return Decimal(text) if text else None
