"""Copying a nomination of an earlier year: a page that says what is taken over, and the act."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission
from app.services import may, nominations, rounds
from app.services.nominations import NotMemberError, NotTakenError, copying
from app.services.work import NotFoundError
from app.web.context import stand_in
from app.web.guards import needs
from app.web.nominations.routes import blueprint
from app.web.transaction import work
from app.words import formats
from app.words.nominations import status as nomination_words
from app.words.nominations.answers import AnswerInWords, read

COPY = "/priser/<round:slug>/nytt-forslag/fra/<int:nomination_id>"


@dataclass(frozen=True)
class CopyPage:
    """What a copy would take over, and what it would not."""

    title: str
    year: int
    taken: int
    changed: Sequence[str]
    left: Sequence[AnswerInWords]
    unclear: Sequence[str]


@blueprint.get(COPY)
@needs(Permission.START_NOMINATION)
def before_copy(slug: str, nomination_id: int) -> str:
    """Say what is taken over."""
    award_round, source = _found(slug, nomination_id)
    try:
        found = copying.foresee(work(), source, award_round)
    except NotMemberError:
        raise NotFoundError("nomination") from None
    stand_in(award_round, next_step=nomination_words.send_in(award_round))
    page = CopyPage(
        nomination_words.title_of(source),
        rounds.by_id(work().session, source.round_id).year,
        len(found.taken) + bool(found.candidates),
        [formats.in_language(question.label) for question in found.changed],
        [read(question, value) for question, value in found.left],
        found.unclear,
    )
    return render_template(
        "nominations/before_copy.html", page=page, source=source, award_round=award_round
    )


@blueprint.post(COPY)
@needs(Permission.START_NOMINATION)
def copy(slug: str, nomination_id: int) -> Response:
    """Start the draft, and go to its first part."""
    award_round, source = _found(slug, nomination_id)
    try:
        draft = copying.copy(work(), source, award_round)
    except (NotMemberError, NotTakenError):
        raise NotFoundError("nomination") from None
    first = rounds.form(work().session, award_round)[0]
    return redirect(url_for("nominations.edit", nomination_id=draft.id, key=first.key), 303)


def _found(slug: str, nomination_id: int) -> tuple[Round, Nomination]:
    award_round = rounds.by_slug(work().session, slug)
    # Before it is looked for: whether there is such a draft is nobody else's business.
    may.require(work(), Permission.START_NOMINATION, award_round)
    return award_round, nominations.by_id(work().session, nomination_id)
