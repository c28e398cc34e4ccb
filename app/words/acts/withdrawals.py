"""A withdrawal, before it is made. Nothing here may tell whether the jury has decided."""

from datetime import datetime

from app.services.withdrawals import ForeseenWithdrawal
from app.words import formats
from app.words.acts.shape import ActWords, Part, told
from app.words.text import _


def before_withdrawal(seen: ForeseenWithdrawal, office: str) -> ActWords:
    """Say what withdrawing leads to; office: who the secretariat is."""
    until = formats.moment(datetime.fromisoformat(seen.until)) if seen.until else ""
    parts = [told([_("Du"), *seen.colleagues])] if seen.was_handed_in else []
    if seen.tells_jury:
        line = _(
            "%(office)s får e-post med grunnen. Juryen får vite at forslaget er trukket, men ikke hvorfor.",
            office=office,
        )
        parts.append(Part(_("Sekretariatet og juryen"), [line]))
    return ActWords(_("Trekk forslaget"), _lede(seen), parts, [_lasts(until)], _("Trekk forslaget"))


def _lede(seen: ForeseenWithdrawal) -> str:
    if seen.was_handed_in:
        return _("Forslaget blir ikke vurdert. Kvitteringen og teksten kan dere fortsatt hente.")
    return _(
        "Utkastet kan ikke endres eller sendes inn etterpå. Teksten blir ikke slettet, og dere kan fortsatt lese den."
    )


def _lasts(until: str) -> str:
    if until:
        return _(
            "Dere kan ta det opp igjen som utkast til fristen %(until)s. Etter det kan det ikke gjøres om, heller ikke av sekretariatet.",
            until=until,
        )
    return _("Det kan ikke gjøres om, heller ikke av sekretariatet.")
