"""How a nomination stands, and what comes next, in the nominator's words.

Nothing here may tell whether the jury has decided before the announcement.
"""

from collections.abc import Collection
from datetime import datetime

from app.models import Nomination, Round
from app.rules.actors import Actor
from app.rules.lifecycle import PAUSED, RESULT_PUBLIC, NominationState, Phase
from app.rules.windows import Window
from app.services.nominations import window_of
from app.words import formats, terms
from app.words.rounds import calls
from app.words.text import _


def title_of(nomination: Nomination) -> str:
    """Name a nomination: by its title, or say that it has none yet."""
    title = (
        nomination.versions[-1].title
        if nomination.versions
        else str(nomination.answers.get("title") or "")
    )
    return title or _("Forslag uten tittel")


def on_behalf_of(nomination: Nomination, actor: Actor) -> str:
    """Name whom somebody acts for in a nomination; whoever was let into it acts for nobody."""
    body = nomination.organisation
    return body.name if body and body.id in actor.organisations else ""


def deadline(award_round: Round) -> str:
    """Write the deadline of a round."""
    until = award_round.deadline_at
    return formats.short_moment(until) if until else ""


def next_step(
    nomination: Nomination,
    award_round: Round,
    now: datetime,
    nominees: Collection[int] | None = None,
) -> str:
    """Say what comes next for a nomination; ``nominees`` where they have been announced."""
    phase = award_round.public_phase(now)
    if (window := window_of(award_round, nomination, now)) is not None and window.own is not None:
        return _opened(window)
    if nomination.state is NominationState.DRAFT:
        return _finish(award_round, phase)
    if nomination.own_state is NominationState.WITHDRAWN:
        return _("Forslaget er trukket og blir ikke vurdert.")
    if nomination.state is NominationState.REJECTED:
        return _("Forslaget oppfylte ikke vilkårene og blir ikke vurdert.")
    if nominees is not None and phase is Phase.JUDGING:
        return _among(nomination, nominees, calls.planned_for(award_round, now))
    return _await(nomination, award_round, phase, now)


def _among(nomination: Nomination, nominees: Collection[int], planned: str) -> str:
    """Say whether it is one of the nominees, whom everybody knows."""
    if nomination.id in nominees:
        return _("Forslaget er nominert. %(planned)s", planned=planned)
    return _("De nominerte er kunngjort, og forslaget er ikke blant dem.")


def _opened(window: Window) -> str:
    """Say by when something that is open by a deadline of its own is to be handed in."""
    until = formats.short_moment(window.until) if window.until else ""
    if window.is_partial:
        return _(
            "Fyll ut det sekretariatet ber om, og send inn på nytt innen %(until)s", until=until
        )
    return _("Send inn innen %(until)s. Dere har fått unntak fra fristen.", until=until)


def _finish(award_round: Round, phase: Phase) -> str:
    """Say what somebody can do who has a draft."""
    if phase is Phase.OPEN:
        return _("Gjør ferdig og send inn innen %(deadline)s", deadline=deadline(award_round))
    if phase is Phase.CALL_PAUSED:
        return _("Runden er satt på pause. Dere kan skrive, men ikke sende inn ennå.")
    if phase is Phase.CANCELLED:
        return _("Prisrunden er avlyst. Forslaget blir ikke vurdert.")
    return _("Fristen gikk ut før forslaget ble sendt inn. Det blir ikke vurdert.")


def _await(nomination: Nomination, award_round: Round, phase: Phase, now: datetime) -> str:
    """Say what somebody waits for whose nomination has been handed in."""
    if phase is Phase.CANCELLED:
        return _("Prisrunden er avlyst. Forslaget blir ikke vurdert.")
    if phase in PAUSED:
        return _("Prisrunden er satt på pause. Dere får e-post når den går videre.")
    if nomination.state in {NominationState.SUBMITTED, NominationState.RETURNED}:
        if phase is Phase.OPEN:
            return _(
                "Sekretariatet går gjennom forslaget når fristen er ute. Dere kan endre det og sende det inn på nytt til %(deadline)s.",
                deadline=deadline(award_round),
            )
        return _("Sekretariatet går gjennom forslaget. Dere får e-post når det er gjort.")
    if phase in RESULT_PUBLIC:
        return _("Resultatet er kunngjort.")
    return _("Juryen vurderer forslaget. %(planned)s", planned=calls.planned_for(award_round, now))


def send_in(award_round: Round) -> str:
    """Say that a nomination can be sent in, and until when."""
    return _("Send inn forslag innen %(deadline)s", deadline=deadline(award_round))


def next_of_all(award_round: Round, states: Collection[NominationState]) -> str:
    """Say what comes next in an open call for whoever has nominations in some states in it."""
    if NominationState.DRAFT in states:
        return _("Gjør ferdig og send inn innen %(deadline)s", deadline=deadline(award_round))
    if states:
        return _("Ingenting. Forslaget er sendt inn.")
    return send_in(award_round)


def no_longer_changed(nomination: Nomination) -> str:
    """Say to somebody who is still writing that the nomination is no draft any more."""
    return _(
        "Forslaget har status «%(state)s». Det du skrev nå, er ikke lagret.",
        state=terms.term(nomination.state),
    )
