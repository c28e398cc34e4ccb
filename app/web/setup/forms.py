"""The form that makes a round: its year, and what it is made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.rules.calendar import YEARS
from app.rules.numbers import row_number
from app.services.setup import Source, Sources
from app.words.text import _


@dataclass(frozen=True)
class NewRoundForm:
    """What was filled in. It is shown again as it was, whatever it holds."""

    year: str
    source: str

    @classmethod
    def first(cls, known: Sources) -> "NewRoundForm":
        """Fill in what is most likely: next year's, from the last one."""
        return cls(str(known.year), Source.LAST if known.last else "")

    @property
    def number(self) -> int | None:
        """The year, if it is one."""
        year = row_number(self.year.strip())
        return year if year in YEARS else None

    def errors(self, known: Sources) -> dict[str, str]:
        """Say by field what is wrong."""
        found = {}
        if self.number is None:
            found["year"] = _(
                "Skriv årstallet med fire sifre, for eksempel %(year)s.", year=known.year
            )
        if not self.source:
            found["source"] = _("Velg hva runden skal lages av.")
        return found


def read_new_round(sent: Mapping[str, str]) -> NewRoundForm:
    """Read the form."""
    return NewRoundForm(sent.get("year", ""), sent.get("source", ""))
