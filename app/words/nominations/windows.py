"""What can be written of a nomination now, said to those who write."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import FormSection, Nomination, NominationMove, Round
from app.rules.lifecycle import NominationState
from app.rules.windows import OpeningKind, Window
from app.words import formats
from app.words.text import _


@dataclass(frozen=True)
class Banner:
    """What must be seen before anything else of a nomination.

    reason: of the secretariat, in its own words; its lines stand by themselves.
    warns: whether something is wanted, or has been missed.
    """

    title: str
    text: str
    reason: str = ""
    warns: bool = True


def banner(
    nomination: Nomination,
    award_round: Round,
    form: Sequence[FormSection],
    window: Window | None,
    *,
    has_changes: bool,
) -> Banner | None:
    """Say how what is written stands to what was handed in; None where there is nothing to say."""
    counts = nomination.submissions
    if window is not None and window.own is not None:
        return _opened(nomination, form, window)
    if not counts or nomination.state not in {NominationState.DRAFT, NominationState.SUBMITTED}:
        return _unanswered(nomination) if nomination.state is NominationState.RETURNED else None
    if nomination.state is NominationState.DRAFT:
        return _taken_up(window)
    if window is not None and has_changes:
        until = formats.moment(window.until) if window.until else ""
        return Banner(
            _("Versjon %(number)s er sendt inn og gjelder", number=counts),
            _(
                "Du har endringer som ikke er sendt inn. De gjelder først når dere sender inn på nytt, senest %(until)s.",
                until=until,
            ),
        )
    if window is not None:
        return Banner(
            _("Versjon %(number)s er sendt inn og gjelder", number=counts),
            _(
                "Dere kan endre forslaget og sende det inn på nytt til %(until)s.",
                until=formats.moment(window.until) if window.until else "",
            ),
            warns=False,
        )
    return missed(nomination, award_round) if has_changes else None


def missed(nomination: Nomination, award_round: Round) -> Banner:
    """Say that changes came too late, what counts, and what can be done."""
    return Banner(
        _("Endringene ble ikke sendt inn før fristen"),
        _(
            "Versjon %(number)s gjelder. Endringene er tatt vare på og står under, men blir ikke vurdert. Er det en god grunn til at de kom for sent, kan sekretariatet gi unntak: %(address)s.",
            number=nomination.submissions,
            address=award_round.prize.contact_email,
        ),
    )


def _taken_up(window: Window | None) -> Banner | None:
    if window is None:
        return None
    return Banner(
        _("Forslaget er tatt opp igjen som utkast"),
        _(
            "Det er ikke sendt inn nå. Send det inn på nytt innen %(until)s hvis det skal vurderes.",
            until=formats.moment(window.until) if window.until else "",
        ),
    )


def _unanswered(nomination: Nomination) -> Banner:
    return Banner(
        _("Forslaget ble ikke sendt inn på nytt innen fristen"),
        _(
            "Sekretariatet går gjennom versjon %(number)s slik den er.",
            number=nomination.submissions,
        ),
        _reason(nomination, "return"),
    )


def _opened(nomination: Nomination, form: Sequence[FormSection], window: Window) -> Banner:
    own, until = window.own, formats.moment(window.until) if window.until else ""
    if own is not None and own.kind is OpeningKind.RETURN:
        names = [formats.in_language(part.title) for part in form if window.opens(part.key)]
        return Banner(
            _("Sekretariatet ber dere fylle ut mer"),
            _(
                "Disse delene er åpne: %(parts)s. Send inn på nytt innen %(until)s. Gjør dere ikke det, blir forslaget vurdert slik det er.",
                parts=formats.listed(names),
                until=until,
            ),
            _reason(nomination, "return"),
        )
    return Banner(
        _("Dere har fått unntak fra fristen"),
        _("Forslaget kan sendes inn én gang, senest %(until)s.", until=until),
        _reason(nomination, "make_exception"),
    )


def _reason(nomination: Nomination, name: str) -> str:
    found: NominationMove | None = next(
        (move for move in reversed(nomination.moves) if move.name == name), None
    )
    return found.reason if found else ""


def again(nomination: Nomination) -> str:
    """Say what the button is called that hands a nomination in."""
    return _("Send inn på nytt") if nomination.submissions else _("Send inn")
