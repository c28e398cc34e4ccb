"""Visits in words: how each stands, and what is expected of whom."""

from app.models import Round, Stage, Visit
from app.rules.lifecycle import StageState
from app.words import formats
from app.words.text import _


def lede(award_round: Round, stage: Stage, count: int) -> str:
    """Say how the visits of a stage stand."""
    if stage.state is StageState.CONCLUDED:
        return _("Befaringene er avsluttet, og det er avgjort hvem som går videre.")
    if award_round.stage is not stage:
        return _("Når det er avgjort hvem som går videre, står de her, og befaringene planlegges.")
    if not count:
        return _("Det er ingen forslag igjen å besøke.")
    if stage.state is StageState.PLANNED:
        return _(
            "Sekretariatet planlegger tid og sted, og hvem som drar. De som skal være med, får en e-post."
        )
    return _(
        "Juryen er på befaring. Spørsmålene er de samme hvert sted, og det settes ingen poeng her."
    )


def standing(visit: Visit | None) -> tuple[str, str]:
    """Give the mark and the word of how a visit stands."""
    if visit is not None and visit.held_at is not None:
        return "done", _("Ført")
    if visit is not None and visit.starts_at is not None and visit.place:
        return "draft", _("Planlagt")
    return "none", _("Ikke planlagt")


def when_and_where(visit: Visit | None) -> str:
    """Say when and where a visit is, as far as it is known."""
    if visit is None:
        return ""
    when = formats.moment(visit.starts_at) if visit.starts_at else ""
    if when and visit.place:
        return _("%(when)s, %(where)s", when=when, where=visit.place)
    return when or visit.place


def next_step(stage: Stage, *, plans: bool, names: bool) -> str:
    """Say what is expected of the reader."""
    if stage.state is StageState.CONCLUDED:
        return _("Ingenting nå")
    if plans:
        return (
            _("Planlegg befaringene")
            if stage.state is StageState.PLANNED
            else _("Følg befaringene")
        )
    if stage.state is StageState.PLANNED:
        return _("Ingenting nå")
    return _("Før hva dere så, og avgjør hvem som går videre") if names else _("Før hva du så")


def not_able() -> str:
    """Say that somebody who was chosen cannot go."""
    return _(
        "En du valgte, kan ikke være med: Den som ikke har svart om bindinger, eller er inhabil, kan ikke dra. Velg på nytt."
    )


def nobody_went() -> str:
    """Say that a report needs somebody who went."""
    return _("Kryss av for hvem som var med.")
