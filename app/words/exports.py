"""Lists as tables to take along: their headings and their cells, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.models import Appointment, Invitation, Jury, Nomination
from app.rules.coverage import Coverage
from app.services.people import Listed
from app.spreadsheets import Cell, Sheet
from app.words import formats, terms
from app.words.jury import juries
from app.words.text import _


def nominations(title: str, found: Iterable[Nomination]) -> Sheet:
    """List what was handed in to a round."""
    headings = [
        _("Nr."),
        _("Referanse"),
        _("Kandidat"),
        _("Sted"),
        _("Tittel"),
        _("Forslagsstiller"),
        _("Sendt inn"),
        _("Status"),
    ]
    return Sheet(title, headings, [_nomination(one) for one in found])


def _nomination(one: Nomination) -> list[Cell]:
    version = one.versions[-1] if one.versions else None
    return [
        one.number,
        one.reference,
        one.candidate_names,
        " / ".join(dict.fromkeys(candidate.place for candidate in one.candidates)),
        version.title if version else "",
        one.organisation.name if one.organisation else "",
        formats.local(version.submitted_at) if version else None,
        terms.term(one.state),
    ]


def people(found: Iterable[Listed], offices: Mapping[int, str]) -> Sheet:
    """List everybody with an account."""
    headings = [_("Navn"), _("E-post"), _("Roller"), _("Stengt")]
    rows: list[list[Cell]] = [
        [
            one.name,
            one.email,
            offices.get(one.id, ""),
            formats.local(one.closed_at) if one.closed_at else None,
        ]
        for one in found
    ]
    return Sheet(_("Personer"), headings, rows)


def jury(made: Jury, asked: Sequence[Invitation], answers: Mapping[int, str]) -> Sheet:
    """List everybody who sits or has sat in a jury, or is invited, seat by seat.

    Args:
        made: the jury.
        asked: the invitations that have not become a seat.
        answers: by invitation, what was answered.

    """
    headings = [
        _("Plass"),
        _("Kortnavn"),
        _("Navn"),
        _("E-post"),
        _("Som"),
        _("Fra"),
        _("Til"),
        _("Svar"),
    ]
    rows: list[list[Cell]] = []
    for seat in sorted(made.seats, key=lambda one: one.position):
        name = juries.institution(seat)
        held = sorted(seat.appointments, key=lambda one: (one.rank, one.since))
        rows += [[name, seat.short, *_appointed(one)] for one in held]
        rows += [
            [
                name,
                seat.short,
                one.name,
                one.email,
                juries.place(one.rank or 0, leads=seat.leads),
                one.since,
                date(made.term_to, 12, 31),
                answers[one.id],
            ]
            for one in asked
            if one.seat_id == seat.id
        ]
        if len(rows) == 0 or rows[-1][0] != name:
            rows.append([name, seat.short, *[None] * 6])
    return Sheet(juries.title(made), headings, rows)


def _appointed(one: Appointment) -> list[Cell]:
    return [
        one.person_name,
        one.account.email if one.account else "",
        juries.place(one.rank, leads=one.seat.leads),
        one.since,
        one.until,
        _("Sitter"),
    ]


def progress(
    title: str,
    seats: Sequence[str],
    rows: Iterable[tuple[int | None, str, Sequence[str], Coverage]],
) -> Sheet:
    """List who has come how far with which nomination; never a score.

    Args:
        title: the name of the sheet.
        seats: the headings of the seats.
        rows: of each nomination its number, its name, a word for each seat, and what is covered.

    """
    headings = [_("Nr."), _("Kandidat"), *seats, _("Levert"), _("Skal leveres")]
    return Sheet(
        title,
        headings,
        [
            [number, name, *words, covered.sealed, covered.seats_filled]
            for number, name, words, covered in rows
        ],
    )
