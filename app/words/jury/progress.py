"""How far the jury has come, in a sentence. Never a score."""

from collections.abc import Sequence

from app.models import Round
from app.rules.lifecycle import StageKind
from app.services.progress import Progress, Uncounted
from app.services.remaining import Remaining
from app.words.formats import listed
from app.words.text import _, _n


def lede(seen: Progress) -> str:
    """Say in a sentence how far the jury has come."""
    if not seen.nominations:
        return _("Det er ingen forslag til vurdering.")
    done, every = seen.handed_in, seen.expected
    if seen.by_ballot:
        if done == every:
            return _("Alle stemmesedlene er levert.")
        return _("Juryen har levert %(done)s av %(all)s stemmesedler.", done=done, all=every)
    if done == every:
        return _("Alle skjemaene er levert.")
    enough = sum(part.is_enough for part in seen.coverage)
    return _n(
        "Juryen har levert %(done)s av %(all)s skjemaer, og %(enough)s av %(num)s forslag har nok vurderinger.",
        "Juryen har levert %(done)s av %(all)s skjemaer, og %(enough)s av %(num)s forslag har nok vurderinger.",
        len(seen.nominations),
        done=done,
        all=every,
        enough=enough,
    )


def uncounted(sheet: Uncounted, nomination: str) -> str:
    """Name a sheet that was handed in and does not count, and say why."""
    names = {"name": sheet.appointment.person_name, "nomination": nomination}
    if sheet.ground:
        return _(
            "Skjemaet %(name)s leverte for %(nomination)s, er tatt vare på, men teller ikke. Juryen avgjorde at %(name)s er inhabil: %(ground)s",
            ground=sheet.ground,
            **names,
        )
    if sheet.is_recused:
        return _(
            "Skjemaet %(name)s leverte for %(nomination)s, teller ikke: %(name)s er inhabil.",
            **names,
        )
    return _(
        "Skjemaet %(name)s leverte for %(nomination)s, teller ikke: En annen sitter i plassen.",
        **names,
    )


def seat(short: str, *, is_deputy: bool) -> str:
    """Name a seat in short, and that it is a deputy's."""
    return _("%(seat)s, varamedlem", seat=short) if is_deputy else short


def lacks(one: Remaining, *, scoring: bool) -> str:
    """Say what somebody has yet to do herself; empty where it is nothing."""
    parts = []
    if one.undeclared:
        parts.append(
            _n(
                "svar om bindinger for ett forslag",
                "svar om bindinger for %(num)s forslag",
                one.undeclared,
            )
        )
    left = one.drafts + one.not_begun if scoring else 0
    if left:
        parts.append(_n("ett skjema", "%(num)s skjemaer", left))
    said = listed(parts) if parts else ""
    if scoring and one.drafts:
        drafts = _n("ett er utkast", "%(num)s er utkast", one.drafts)
        return f"{said} ({drafts})"
    return said


def excepted(seat: str, nominations: Sequence[str], reason: str) -> str:
    """Say which seat nobody waits for, with what, and why."""
    return _(
        "%(seat)s ventes ikke på for %(nomination)s. Grunnen: %(reason)s",
        seat=seat,
        nomination=listed(nominations),
        reason=reason,
    )


def nothing(award_round: Round) -> str:
    """Say what will come where there is nothing to follow, or that nothing will."""
    if award_round.stage is not None and award_round.stage.kind is StageKind.VISIT:
        return _("I dette trinnet er juryen på befaring, og det settes ingen poeng.")
    if award_round.is_recorded:
        return _(
            "Runden ble avgjort før systemet ble tatt i bruk. Juryens skjemaer er ikke her, bare resultatet."
        )
    return _(
        "Når forslag er tatt opp til vurdering og juryen er oppnevnt, ser du her hvem som har levert hva."
    )


def next_step(seen: Progress) -> str:
    """Say what is expected of whoever follows the progress."""
    return _("Se hvem som mangler noe") if seen.expected else ""
