"""How far the jury has come, in a sentence. Never a score."""

from app.models import Round
from app.services.progress import Mark, Progress, Uncounted
from app.words.text import _, _n


def lede(seen: Progress) -> str:
    """Say in a sentence how far the jury has come."""
    if not seen.nominations:
        return _("Det er ingen forslag til vurdering.")
    done, every = seen.count(Mark.SEALED), seen.expected
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


def nothing(award_round: Round) -> str:
    """Say what will come where there is nothing to follow, or that nothing will."""
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
