"""The chooser of candidates: lines for municipalities and for other bodies."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Candidate, Municipality, Nomination
from app.rules.forms import Fault, FaultKind
from app.services import organisations
from app.services.nominations.candidates import MOST_CANDIDATES, CandidateInput, as_filled_in
from app.services.work import Work
from app.words import formats

Group = tuple[str, list[tuple[int, str, str]]]


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
    groups: Sequence[Group]
    """The register by county: number, name, other names to find it by."""
    municipalities: Sequence[int | None]
    others: Sequence[OtherLine]
    opens_others: bool

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
    filled = as_filled_in(nomination) if given is None else given
    chosen: list[int | None] = [one.municipality_id for one in filled if one.municipality_id]
    others = [one for one in filled if not one.municipality_id and (one.name or one.org_number)]
    lines = max(1, len(chosen), _within(asked.municipalities))
    chosen += [None] * (min(lines, MOST_CANDIDATES - len(others)) - len(chosen))
    room = MOST_CANDIDATES - len(chosen)
    blanks = min(max(1, _within(asked.others)), room) - len(others)
    wrong = any(fault.kind is FaultKind.BAD_ORG_NUMBER for fault in faults)
    return Chooser(
        [],
        _groups(organisations.register_by_county(work.session)),
        chosen,
        [_line(one, wrong=wrong) for one in others + [CandidateInput()] * blanks],
        opens_others=bool(others) or asked.others > 0,
    )


def _within(asked: int) -> int:
    return min(max(asked, 0), MOST_CANDIDATES)


def _line(given: CandidateInput, *, wrong: bool) -> OtherLine:
    number = given.org_number
    is_wrong = wrong and bool(number) and not organisations.is_org_number(number)
    shown = formats.org_number(number) if organisations.is_org_number(number) else number
    return OtherLine(given.name, shown, is_wrong)


def _groups(register: dict[str, list[Municipality]]) -> list[Group]:
    return [
        (
            county,
            [
                (place.id, place.display_name, f"{place.sami_name} {place.kven_name}".strip())
                for place in places
            ],
        )
        for county, places in register.items()
    ]
