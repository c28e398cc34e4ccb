"""What a final is decided by, in words."""

from app.rules.ballots import StageBasis
from app.words import terms
from app.words.text import _


def choice(basis: StageBasis) -> str:
    """Name what a final can be decided by."""
    return {
        StageBasis.SCORES: _("Poeng"),
        StageBasis.BALLOT: _("Rangering"),
    }[basis]


def means(basis: StageBasis) -> str:
    """Say what it leads to."""
    return {
        StageBasis.SCORES: _("Juryen setter poeng på kriteriene, og rangeringen regnes av dem."),
        StageBasis.BALLOT: _(
            "Hvert medlem rangerer dem som er igjen. Stemmesedlene er hemmelige til drøftingen, og regnes sammen med Schulzes metode. Passer når det er få igjen. Den som er inhabil for én av dem, tar ikke del, og varamedlemmet rangerer i stedet."
        ),
    }[basis]


def move(name: str, *, by_ballot: bool) -> str:
    """Name a move of a stage as the button that makes it."""
    return _("Åpne for rangering") if by_ballot and name == "open_scoring" else terms.move(name)


def changed() -> str:
    """Say that somebody else has chosen otherwise meanwhile."""
    return _(
        "Noen andre har valgt noe annet etter at du åpnet siden. Ingenting er lagret nå. Velg på nytt."
    )
