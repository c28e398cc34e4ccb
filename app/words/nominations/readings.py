"""A whole nomination to be read: as it was handed in, or as it is being written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.models import FormSection, Nomination, NominationVersion
from app.rules.forms import asked
from app.services import rounds
from app.services.nominations.candidates import CANDIDATES, as_data
from app.services.nominations.freezing import ANSWERS, FORM, SUPPORT
from app.words import formats
from app.words.nominations import candidates
from app.words.nominations.answers import AnsweredSection, lay_out
from app.words.nominations.candidates import CandidateWords


@dataclass(frozen=True)
class Statement:
    """A statement of support, as it was handed in with a nomination."""

    name: str
    body: str
    role: str
    language: str
    text: str

    @property
    def writer(self) -> str:
        """Say who wrote it, and for whom."""
        return ", ".join(filter(None, (self.name, self.role, self.body)))

    @property
    def paragraphs(self) -> list[str]:
        """Give what was written."""
        return formats.paragraphs(self.text)


@dataclass(frozen=True)
class Reading:
    """A whole nomination, to be read."""

    title: str
    candidates: Sequence[CandidateWords]
    sections: Sequence[AnsweredSection]
    support: Sequence[Statement] = ()

    @property
    def names(self) -> str:
        """Name the candidates."""
        return ", ".join(candidate.name for candidate in self.candidates)


def of_version(form: Sequence[FormSection], version: NominationVersion) -> Reading:
    """Give a nomination as it was handed in."""
    return of_content(form, version.title, version.content)


def of_content(form: Sequence[FormSection], title: str, content: Mapping[str, Any]) -> Reading:
    """Give a nomination as it would be handed in, or was."""
    wanted = frozenset(key for part in content[FORM] for key in part)
    return Reading(
        title,
        [candidates.in_words(candidate) for candidate in content[CANDIDATES]],
        lay_out(form, content[ANSWERS], wanted),
        [Statement(**one) for one in content.get(SUPPORT, ())],
    )


def of_draft(form: Sequence[FormSection], nomination: Nomination) -> Reading:
    """Give a nomination as it is being written."""
    wanted = asked(rounds.specs(form), nomination.answers)
    return Reading(
        str(nomination.answers.get("title") or ""),
        [candidates.in_words(as_data(one)) for one in nomination.candidates],
        lay_out(form, nomination.answers, wanted),
    )
