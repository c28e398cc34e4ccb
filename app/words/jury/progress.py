"""How far the jury has come, in a sentence. Never a score."""

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
        "%(done)s av %(all)s skjemaer er levert. %(enough)s av %(num)s forslag har nok vurderinger.",
        "%(done)s av %(all)s skjemaer er levert. %(enough)s av %(num)s forslag har nok vurderinger.",
        len(seen.nominations),
        done=done,
        all=every,
        enough=enough,
    )


def uncounted(sheet: Uncounted, nomination: str) -> str:
    """Name a sheet that was handed in and does not count, and say why."""
    names = {"name": sheet.appointment.person_name, "nomination": nomination}
    if sheet.is_recused:
        return _(
            "Skjemaet %(name)s leverte for %(nomination)s, teller ikke: %(name)s er inhabil.",
            **names,
        )
    return _(
        "Skjemaet %(name)s leverte for %(nomination)s, teller ikke: En annen sitter i plassen.",
        **names,
    )


def next_step(seen: Progress) -> str:
    """Say what is expected of whoever follows the progress."""
    return _("Se hvem som mangler noe") if seen.expected else ""
