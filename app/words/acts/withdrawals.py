"""A withdrawal, before it is made. Nothing here may tell whether the jury has decided."""

from app.services.withdrawals import ForeseenWithdrawal
from app.words.acts.shape import ActWords, Part, told
from app.words.text import _


def before_withdrawal(seen: ForeseenWithdrawal, office: str) -> ActWords:
    """Say what withdrawing leads to; office: who the secretariat is."""
    lede = (
        _(
            "Forslaget blir ikke vurdert, og det kan ikke sendes inn igjen. Kvitteringen og teksten kan dere fortsatt hente."
        )
        if seen.was_handed_in
        else _(
            "Utkastet kan ikke endres eller sendes inn etterpå. Teksten blir ikke slettet, og dere kan fortsatt lese den."
        )
    )
    parts = [told([_("Du"), *seen.colleagues])] if seen.was_handed_in else []
    if seen.tells_jury:
        line = _(
            "%(office)s får e-post med grunnen. Juryen får vite at forslaget er trukket, men ikke hvorfor.",
            office=office,
        )
        parts.append(Part(_("Sekretariatet og juryen"), [line]))
    lasts = [_("Det kan ikke gjøres om, heller ikke av sekretariatet.")]
    return ActWords(_("Trekk forslaget"), lede, parts, lasts, _("Trekk forslaget"))
