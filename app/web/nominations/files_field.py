"""A question that files answer, as a field: what is attached, what can be, what was taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from app.models import Nomination, Question
from app.rules.attachments import FileRules
from app.rules.forms import Fault, FaultKind, QuestionKind, alt_key
from app.services import attachments
from app.web.nominations.forms import field_name
from app.words import attachments as words
from app.words import terms
from app.words.attachments import FileInWords
from app.words.nominations.answers import AnswerInWords

ATTACH, REMOVE, PUT_BACK = "attach", "remove", "put-back"
"""What the buttons of a file do; the question and the file come after a dot each."""


@dataclass(frozen=True)
class FileLine:
    """One file of an answer."""

    file: FileInWords
    state: str
    """What keeps others from it."""
    url: str
    remove: str
    """What the button to take it out sends."""
    alt_key: str
    alt_name: str
    alt: str
    alt_error: str
    theirs: AnswerInWords | None = None
    """What somebody else has stored there meanwhile."""


@dataclass(frozen=True)
class FilesField:
    """The files of one answer."""

    key: str
    taken: str
    accept: str
    lines: Sequence[FileLine]
    out: Sequence[tuple[str, str]] = ()
    """What was taken out: its name, and what the button to put it back sends."""
    most: int = 0
    room: int = 0
    """How many more can be attached."""
    refused: Sequence[str] = ()
    """Why files were not taken that were sent just now."""
    upload_url: str = ""
    """Where a file is sent piece by piece; empty where nothing is stored."""
    unscanned: str = ""
    most_bytes: int = 0
    too_large: str = ""

    @property
    def attach(self) -> str:
        """What the button sends that attaches what was chosen."""
        return f"{ATTACH}.{self.key}"


@dataclass(frozen=True)
class FilesAsked:
    """What else a page of files is laid out from."""

    answers: Mapping[str, Any]
    """As they are written, with what is said of each file under its own key."""
    faults: Sequence[Fault] = ()
    refused: Mapping[str, Sequence[str]] = field(default_factory=dict)
    theirs: Mapping[str, AnswerInWords] = field(default_factory=dict)
    """What was stored meanwhile where she wrote something else."""
    is_scanned: bool = True


def of_draft(
    nomination: Nomination, questions: Sequence[Question], given: FilesAsked
) -> dict[str, FilesField]:
    """Lay out the questions of a draft that files answer, by their keys."""
    return {
        question.key: _of_question(nomination, question, given)
        for question in questions
        if question.kind is QuestionKind.ATTACHMENT
    }


def _of_question(nomination: Nomination, question: Question, given: FilesAsked) -> FilesField:
    rules = FileRules.of(question.files)
    entries = attachments.held(nomination.answers, question.key)
    kept_back = nomination.held_back
    missing = {one.part for one in given.faults if one.kind is FaultKind.ALT_MISSING}
    by_part = {one.part: one for one in given.faults if one.part in missing}
    lines = []
    for entry in entries:
        key = alt_key(question.key, entry["sha256"])
        fault = by_part.get(key)
        said = given.answers.get(key)
        lines.append(
            FileLine(
                words.in_words(entry),
                words.held_back(kept_back.get(entry["shown"])),
                url_for("attachments.own", nomination_id=nomination.id, sha256=entry["shown"]),
                f"{REMOVE}.{question.key}.{entry['sha256'][:16]}",
                key,
                field_name(key),
                entry["alt"] if said is None else str(said),
                terms.fault(fault) if fault else "",
                given.theirs.get(key),
            )
        )
    return FilesField(
        question.key,
        words.taken(rules),
        rules.accept,
        lines,
        [
            (one.name, f"{PUT_BACK}.{question.key}.{one.sha256[:16]}")
            for one in attachments.taken_out(nomination, question.key)
        ],
        most=rules.most,
        room=max(0, rules.most - len(entries)),
        refused=given.refused.get(question.key, ()),
        upload_url=url_for("attachments.begin", nomination_id=nomination.id, key=question.key),
        unscanned="" if given.is_scanned else words.unscanned(),
        most_bytes=rules.most_bytes,
        too_large=words.too_large(rules),
    )


def to_try_out(questions: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, FilesField]:
    """Lay them out where a form is tried out: with a file that is made up, and no way to send one."""
    return {
        question.key: FilesField(
            question.key,
            words.taken(FileRules.of(question.files)),
            "",
            [
                FileLine(words.in_words(entry), "", "", "", "", "", entry["alt"], "")
                for entry in attachments.held(answers, question.key)
            ],
        )
        for question in questions
        if question.kind is QuestionKind.ATTACHMENT
    }
