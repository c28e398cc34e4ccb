"""Files served: under the nomination that they are attached to, to whom it is open, and no further.

What the browser shows itself is what was written anew: pictures and cleaned documents. Everything
else is saved by it, and nothing in it runs with us.
"""

from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from app.files import MissingError, StoreAwayError, name_of
from app.files.stores import AT_ONCE
from app.models import Attachment, Nomination
from app.rules.access import Permission
from app.rules.attachments import INLINE, PDF, HeldBack
from app.services import attachments, nominations, scores
from app.services.work import NotFoundError
from app.web import errors
from app.web.attachments.places import store
from app.web.attachments.routes import blueprint
from app.web.guards import needs
from app.web.transaction import work
from app.words import attachments as words
from app.words.text import _

NOTHING = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@blueprint.get("/forslag/<int:nomination_id>/vedlegg/<sha256>")
@needs(Permission.READ_OWN_NOMINATION)
def own(nomination_id: int, sha256: str) -> BaseResponse:
    """Give a file to those who nominate."""
    nomination = nominations.by_id(work().session, nomination_id)
    nominations.require(work(), Permission.READ_OWN_NOMINATION, nomination)
    return _serve(nomination, sha256)


@blueprint.get("/forslag/<int:nomination_id>/gjennomgang/vedlegg/<sha256>")
@needs(Permission.READ_SUBMITTED)
def screened(nomination_id: int, sha256: str) -> BaseResponse:
    """Give a file that was handed in to the secretariat and the auditor."""
    nomination = nominations.by_id(work().session, nomination_id)
    award_round = nominations.require(work(), Permission.READ_SUBMITTED, nomination)
    version = nominations.current_version(nomination)
    if version is None:
        raise NotFoundError(sha256)
    attachments.in_version(work().session, award_round, version, sha256, jury=False)
    return _serve(nomination, sha256)


@blueprint.get("/vurdering/<int:nomination_id>/vedlegg/<sha256>")
@needs(Permission.READ_AS_JURY)
def judged(nomination_id: int, sha256: str) -> BaseResponse:
    """Give a file that was handed in to the juror who reads the nomination, if the jury reads it."""
    award_round, nomination, _sheet = scores.open_nomination(work(), nomination_id)
    version = nominations.current_version(nomination)
    if version is None:
        raise NotFoundError(sha256)
    attachments.in_version(work().session, award_round, version, sha256, jury=True)
    return _serve(nomination, sha256)


def _serve(nomination: Nomination, sha256: str) -> BaseResponse:
    found = attachments.find(work().session, nomination, sha256)
    why = found.shown.held_back
    is_hers = found.attached_by_id == work().actor.account_id
    if why is HeldBack.INFECTED or (why is not None and not is_hers):
        return errors.page(409, _("Fila kan ikke åpnes nå"), words.held_back(why))
    if request.if_none_match.contains(sha256):
        return _headed(Response(status=304), found)
    try:
        source = store().open(name_of(sha256))
    except StoreAwayError:
        text = _("Fillageret svarer ikke. Teksten i forslaget er her. Prøv igjen om litt.")
        return errors.page(503, _("Fila kan ikke hentes nå"), text)
    except MissingError:
        text = _("Fila er ikke der den skal være. Kontakt sekretariatet, og nevn navnet på fila.")
        return errors.page(500, _("Fila finnes ikke i fillageret"), text)
    response = Response(_parts(source), mimetype=found.shown.media_type)
    response.call_on_close(source.close)
    response.content_length = found.shown.size
    return _headed(response, found)


def _parts(source: IO[bytes]) -> Iterator[bytes]:
    with source:
        while part := source.read(AT_ONCE):
            yield part


def _headed(response: Response, found: Attachment) -> Response:
    media_type = found.shown.media_type
    way = "inline" if media_type in INLINE else "attachment"
    plain = found.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    response.headers["Content-Disposition"] = (
        f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    )
    # A browser's own reader of PDF does not work in a sandbox; what it reads has no scripts left.
    sandbox = "" if media_type == PDF else "; sandbox"
    response.headers["Content-Security-Policy"] = f"{NOTHING}{sandbox}"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(found.shown_sha256)
    return response
