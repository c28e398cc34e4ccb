"""Files sent piece by piece, so that a line that breaks costs a piece and not the file.

A file is begun, its pieces follow one another, each said to begin where the last ended, and then it
is finished. What has come can be asked for at any time. What is on its way is named by a token that
holds whose it is and what it answers: nothing is written to the database before it is whole.
"""

from dataclasses import dataclass

from flask import Blueprint, current_app, jsonify, make_response, render_template, request, url_for
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from app.files import Arriving, ArrivingError, StoreAwayError
from app.files.arriving import LARGEST_PIECE, MOST_WAITING, waiting
from app.models import Nomination
from app.rules.access import Permission, WrongPhaseError
from app.rules.attachments import LONGEST_NAME, RefusedFileError, Why
from app.rules.numbers import row_number
from app.services import attachments, nominations, rounds
from app.services.attachments import Question
from app.services.nominations.writing import KEPT
from app.services.work import NotFoundError
from app.web.attachments import receiving
from app.web.attachments.places import scanner, store
from app.web.guards import needs
from app.web.nominations import files_field
from app.web.nominations.files_field import FilesAsked
from app.web.transaction import let_go, work
from app.words import attachments as words
from app.words.nominations.forms import find_question
from config import Config

blueprint = Blueprint("attachments", __name__)

UPLOAD = "/forslag/<int:nomination_id>/opplasting/<token>"
OFFSET = "Upload-Offset"


@dataclass(frozen=True)
class Begun:
    """A file on its way, as its token tells."""

    question: str
    name: str
    arriving: Arriving


@blueprint.post("/forslag/<int:nomination_id>/vedlegg/<key>")
@needs(Permission.EDIT_NOMINATION)
def begin(nomination_id: int, key: str) -> Response:
    """Begin to send a file."""
    nomination, question = _draft(nomination_id, key)
    size = row_number(request.form.get("size")) or 0
    entries = attachments.held(nomination.answers, question.key)
    try:
        question.rules.insist(size, len(entries))
        let_go()
        _insist_on_room(nomination_id, size)
    except RefusedFileError as refused:
        return _refused(refused, question)
    except StoreAwayError:
        return _refused(RefusedFileError(Why.STORE_AWAY), question, 503)
    arriving = Arriving.begin(nomination_id, size, work().now)
    name = request.form.get("name", "")[:LONGEST_NAME]
    token = _serializer().dumps(
        [work().actor.account_id, nomination_id, key, name, arriving.folder, size]
    )
    link = url_for("attachments.add", nomination_id=nomination_id, token=token)
    return make_response(jsonify(url=link, piece=LARGEST_PIECE))


@blueprint.get(UPLOAD)
@needs(Permission.EDIT_NOMINATION)
def ask(nomination_id: int, token: str) -> Response:
    """Say how much of a file has come."""
    begun = _begun(nomination_id, token)
    _draft(nomination_id, begun.question)
    return _at(begun.arriving.offset(store()), 200)


@blueprint.put(UPLOAD)
@needs(Permission.EDIT_NOMINATION)
def add(nomination_id: int, token: str) -> Response:
    """Take the next piece."""
    begun = _begun(nomination_id, token)
    _draft(nomination_id, begun.question)
    let_go()
    offset = row_number(request.headers.get(OFFSET))
    try:
        come = begun.arriving.add(
            store(), -1 if offset is None else offset, request.stream.read(LARGEST_PIECE + 1)
        )
    except ArrivingError as elsewhere:
        return _at(elsewhere.offset, 409)
    return _at(come, 200)


@blueprint.post(f"{UPLOAD}/ferdig")
@needs(Permission.EDIT_NOMINATION)
def finish(nomination_id: int, token: str) -> Response:
    """Take a file that has come whole, and give its line on the page."""
    begun = _begun(nomination_id, token)
    nomination, question = _draft(nomination_id, begun.question, keeps_late=True)
    arriving = begun.arriving
    if arriving.offset(store()) != arriving.size:
        return _at(arriving.offset(store()), 409)
    try:
        sha256 = receiving.take(
            nomination, question, begun.name, lambda target: arriving.write(store(), target)
        )
    except RefusedFileError as refused:
        if refused.why is not Why.STORE_AWAY:
            arriving.forget(store())
        return _refused(refused, question)
    arriving.forget(store())
    return _line(nomination, question, sha256)


@blueprint.post(f"{UPLOAD}/avbryt")
@needs(Permission.EDIT_NOMINATION)
def cancel(nomination_id: int, token: str) -> Response:
    """Take away what has come of a file."""
    begun = _begun(nomination_id, token)
    _draft(nomination_id, begun.question)
    let_go()
    begun.arriving.forget(store())
    return _at(0, 200)


def _draft(
    nomination_id: int, key: str, *, keeps_late: bool = False
) -> tuple[Nomination, Question]:
    """Find a nomination that she may write in, and the question that the file answers.

    What comes late is not judged, and kept with the draft all the same: that is attended to when it
    is attached.
    """
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    try:
        nominations.require_writable(work(), award_round, nomination, {key})
    except WrongPhaseError:
        if not keeps_late or nomination.state not in KEPT:
            raise
    return nomination, attachments.question_of(work().session, award_round, key)


def _begun(nomination_id: int, token: str) -> Begun:
    try:
        owner, nomination, key, name, folder, size = _serializer().loads(token)
    except (BadData, ValueError) as error:
        raise NotFoundError(token) from error
    if (owner, nomination) != (work().actor.account_id, nomination_id):
        raise NotFoundError(token)
    return Begun(key, name, Arriving(folder, size))


def _serializer() -> URLSafeSerializer:
    settings: Config = current_app.config["HEDERSPRIS"]
    return URLSafeSerializer(settings.secret_key, salt="upload")


def _insist_on_room(nomination_id: int, size: int) -> None:
    if waiting(store(), nomination_id) + size > MOST_WAITING:
        raise RefusedFileError(Why.TOO_MANY_AT_ONCE)


def _at(offset: int, code: int) -> Response:
    response = make_response(jsonify(offset=offset), code)
    response.headers[OFFSET] = str(offset)
    return response


def _refused(refused: RefusedFileError, question: Question, code: int = 422) -> Response:
    said = words.refused(refused.why, refused.figures, question.rules)
    return make_response(jsonify(error=said), code)


def _line(nomination: Nomination, question: Question, sha256: str) -> Response:
    """Give the line of a file, for the page to add to those that it has."""
    award_round = nominations.require(work(), Permission.EDIT_NOMINATION, nomination)
    row = find_question(rounds.form(work().session, award_round), question.key)
    given = FilesAsked(nomination.answers, is_scanned=scanner() is not None)
    lines = files_field.of_draft(nomination, [row] if row else [], given)[question.key].lines
    line = next(one for one in lines if one.file.sha256 == sha256)
    html = render_template("nominations/file_line.html", line=line, language=nomination.language)
    return make_response(jsonify(html=html))
