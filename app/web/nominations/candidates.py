"""The chooser of candidates: lines for municipalities and for other bodies."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Candidate, Municipality, Nomination, Organisation
from app.rules.forms import Fault, FaultKind
from app.services import organisations
from app.services.nominations.candidates import MOST_CANDIDATES, CandidateInput, as_filled_in
from app.services.work import Work
from app.words import formats, terms
from app.words.text import _


@dataclass(frozen=True)
class Option:
    """One municipality of the register, and what else it is known by."""

    name: str
    also: str
    about: str


@dataclass(frozen=True)
class MunicipalityLine:
    """One line for a municipality: what stands in it, and what is wrong with that."""

    text: str
    error: str


@dataclass(frozen=True)
class OtherLine:
    """One line for a body that is not a municipality."""

    name: str
    org_number: str
    has_wrong_number: bool


@dataclass(frozen=True)
class Chooser:
    """The lines to fill in, as many as there are candidates and what was asked for."""

    invented: Sequence[Candidate]
    """Candidates of the demonstration: they stand fast."""
    register: Sequence[Option]
    """What can be chosen: the nominator's own municipality first."""
    municipalities: Sequence[MunicipalityLine]
    others: Sequence[OtherLine]
    opens_others: bool

    @property
    def is_unclear(self) -> bool:
        """Whether a line holds what names no municipality, or several."""
        return any(line.error for line in self.municipalities)

    @property
    def has_room(self) -> bool:
        """Whether there is room for one more."""
        return len(self.municipalities) + len(self.others) < MOST_CANDIDATES


@dataclass(frozen=True)
class AskedLines:
    """How many lines of each kind the writer has asked for."""

    municipalities: int = 0
    others: int = 0


def chooser(
    work: Work,
    nomination: Nomination,
    given: Sequence[CandidateInput] | None,
    faults: Sequence[Fault],
    asked: AskedLines,
) -> Chooser:
    """Lay out the lines: what was sent and not stored, else what is stored."""
    invented = [candidate for candidate in nomination.candidates if candidate.is_invented]
    if invented:
        return Chooser(invented, [], [], [], opens_others=False)
    register = organisations.register(work.session)
    filled = as_filled_in(nomination) if given is None else given
    chosen = _chosen([one for one in filled if one.is_municipality], register, faults)
    others = [one for one in filled if not one.is_municipality and (one.name or one.org_number)]
    lines = max(1, len(chosen), _within(asked.municipalities))
    blank = MunicipalityLine("", "")
    chosen += [blank] * (min(lines, MOST_CANDIDATES - len(others)) - len(chosen))
    room = MOST_CANDIDATES - len(chosen)
    blanks = min(max(1, _within(asked.others)), room) - len(others)
    wrong = any(fault.kind is FaultKind.BAD_ORG_NUMBER for fault in faults)
    return Chooser(
        [],
        _options(register, nomination.organisation),
        chosen,
        [_line(one, wrong=wrong) for one in others + [CandidateInput()] * blanks],
        opens_others=bool(others) or asked.others > 0,
    )


def _chosen(
    filled: Sequence[CandidateInput], register: Sequence[Municipality], faults: Sequence[Fault]
) -> list[MunicipalityLine]:
    names = {place.id: place.display_name for place in register}
    errors = {fault.figures["line"]: terms.fault(fault) for fault in faults if fault.written}
    return [
        MunicipalityLine(names.get(one.municipality_id or 0, one.name), errors.get(number, ""))
        for number, one in enumerate(filled, start=1)
    ]


def _within(asked: int) -> int:
    return min(max(asked, 0), MOST_CANDIDATES)


def _line(given: CandidateInput, *, wrong: bool) -> OtherLine:
    number = given.org_number
    is_wrong = wrong and bool(number) and not organisations.is_org_number(number)
    shown = formats.org_number(number) if organisations.is_org_number(number) else number
    return OtherLine(given.name, shown, is_wrong)


def _options(register: Sequence[Municipality], body: Organisation | None) -> list[Option]:
    own = body.municipality_id if body else None
    return [
        Option(
            place.display_name,
            ", ".join(filter(None, (place.sami_name, place.kven_name))),
            _about(place, own),
        )
        for place in sorted(register, key=lambda place: place.id != own)
    ]


def _about(place: Municipality, own: int | None) -> str:
    """Say what tells a municipality from the others, where its name does not."""
    if place.id == own:
        return _("Deres egen kommune")
    return "" if place.county_name in place.display_name else place.county_name
