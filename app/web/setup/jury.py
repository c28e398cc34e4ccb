"""The step of the jury: which of the prize's juries judges the round."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Jury, Round
from app.rules.access import Permission
from app.rules.lifecycle import Milestone
from app.rules.numbers import row_number
from app.rules.setup import Step
from app.services import jury
from app.services.rounds import LockedError
from app.web.guards import needs
from app.web.setup import page
from app.web.setup.routes import enter
from app.web.transaction import work
from app.words.jury.juries import institution
from app.words.text import _, _n

blueprint = Blueprint("setup_jury", __name__)


@dataclass(frozen=True)
class JuryChoice:
    """One of the prize's juries."""

    id: int
    label: str
    about: str


@blueprint.get("/priser/<round:slug>/oppsett/jury")
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show which jury judges the round, to be chosen."""
    return _page(enter(slug))


@blueprint.post("/priser/<round:slug>/oppsett/jury")
@needs(Permission.SET_UP_ROUND)
def store(slug: str) -> Response | tuple[str, int]:
    """Choose the jury of a round."""
    award_round = enter(slug)
    wanted = row_number(request.form.get("jury"))
    held = jury.of_prize(work(), award_round.prize)
    chosen = next((one for one in held if one.id == wanted), None)
    if chosen is None:
        return _page(award_round, _("Velg en av juryene.")), 422
    base = row_number(request.form.get("base"))
    if (base or 0) != (award_round.jury_id or 0) and chosen.id != award_round.jury_id:
        told = _(
            "Ikke lagret: Noen andre har valgt jury mens du så på. Juryen som er valgt nå, er krysset av. Velg på nytt hvis det skal være en annen."
        )
        return _page(award_round, told), 409
    try:
        jury.assign(work(), award_round, chosen)
    except LockedError:
        return _page(award_round, _locked()), 409
    flash(_("Lagret."), "success")
    return redirect(url_for("setup.index", slug=slug), 303)


def _locked() -> str:
    return _("Juryen har begynt å vurdere, og runden kan ikke få en annen.")


def _choice(one: Jury) -> JuryChoice:
    count = _n("%(num)s plass", "%(num)s plasser", len(one.seats))
    leader = next((institution(seat) for seat in one.seats if seat.leads), "")
    led = _("ledes av %(name)s", name=leader) if leader else _("ingen leder")
    label = _("Juryen for %(start)s–%(end)s", start=one.term_from, end=one.term_to)
    return JuryChoice(one.id, label, f"{count}, {led}")


def _page(award_round: Round, error: str = "") -> str:
    held = jury.of_prize(work(), award_round.prize)
    is_free = award_round.milestone in {Milestone.PLANNED, Milestone.CALLED}
    frame = page.frame(
        work(),
        award_round,
        Step.JURY,
        str(award_round.jury_id or ""),
        errors={"jury": error} if error else {},
        locked="" if is_free else _locked(),
    )
    return render_template(
        "setup/jury.html",
        award_round=award_round,
        frame=frame,
        juries=[_choice(one) for one in held],
        builder=url_for("jury.listed", prize_slug=award_round.prize.slug),
    )
