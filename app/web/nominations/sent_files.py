"""Files that are sent with a part of the form, and the buttons of those that are there already."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage

from app.rules.access import WrongPhaseError
from app.rules.attachments import RefusedFileError, Why
from app.rules.attachments import name_of as file_name
from app.services import attachments
from app.services.attachments import Question
from app.services.work import NotFoundError
from app.web import transaction
from app.web.attachments import receiving
from app.web.nominations.draft_part import DraftPart
from app.web.nominations.files_field import ATTACH, PUT_BACK, REMOVE
from app.web.nominations.forms import field_name
from app.web.transaction import work
from app.words import attachments as words

Refused = dict[str, list[str]]
"""Why files were not taken, by the question that they were to answer."""


@dataclass(frozen=True)
class Pressed:
    """The button of a file."""

    act: str
    question: str
    file: str = ""


def pressed() -> Pressed | None:
    """Read which button of a file was pressed, if it was one."""
    parts = request.form.get("go", "").split(".")
    if parts[0] not in {ATTACH, REMOVE, PUT_BACK} or not 2 <= len(parts) <= 3:
        return None
    return Pressed(*parts)


def take(part: DraftPart) -> Refused:
    """Take what was sent, each file by itself: one that is refused takes no other with it.

    What was written beside them is stored before.

    Raises:
        WrongPhaseError: the call has closed meanwhile.

    """
    refused: Refused = {}
    button = pressed()
    for row in part.attached:
        question = attachments.question_of(work().session, part.award_round, row.key)
        sent = [one for one in request.files.getlist(field_name(row.key)) if one.filename]
        if not sent and button == Pressed(ATTACH, row.key):
            refused[row.key] = [words.refused(Why.NONE_CHOSEN, {}, question.rules)]
        said = _take_each(part, question, sent)
        if said:
            refused[row.key] = said
    if button is not None and button.file:
        why_not = _press(part, button)
        if why_not:
            refused[button.question] = [why_not]
    return refused


def _take_each(part: DraftPart, question: Question, sent: Sequence[FileStorage]) -> list[str]:
    refused, late = [], None
    for file in sent:
        transaction.store()
        name = file.filename or ""
        try:
            size = file.stream.seek(0, 2)
            file.stream.seek(0)
            entries = attachments.held(part.nomination.answers, question.key)
            question.rules.insist(size, len(entries))
            receiving.take(part.nomination, question, name, receiving.copied(file.stream))
        except RefusedFileError as why:
            said = words.refused(why.why, why.figures, question.rules)
            refused.append(words.of_file(file_name(name), said))
        except WrongPhaseError as error:
            late = error  # each is kept with the draft
        finally:
            file.close()
    if late is not None:
        raise late
    if sent:
        transaction.store()
    return refused


def _press(part: DraftPart, button: Pressed) -> str:
    """Take a file out of an answer, or put it back; say why it cannot be."""
    question = attachments.question_of(work().session, part.award_round, button.question)
    act = {REMOVE: attachments.detach, PUT_BACK: attachments.put_back}[button.act]
    try:
        act(work(), part.nomination, question, _whole(part, button))
    except RefusedFileError as why:
        return words.refused(why.why, why.figures, question.rules)
    return ""


def _whole(part: DraftPart, button: Pressed) -> str:
    """Give the digest that the button holds the beginning of."""
    known = [
        one.sha256
        for one in part.nomination.attachments
        if one.question_key == button.question and one.sha256.startswith(button.file)
    ]
    if not known:
        raise NotFoundError(button.file)
    return known[0]
