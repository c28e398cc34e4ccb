"""The outbox of a round: who is told what, and whether it has left. Never what it says."""

from datetime import datetime

from flask import Blueprint, render_template

from app.models import Notice
from app.rules.access import Permission
from app.services import may, notices, rounds
from app.web.context import stand_in
from app.web.guards import needs
from app.web.transaction import work
from app.words import formats
from app.words.notices import called
from app.words.text import _, _n

blueprint = Blueprint("notices", __name__)

MOST = 200
"""As many messages are shown, the newest."""


@blueprint.get("/runder/<slug>/meldinger")
@needs(Permission.RUN_ROUND)
def outbox(slug: str) -> str:
    """List the messages of a round, newest first."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.RUN_ROUND, award_round)
    found = notices.of_round(work().session, award_round, MOST)
    failed = notices.count_failed(work().session, award_round)
    stand_in(
        award_round,
        next_step=_n(
            "Følg opp %(num)s melding som ikke kom fram",
            "Følg opp %(num)s meldinger som ikke kom fram",
            failed,
        )
        if failed
        else "",
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template(
        "notices/outbox.html",
        award_round=award_round,
        notices=found,
        told={notice.id: called(notice.kind) for notice in found},
        stands={notice.id: standing(notice, work().now) for notice in found},
        failed=failed,
        most=MOST,
    )


def standing(notice: Notice, now: datetime) -> tuple[str, str, str]:
    """Say whether a message has left: shape, words, and how the words are to be seen."""
    if notice.sent_at is not None:
        return "done", _("Sendt %(moment)s", moment=formats.short_moment(notice.sent_at)), ""
    if notice.attempts >= notices.MAXIMUM_ATTEMPTS:
        return "warn", _("Gitt opp etter %(times)s forsøk", times=notice.attempts), "warn"
    if notice.last_error:
        return (
            "warn",
            _n(
                "Feilet %(num)s gang, prøver igjen",
                "Feilet %(num)s ganger, prøver igjen",
                notice.attempts,
            ),
            "warn",
        )
    if notice.not_before > now:
        moment = formats.moment(notice.not_before)
        return "none", _("Venter til %(moment)s", moment=moment), ""
    return "draft", _("I kø"), ""
