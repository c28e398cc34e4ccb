"""The stages of a round in words: what a list of them leads to, and why one cannot be."""

from collections.abc import Sequence

from app.models import Round
from app.rules.lifecycle import StageKind
from app.rules.stages import NamingFault, Nominees, PlanFault, PlannedStage
from app.words.terms import term
from app.words.text import _

Plan = Sequence[PlannedStage]


def choice(plan: Plan) -> str:
    """Name the stages of a list in order."""
    return ", ".join([_("Ett trinn")] if len(plan) == 1 else [term(one.kind) for one in plan])


def means(plan: Plan) -> list[str]:
    """Say what each stage of a list leads to, in order."""
    return [_means(plan, place) for place in range(len(plan))]


def _means(plan: Plan, place: int) -> str:
    if len(plan) == 1:
        return _("Juryen vurderer alle forslagene én gang, og kårer vinneren blant dem.")
    stage, is_first = plan[place], place == 0
    if place == len(plan) - 1:
        return " ".join([_decides(plan), *_named_in_the_decision(plan)])
    if stage.kind is StageKind.VISIT:
        says = (
            _("Juryen er på befaring hos alle som er foreslått.")
            if is_first
            else _("Juryen er på befaring hos dem som er igjen.")
        )
        goes_on = _("Etterpå avgjør juryleder hvem som går videre. Det kan være alle.")
    else:
        says = (
            _("Juryen setter poeng på alle forslagene.")
            if is_first
            else _("Juryen setter poeng på dem som er igjen.")
        )
        goes_on = _("Juryleder avgjør hvem som går videre.")
    return " ".join([says, goes_on, *_nominated(stage)])


def _decides(plan: Plan) -> str:
    if all(stage.kind is StageKind.VISIT for stage in plan[:-1]):
        return _("Juryen setter poeng på dem som er igjen, og kårer vinneren blant dem.")
    return _("Juryen setter poeng på nytt på dem som er igjen, og kårer vinneren blant dem.")


def _nominated(stage: PlannedStage) -> list[str]:
    return {
        Nominees.NOT_HERE: [],
        Nominees.LATER: [
            _("De er de nominerte. Det blir kjent når vinneren kunngjøres, og ikke før.")
        ],
        Nominees.AT_ONCE: [
            _(
                "De er de nominerte. Det kunngjøres med en gang, og forslagsstillerne får beskjed på e-post."
            )
        ],
    }[stage.nominees]


def _named_in_the_decision(plan: Plan) -> list[str]:
    if any(stage.nominees is not Nominees.NOT_HERE for stage in plan):
        return []
    return [_("Juryleder skriver i avgjørelsen hvem som er nominert.")]


def reach(kind: StageKind) -> str:
    """Say how far it reaches that somebody is recused, in a stage of a kind."""
    if kind is StageKind.FINAL:
        return _("Hvor langt inhabilitet rekker, står i vurderingsreglene.")
    return _("Inhabilitet gjelder bare det ene forslaget.")


def becomes(award_round: Round) -> str:
    """Say what becomes of those whom the chair chooses, and who learns of it when."""
    stage = award_round.stage
    if stage is None or stage.nominees is Nominees.NOT_HERE:
        return _(
            "De du velger, går videre til neste trinn. Ingen utenfor juryen og sekretariatet får vite det nå."
        )
    if stage.nominees is Nominees.AT_ONCE:
        return _(
            "De du velger, blir de nominerte, og går videre til neste trinn. Det kunngjøres med en gang du har avgjort det."
        )
    return _(
        "De du velger, blir de nominerte, og går videre til neste trinn. Ingen utenfor juryen og sekretariatet får vite det før kunngjøringen."
    )


def visited(name: str, place: int | None) -> str:
    """Name a nomination that has been visited, with the place it had before that."""
    if place is None:
        return name
    return _("%(name)s, nummer %(place)s før befaringene", name=name, place=place)


def locked() -> str:
    """Say why the stages cannot be changed any more."""
    return _("Juryen har begynt å vurdere, og trinnene ligger fast.")


def plan_fault(value: PlanFault) -> str:
    """Say why there can be no such list of stages."""
    return {
        PlanFault.LAST_IS_NO_FINAL: _("Det siste trinnet må være en finale."),
        PlanFault.TOO_MANY: _("Runden kan ha åtte trinn på det meste."),
        PlanFault.NAMED_TWICE: _("Bare ett trinn kan avgjøre hvem som er nominert."),
        PlanFault.NAMED_IN_THE_LAST: _(
            "I det siste trinnet skriver juryleder hvem som er nominert, i avgjørelsen."
        ),
        PlanFault.QUESTIONS_WITHOUT_VISIT: _("Bare en befaring har spørsmål."),
    }[value]


def fault(value: NamingFault) -> str:
    """Say why those who were chosen cannot be named."""
    return {
        NamingFault.TOO_FEW: _("Velg minst to forslag. Er det bare ett igjen, velger du det."),
        NamingFault.UNKNOWN: _("Et forslag du valgte, er ikke med lenger. Velg på nytt."),
        NamingFault.REASON_MISSING: _("Skriv grunnen."),
    }[value]
