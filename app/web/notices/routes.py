"""The outbox of a round: who is told what, and whether it has left. Never what it says."""

from flask import Blueprint, render_template

from app.rules.access import Permission
from app.services import may, notices, rounds
from app.web.context import stand_in
from app.web.guards import needs
from app.web.transaction import work
from app.words import outbox as outbox_words
from app.words.text import _

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
        told={notice.id: told(notice.kind) for notice in found},
        stands={
            notice.id: outbox_words.how_it_stands(notice, work().now, notices.MAXIMUM_ATTEMPTS)
            for notice in found
        },
        failed=failed,
        most=MOST,
    )


def told(kind: str) -> str:
    """Say what a message is about. An unknown kind is shown as it is stored."""
    return {
        "nomination_submitted": _("Kvittering for forslag"),
        "nomination_admitted": _("Forslag tatt opp til vurdering"),
        "nomination_rejected": _("Forslag avvist, med begrunnelse"),
        "nomination_withdrawn": _("Forslag trukket"),
        "declaring_open": _("Åpent for erklæringer"),
        "scoring_open": _("Åpent for poeng"),
        "deliberation_open": _("Drøftingen er åpnet"),
        "conflict_ruled": _("Avgjørelse om habilitet"),
        "deputy_called": _("Varamedlem innkalt"),
        "round_announced": _("Resultatet er kunngjort"),
    }.get(kind, kind)
