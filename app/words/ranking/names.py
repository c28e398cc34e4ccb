"""Names in a ranking: nominations, jurors, criteria and methods, as one says them."""

from collections.abc import Sequence

from app.models import Appointment, Round
from app.ranking.methods import Method
from app.services.ranking import Ranking, Row
from app.words import formats
from app.words.formats import listed
from app.words.jury.juries import institution
from app.words.text import _, _n

MOST_NAMED = 8


def name_of(row: Row) -> str:
    """Name the candidates of a nomination as one says them in a sentence."""
    return listed(row.nomination.names)


def nominations(table: Ranking, ids: Sequence[int]) -> str:
    """Name several nominations in a sentence; of very many the first, and how many more."""
    found = [name_of(table.row(one)) for one in ids[:MOST_NAMED]]
    more = len(ids) - MOST_NAMED
    if more > 0:
        found.append(_n("%(num)s til", "%(num)s til", more))
    return listed(found)


def juror(table: Ranking, appointment_id: int) -> str:
    """Name a juror by her seat, and say so if she is a deputy: member and deputy are two."""
    return appointed(table.people[appointment_id])


def appointed(held: Appointment) -> str:
    """Name whoever has an appointment by her seat, and say so if she is a deputy."""
    return _("%(seat)s (vara)", seat=held.seat.short) if held.is_deputy else held.seat.short


def juror_in_full(table: Ranking, appointment_id: int) -> str:
    """Name a juror by her institution, and say so if she is a deputy."""
    held = table.people[appointment_id]
    seat = next(seat for seat in table.seats if seat.id == held.seat_id)
    name = institution(seat)
    return _("%(seat)s (vara)", seat=name) if held.is_deputy else name


def jurors(table: Ranking, ids: Sequence[int]) -> str:
    """Name several jurors in a sentence."""
    return listed([juror(table, one) for one in ids])


def criterion(award_round: Round, key: str) -> str:
    """Name a criterion in short."""
    return next(formats.in_language(c.short) for c in award_round.criteria if c.key == key)


def method(which: Method) -> str:
    """Name a way to reckon."""
    return {
        Method.FAIR: _("Justert snitt"),
        Method.MEAN: _("Vanlig snitt"),
        Method.MEDIAN: _("Median"),
        Method.TRIMMED: _("Snitt uten høyeste og laveste"),
        Method.ZSCORE: _("Standardiserte poeng (z)"),
        Method.BORDA: _("Plasstall (Borda)"),
        Method.COPELAND: _("To mot to (Copeland)"),
        Method.PRECISION: _("Vektet etter presisjon"),
    }[which]


def method_means(which: Method) -> str:
    """Say in a sentence what a way to reckon does."""
    return {
        Method.FAIR: _("Tar hensyn til at noen er strengere, og at ikke alle har vurdert alle."),
        Method.MEAN: _("Gjennomsnittet av medlemmene som har vurdert forslaget."),
        Method.MEDIAN: _("Det midterste medlemmet: like mange over som under."),
        Method.TRIMMED: _("På hvert kriterium strykes det høyeste og det laveste."),
        Method.ZSCORE: _("Hvert medlems poeng måles mot medlemmets eget snitt og spenn."),
        Method.BORDA: _("Bare rekkefølgen hos hvert medlem teller, ikke avstandene."),
        Method.COPELAND: _("Forslagene møtes to og to, og seirene telles."),
        Method.PRECISION: _(
            "Den som ligger nær de andre gjennom alle forslagene, teller mer, så langt poengene viser det."
        ),
    }[which]
