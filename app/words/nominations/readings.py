"""A whole nomination to be read: as it was handed in, or as it is being written."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FormSection, Nomination, NominationVersion
from app.rules.forms import asked
from app.services import rounds
from app.services.nominations.candidates import CANDIDATES, as_data
from app.words.nominations import candidates
from app.words.nominations.answers import AnsweredSection, lay_out, sections
from app.words.nominations.candidates import CandidateWords


@dataclass(frozen=True)
class Reading:
    """A whole nomination, to be read."""

    title: str
    candidates: Sequence[CandidateWords]
    sections: Sequence[AnsweredSection]

    @property
    def names(self) -> str:
        """Name the candidates."""
        return ", ".join(candidate.name for candidate in self.candidates)


def of_version(form: Sequence[FormSection], version: NominationVersion) -> Reading:
    """Give a nomination as it was handed in."""
    content = version.content
    return Reading(
        version.title,
        [candidates.in_words(candidate) for candidate in content[CANDIDATES]],
        sections(form, version),
    )


def of_draft(form: Sequence[FormSection], nomination: Nomination) -> Reading:
    """Give a nomination as it is being written."""
    wanted = asked(rounds.specs(form), nomination.answers)
    return Reading(
        str(nomination.answers.get("title") or ""),
        [candidates.in_words(as_data(one)) for one in nomination.candidates],
        lay_out(form, nomination.answers, wanted),
    )
