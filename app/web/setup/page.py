"""What the pages of the set-up show: the check list, and what every step has around its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.models import Round
from app.rules.lifecycle import Milestone
from app.rules.setup import Lack, Step
from app.services import setup
from app.services.work import Work
from app.web.setup.places import path_of
from app.words import setup as words


@dataclass(frozen=True)
class LackLine:
    """One thing that lacks, in words."""

    text: str
    stops: bool


@dataclass(frozen=True)
class StepLine:
    """One step on the check list."""

    step: Step
    name: str
    url: str
    mark: str
    word: str
    lacks: Sequence[LackLine]


@dataclass(frozen=True)
class CheckList:
    """How far the set-up of a round has come."""

    lede: str
    steps: Sequence[StepLine]
    is_ready: bool
    is_published: bool


def _line(award_round: Round, step: Step, found: Sequence[Lack]) -> StepLine:
    state = setup.state_of(step, found)
    return StepLine(
        step,
        words.step(step),
        path_of(award_round, step),
        words.MARKS[state],
        str(words.STATES[state]),
        [LackLine(words.lack(one), one.stops) for one in found if one.step is step],
    )


def check_list(work: Work, award_round: Round) -> CheckList:
    """Lay out the check list."""
    found = setup.lacks(work.session, award_round, work.now)
    lacking = sum(one.stops for one in found)
    is_published = award_round.milestone is not Milestone.PLANNED
    return CheckList(
        words.status(lacking, len(found) - lacking, is_published=is_published),
        [_line(award_round, step, found) for step in Step],
        not lacking,
        is_published,
    )


@dataclass(frozen=True)
class Apart:
    """A field that somebody else has stored otherwise: what it is called, and what is stored."""

    field: str
    label: str
    theirs: str


@dataclass(frozen=True)
class StepFrame:
    """What stands around the fields of a step.

    base: the stamp of what the form began from.
    errors: by field; the empty one for what belongs to no field.
    apart: where what was sent differs from what somebody else has stored; None without a race.
    locked: why it cannot be changed any more; empty where it can.
    """

    step: Step
    name: str
    base: str
    lacks: Sequence[LackLine]
    errors: Mapping[str, str] = field(default_factory=dict)
    apart: Sequence[Apart] | None = None
    locked: str = ""


def frame(
    work: Work,
    award_round: Round,
    step: Step,
    base: str,
    *,
    errors: Mapping[str, str] | None = None,
    apart: Sequence[Apart] | None = None,
    locked: str = "",
) -> StepFrame:
    """Lay out what stands around the fields of a step."""
    found = setup.lacks(work.session, award_round, work.now)
    line = _line(award_round, step, found)
    shown = [] if locked else line.lacks
    return StepFrame(step, line.name, base, shown, errors or {}, apart, locked)


def differing(
    theirs: Sequence[tuple[str, str, str]], yours: Sequence[tuple[str, str, str]]
) -> list[Apart]:
    """Name the fields in which two contents differ; each is (field, label, text)."""
    held = {name: text for name, _label, text in yours}
    known = {name for name, _label, _text in theirs}
    return [
        Apart(name, label, text) for name, label, text in theirs if held.get(name, "") != text
    ] + [Apart(name, label, "") for name, label, text in yours if name not in known and text]
