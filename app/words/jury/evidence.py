"""What scores rest on, in words: marked by the juror, read by the jury with her grounds."""

from collections.abc import Mapping, Sequence

from app.models import Round
from app.rules import evidence
from app.rules.evidence import PLACE_LIMIT, Evidence, EvidenceMark
from app.rules.tables import every
from app.words.jury.sheets import short_names
from app.words.text import _, _l

MARKS = {
    EvidenceMark.DOCUMENTED: _l("dokumentert"),
    EvidenceMark.PLAUSIBLE: _l("sannsynlig"),
    EvidenceMark.ASSERTED: _l("påstått"),
}
every(EvidenceMark, MARKS)


def options() -> list[tuple[str, str]]:
    """List the marks as they are chosen."""
    return [(mark.value, str(words)) for mark, words in MARKS.items()]


def lines(award_round: Round, data: Mapping[str, Mapping[str, str]]) -> Sequence[str]:
    """Say what each score rests on, of what is stored, criterion by criterion."""
    said = evidence.read(data)
    return [
        _line(name, said[key])
        for key, name in short_names(award_round.criteria).items()
        if key in said
    ]


def _line(name: str, one: Evidence) -> str:
    if one.mark is None:
        return _("%(criterion)s: se %(place)s", criterion=name, place=one.place)
    mark = str(MARKS[one.mark])
    if not one.place:
        return _("%(criterion)s: %(mark)s", criterion=name, mark=mark)
    return _("%(criterion)s: %(mark)s, i %(place)s", criterion=name, mark=mark, place=one.place)


def unmarked(criterion_name: str) -> str:
    """Ask for the mark where only a place is said."""
    return _(
        "%(criterion)s: Velg hvor godt det er belagt, eller ta bort stedet.",
        criterion=criterion_name,
    )


def too_long(criterion_name: str) -> str:
    """Say that a place is longer than there is room for."""
    return _(
        "%(criterion)s: Stedet kan være på %(limit)s tegn. Skriv det kortere.",
        criterion=criterion_name,
        limit=PLACE_LIMIT,
    )
