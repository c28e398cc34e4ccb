"""What is expected of those who nominate, in a round: how it stands, and what there is to do."""

from collections.abc import Sequence
from datetime import datetime

from app.models import Round
from app.rules.lifecycle import RESULT_PUBLIC, STOPPED, NominationState, Phase
from app.rules.windows import OpeningKind
from app.services.lists import Own
from app.words import formats
from app.words.errands import Errand, Goal, announced, stopped
from app.words.rounds import calls
from app.words.rounds import glance as rounds
from app.words.text import _, _n


def of_nominator(award_round: Round, own: Sequence[Own], now: datetime) -> Errand:
    """Say how the nominations of somebody's organisation stand in a round."""
    drafts = [n for n in own if n.state is NominationState.DRAFT]
    phase = award_round.public_phase(now)
    if phase in STOPPED:
        return _stopped_writing(phase, drafts)
    if phase is Phase.OPEN:
        return _writing(award_round, own, drafts, now)
    return _after_deadline(award_round, own, drafts, now)


def _after_deadline(
    award_round: Round, own: Sequence[Own], drafts: Sequence[Own], now: datetime
) -> Errand:
    phase = award_round.public_phase(now)
    awaited = [n for n in own if n.is_awaited(now)]
    if phase is Phase.SCREENING and awaited:
        return _awaited(awaited[0])
    if phase in RESULT_PUBLIC:
        return announced()
    if drafts:
        return _never_sent(award_round, len(drafts))
    if phase is Phase.SCREENING and any(n.is_changed for n in own):
        return _changed_late(award_round)
    return Errand(
        calls.standing(award_round, now).title,
        calls.planned_for(award_round, now),
        _("Se forslagene dine"),
        Goal.OWN_NOMINATIONS,
        waits=True,
    )


def _awaited(own: Own) -> Errand:
    """Say that the secretariat has opened a nomination, and until when."""
    until = formats.moment(own.until) if own.until else ""
    if own.kind is OpeningKind.RETURN:
        return Errand(
            _("Sekretariatet ber dere fylle ut mer i et forslag"),
            _("Send det inn på nytt innen %(until)s.", until=until),
            _("Fyll ut, og send inn på nytt"),
            Goal.OWN_NOMINATIONS,
        )
    return Errand(
        _("Dere har fått unntak fra fristen"),
        _("Forslaget kan sendes inn én gang, senest %(until)s.", until=until),
        _("Se over, og send inn"),
        Goal.OWN_NOMINATIONS,
    )


def _changed_late(award_round: Round) -> Errand:
    """Say that changes were not handed in by the deadline, and what counts."""
    return Errand(
        _("Endringer ble ikke sendt inn før fristen"),
        _(
            "Det som var sendt inn da, gjelder. Endringene er tatt vare på. Er det en god grunn til at de kom for sent, kan sekretariatet gi unntak: %(address)s.",
            address=award_round.prize.contact_email,
        ),
        _("Se forslagene dine"),
        Goal.OWN_NOMINATIONS,
        is_missed=True,
    )


def _stopped_writing(phase: Phase, drafts: Sequence[Own]) -> Errand:
    if phase is not Phase.CALL_PAUSED or not drafts:
        return stopped(phase)
    return Errand(
        _("Utlysningen er satt på pause"),
        _("Dere kan skrive videre, men ikke sende inn før runden går videre. Da får dere e-post."),
        _("Se forslagene dine"),
        Goal.OWN_NOMINATIONS,
        waits=True,
    )


def _never_sent(award_round: Round, drafts: int) -> Errand:
    """Say that the deadline has passed a draft by, and what can be done about it."""
    return Errand(
        _n(
            "Utkastet ble ikke sendt inn før fristen",
            "Dere har %(num)s utkast som ikke ble sendt inn før fristen",
            drafts,
        ),
        _(
            "Fristen i prisrunden %(year)s var %(moment)s. Det som ikke var sendt inn da, blir ikke vurdert. Teksten er tatt vare på. Er det en god grunn til at det kom for sent, kan sekretariatet gi unntak til vurderingen starter: %(address)s.",
            year=award_round.year,
            moment=formats.moment(award_round.deadline_at) if award_round.deadline_at else "",
            address=award_round.prize.contact_email,
        ),
        _("Se forslagene dine"),
        Goal.OWN_NOMINATIONS,
        is_missed=True,
    )


def _writing(
    award_round: Round, own: Sequence[Own], drafts: Sequence[Own], now: datetime
) -> Errand:
    left = _(
        "Fristen er %(moment)s. %(left)s",
        moment=formats.short_moment(award_round.deadline_at or now),
        left=rounds.days_left(award_round.deadline_at, now),
    )
    if drafts:
        says = _n(
            "Utkastet deres er ikke sendt inn ennå",
            "Dere har %(num)s utkast som ikke er sendt inn",
            len(drafts),
        )
        return Errand(says, left, _("Skriv videre"), Goal.OWN_NOMINATIONS)
    if any(n.is_changed for n in own):
        return Errand(
            _("Dere har endringer som ikke er sendt inn"),
            left,
            _("Se over, og send inn på nytt"),
            Goal.OWN_NOMINATIONS,
        )
    if own:
        return Errand(
            _n(
                "Forslaget deres er sendt inn",
                "Dere har sendt inn %(num)s forslag",
                len(own),
            ),
            _(
                "Dere kan endre forslaget og sende det inn på nytt, eller sende inn flere, til fristen går ut."
            ),
            _("Se forslagene dine"),
            Goal.OWN_NOMINATIONS,
            waits=True,
        )
    return Errand(
        _("Utlysningen for %(year)s er åpen", year=award_round.year),
        left,
        _("Skriv et forslag"),
        Goal.NEW_NOMINATION,
    )
