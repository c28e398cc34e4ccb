"""What is filled in about a prize: its texts in three languages, and who begins with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from app.models import Prize, Texts
from app.rules import prizes as rules
from app.rules.forms import is_email
from app.rules.languages import CODES
from app.rules.numbers import row_number
from app.services.organisations import is_org_number
from app.services.prizes import Agency, Officer
from app.words import prizes as words
from app.words.text import _

Sent = MultiDict[str, str]
TEXTS = ("name", "purpose", "about")
LONGEST = {"name": 120, "purpose": 400, "about": 4000, "gift": 120}
"""So many letters at most, in each language."""
GIFTS = 10
SPARE = 2
"""So many empty lines below the gifts that there are."""


@dataclass(frozen=True)
class PrizeForm:
    """What is said of a prize, as it was written."""

    texts: Mapping[str, Texts]
    gifts: Sequence[Texts]
    contact_email: str
    base: int
    """The version of the prize that the change started from."""

    @property
    def columns(self) -> dict[str, Any]:
        """Give what was written as it is stored: without what is empty."""
        given = {name: _held(one) for name, one in self.texts.items()}
        gifts = [held for one in self.gifts if (held := _held(one))]
        return {**given, "gifts": gifts, "contact_email": self.contact_email}

    @property
    def lines(self) -> list[Texts]:
        """Give the lines of the gifts, with some empty ones below."""
        written = [number for number, one in enumerate(self.gifts, start=1) if _held(one)]
        shown = list(self.gifts[: max(written, default=0)])
        return [*shown, *[{}] * min(SPARE, GIFTS - len(shown))]

    def faults(self) -> dict[str, str]:
        """Say by field what is wrong."""
        found = {
            f"{name}-{code}": words.missing(name, code) for name, code in rules.missing(self.texts)
        }
        for name, one in self.texts.items():
            found |= _too_long(name, one, LONGEST[name])
        for number, one in enumerate(self.gifts, start=1):
            found |= _too_long(f"gift-{number}", one, LONGEST["gift"])
        if not is_email(self.contact_email):
            found["contact_email"] = _("Skriv e-postadressen som folk kan spørre på.")
        return found


def _held(texts: Texts) -> Texts:
    return {code: text.strip() for code, text in texts.items() if text.strip()}


def _too_long(field: str, texts: Texts, limit: int) -> dict[str, str]:
    said = _("Bruk høyst %(limit)s tegn.", limit=limit)
    return {f"{field}-{code}": said for code, text in texts.items() if len(text) > limit}


def read(sent: Sent) -> PrizeForm:
    """Read what was sent."""
    return PrizeForm(
        {name: _texts(sent, name) for name in TEXTS},
        [_texts(sent, f"gift-{number}") for number in range(1, GIFTS + 1)],
        sent.get("contact_email", "").strip(),
        row_number(sent.get("version")) or 0,
    )


def _texts(sent: Sent, name: str) -> Texts:
    return {code: sent.get(f"{name}-{code}", "") for code in CODES}


def as_it_stands(prize: Prize) -> PrizeForm:
    """Fill in what is stored."""
    return PrizeForm(
        {name: getattr(prize, name) for name in TEXTS},
        prize.gifts,
        prize.contact_email,
        prize.version,
    )


EMPTY = PrizeForm({name: {} for name in TEXTS}, [], "", 0)
NO_AGENCY, NO_OFFICER = Agency(""), Officer("", "")


@dataclass(frozen=True)
class NewPrizeForm:
    """What is filled in to make a prize, as it was written."""

    said: PrizeForm = EMPTY
    slug: str = ""
    agency: Agency = NO_AGENCY
    officer: Officer = NO_OFFICER

    @property
    def address(self) -> str:
        """Give the address that was written, or else the one that follows from the name."""
        names = self.said.texts["name"]
        return self.slug or rules.slug_of(names.get(rules.owed_language(self.said.texts), ""))

    def faults(self) -> dict[str, str]:
        """Say by field what is wrong, in the order of the page."""
        found: dict[str, str] = {}
        if not self.agency.name:
            found["agency"] = _("Skriv hvilken virksomhet som deler ut prisen.")
        elif len(self.agency.name) > 200:
            found["agency"] = _("Bruk høyst %(limit)s tegn.", limit=200)
        if self.agency.org_number and not is_org_number(self.agency.org_number):
            found["org_number"] = _("Nummeret skal ha ni siffer. Se etter om ett er galt.")
        found |= self.said.faults()
        fault = rules.slug_fault(self.address)
        if fault and (self.slug or "name-nb" not in found):
            found["slug"] = str(words.SLUGS[fault])
        if not self.officer.name:
            found["officer_name"] = _("Skriv hva den første i sekretariatet heter.")
        if not is_email(self.officer.email):
            found["officer_email"] = _("Skriv en e-postadresse, for eksempel navn@kommune.no.")
        return found


def read_new(sent: Sent) -> NewPrizeForm:
    """Read what was sent to make a prize."""

    def line(name: str) -> str:
        return sent.get(name, "").strip()

    language = line("officer_language")
    return NewPrizeForm(
        read(sent),
        line("slug"),
        Agency(line("agency"), line("org_number")),
        Officer(
            line("officer_name")[:200],
            line("officer_email"),
            language if language in CODES else "nb",
        ),
    )
