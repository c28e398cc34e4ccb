"""A whole nomination to be read: as it was handed in, or as it is being written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.models import FormSection, Nomination, NominationVersion
from app.services.nominations.candidates import CANDIDATES
from app.words.answers import Section, read


@dataclass(frozen=True)
class Reading:
    """A whole nomination, to be read."""

    title: str
    candidates: Sequence[str]
    sections: Sequence[Section]


def of_version(form: Sequence[FormSection], version: NominationVersion) -> Reading:
    """Give a nomination as it was handed in."""
    content = version.content
    names = [candidate["name"] for candidate in content[CANDIDATES]]
    return Reading(version.title, names, _sections(form, content["answers"]))


def of_draft(form: Sequence[FormSection], nomination: Nomination) -> Reading:
    """Give a nomination as it is being written."""
    names = [candidate.name for candidate in nomination.candidates]
    title = str(nomination.answers.get("title") or "")
    return Reading(title, names, _sections(form, nomination.answers))


def _sections(form: Sequence[FormSection], answers: Mapping[str, Any]) -> list[Section]:
    return [
        Section(
            section.key,
            section.title,
            [read(question, answers.get(question.key)) for question in section.questions],
        )
        for section in form
    ]
