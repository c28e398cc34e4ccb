"""Whose sheet counts in a seat, as ``rules.impartiality.occupant`` has it."""

from app.words.text import _


def who_counts() -> str:
    """Say the rule for who sits, and whose sheet counts when several have handed one in."""
    return _(
        "En plass teller aldri mer enn én gang. I plassen sitter medlemmet, ellers det første varamedlemmet, av dem som ikke er inhabile for forslaget. Den som er borte i trinnet eller har forlatt juryen, sitter bare der hun eller han alt har levert. Har flere levert, teller skjemaet fra den som sitter. De andre skjemaene er tatt vare på."
    )
