"""A whole nomination to be read: as it was handed in, or as it is being written."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FormSection, Nomination, NominationVersion
from app.services.nominations.candidates import CANDIDATES
from app.words.nominations.answers import AnsweredSection, lay_out


@dataclass(frozen=True)
class Reading:
    """A whole nomination, to be read."""

    title: str
    candidates: Sequence[str]
    sections: Sequence[AnsweredSection]


def of_version(form: Sequence[FormSection], version: NominationVersion) -> Reading:
    """Give a nomination as it was handed in."""
    content = version.content
    names = [candidate["name"] for candidate in content[CANDIDATES]]
    return Reading(version.title, names, lay_out(form, content["answers"]))


def of_draft(form: Sequence[FormSection], nomination: Nomination) -> Reading:
    """Give a nomination as it is being written."""
    names = [candidate.name for candidate in nomination.candidates]
    title = str(nomination.answers.get("title") or "")
    return Reading(title, names, lay_out(form, nomination.answers))
