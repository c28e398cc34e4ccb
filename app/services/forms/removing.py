"""Taking a section or a question out of a form, after it has been shown what goes with it."""

from dataclasses import dataclass
from enum import StrEnum

from app.models import Round, Texts
from app.rules.access import Permission
from app.rules.questions import TITLE, resting_on
from app.services import foresight, may
from app.services.forms import recording
from app.services.forms.reading import find_question, find_section, form, placed
from app.services.work import Work


class Keeps(StrEnum):
    """Why something cannot be removed."""

    RESTED_ON = "rested_on"
    NAMES_NOMINATIONS = "names_nominations"


class NotRemovableError(ValueError):
    """Something keeps it in the form.

    Attributes:
        why: what keeps it.
        labels: the questions that rest on it.

    """

    def __init__(self, why: Keeps, labels: list[Texts]) -> None:
        super().__init__(why)
        self.why = why
        self.labels = labels


@dataclass(frozen=True)
class Removal:
    """What is taken out of a form."""

    is_section: bool
    key: str
    title: Texts
    questions: list[Texts]
    """The questions that go with a section."""
    is_only: bool
    """Whether nothing is left of the form."""


def foresee(work: Work, award_round: Round, key: str, *, is_section: bool) -> Removal:
    """Say what goes with a section or a question.

    Raises:
        LockedError: the call is open.
        NotRemovableError: another question rests on it, or it names the nominations.

    """
    may.require(work, Permission.SET_UP_ROUND, award_round)
    recording.insist(award_round, work.now)
    sections = form(work.session, award_round)
    if is_section:
        section = find_section(sections, key)
        title, going = section.title, list(section.questions)
        is_only = len(sections) == 1
    else:
        _section, question = find_question(sections, key)
        title, going, is_only = question.label, [question], False
    keys = [question.key for question in going]
    if TITLE in keys and not is_only:
        raise NotRemovableError(Keeps.NAMES_NOMINATIONS, [])
    resting = resting_on(keys, placed(sections))
    if resting:
        labels = [find_question(sections, one)[1].label for one in resting]
        raise NotRemovableError(Keeps.RESTED_ON, labels)
    told = [question.label for question in going] if is_section else []
    return Removal(is_section, key, title, told, is_only)


def remove(work: Work, award_round: Round, key: str, *, is_section: bool, seen: str) -> None:
    """Take a section with its questions, or a question, out of a form.

    Raises:
        ForeseenOtherwiseError: what goes is no longer what she was shown.

    """
    award_round = recording.begin(work, award_round)
    foresight.insist(foresee(work, award_round, key, is_section=is_section), seen)
    sections = form(work.session, award_round)
    if is_section:
        section = find_section(sections, key)
        for question in section.questions:
            work.session.delete(question)
        work.session.flush()
        work.session.expire(section, ["questions"])
        work.session.delete(section)
    else:
        work.session.delete(find_question(sections, key)[1])
    recording.record(work, award_round, "form.changed")
