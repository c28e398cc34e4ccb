"""What is said of a round when it has been moved on."""

from app.words.text import _


def moved(name: str) -> str:
    """Say that a move has been made."""
    return {
        "publish_call": _("Utlysningen er publisert."),
        "begin_judging": _("Vurderingen har begynt. Juryen får beskjed."),
        "open_declaring": _("Det er åpent for erklæringer. De som ikke har svart, får beskjed."),
        "open_scoring": _("Juryen kan vurdere forslagene, og får beskjed om det."),
        "open_deliberation": _("Drøftingen er åpnet. Det som er levert, er synlig for juryen."),
        "begin_visits": _("Befaringene er i gang."),
        "archive": _("Runden er arkivert."),
        "pause": _("Runden er satt på pause. Alle det gjelder, får beskjed."),
        "resume": _("Runden går videre. Alle det gjelder, får beskjed."),
        "cancel": _("Runden er avlyst. Alle det gjelder, får beskjed."),
    }[name]
