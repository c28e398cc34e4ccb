"""The outbox of a round: who is told what, and whether it has left. Never what it says."""

from flask import Blueprint, render_template

from app.rules.access import Permission
from app.services import may, notices, rounds
from app.web.context import stand_in
from app.web.guards import needs
from app.web.transaction import work
from app.words import outbox as outbox_words
from app.words.notices import called

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
        next_step=outbox_words.next_step(failed),
        on_behalf_of=award_round.prize.secretariat.name,
    )
    return render_template(
        "notices/outbox.html",
        award_round=award_round,
        notices=found,
        told={notice.id: called(notice.kind) for notice in found},
        stands={
            notice.id: outbox_words.how_it_stands(notice, work().now, notices.MAXIMUM_ATTEMPTS)
            for notice in found
        },
        failed=failed,
        most=MOST,
    )
