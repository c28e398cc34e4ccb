"""Finding what is attached to a nomination: now, in what was handed in, and once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Attachment, FormSection, Nomination, NominationVersion, Round
from app.models import Question as QuestionRow
from app.rules.attachments import FileRules
from app.rules.forms import QuestionKind, fitting
from app.services import forms
from app.services.work import NotFoundError

Entry = Mapping[str, Any]
"""What an answer says of one file."""


@dataclass(frozen=True)
class Question:
    """A question that files answer, and what it takes."""

    key: str
    section: str
    rules: FileRules
    for_jury: bool


def question_of(session: Session, award_round: Round, key: str) -> Question:
    """Find a question that files answer.

    Raises:
        NotFoundError: the form has none of that key.

    """
    found = next(
        (
            (section, question)
            for section in forms.form(session, award_round)
            for question in section.questions
            if question.key == key and question.kind is QuestionKind.ATTACHMENT
        ),
        None,
    )
    if found is None:
        raise NotFoundError(key)
    section, row = found
    return _question(section, row)


def _question(section: FormSection, row: QuestionRow) -> Question:
    return Question(row.key, section.key, FileRules.of(row.files), row.for_jury)


def held(answers: Mapping[str, Any], key: str) -> list[Entry]:
    """List the files of an answer, in their order."""
    return list(fitting(QuestionKind.ATTACHMENT, answers.get(key)) or ())


def find(session: Session, nomination: Nomination, shown: str) -> Attachment:
    """Find what was attached to a nomination by the digest of what readers are given.

    Raises:
        NotFoundError: nothing such was ever attached to it.

    """
    found = session.scalars(
        select(Attachment)
        .where(Attachment.nomination_id == nomination.id, Attachment.shown_sha256 == shown)
        .order_by(Attachment.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        raise NotFoundError(shown)
    return found


def in_version(
    session: Session, award_round: Round, version: NominationVersion, shown: str, *, jury: bool
) -> Entry:
    """Find a file in what was handed in; for the jury only under questions that it reads.

    Raises:
        NotFoundError: it is not there.

    """
    asked = {key for part in version.content["form"] for key in part}
    for section in forms.form(session, award_round):
        for question in section.questions:
            if question.key not in asked or (jury and not question.for_jury):
                continue
            if question.kind is QuestionKind.ATTACHMENT:
                for entry in held(version.content["answers"], question.key):
                    if entry["shown"] == shown:
                        return entry
    raise NotFoundError(shown)


def taken_out(nomination: Nomination, key: str) -> Sequence[Attachment]:
    """List what was attached to an answer and is no part of it any more, each once."""
    there = {entry["sha256"] for entry in held(nomination.answers, key)}
    gone = {
        one.sha256: one
        for one in nomination.attachments
        if one.question_key == key and one.sha256 not in there
    }
    return list(gone.values())
