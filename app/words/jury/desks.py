"""How a desk opens: where the reader stands, by when, and what is expected of her next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import Round
from app.rules.calendar import has_passed
from app.rules.disclosure import SeesOthers
from app.rules.lifecycle import Phase, StageState
from app.services.attention import is_overdue
from app.services.desks import Desk, Task
from app.words import formats
from app.words.jury.juries import institution
from app.words.text import _, _n


@dataclass(frozen=True)
class Opening:
    """The first lines of a desk, and what the strip on top says of it."""

    title: str
    lede: str
    next_step: str


def opening(desk: Desk, award_round: Round, now: datetime, called: Sequence[str] = ()) -> Opening:
    """Say how things stand.

    Args:
        desk: whose.
        award_round: the round.
        now: what the time is.
        called: the candidates of what a deputy is called in for; of many, the first.

    """
    if desk.phase is not Phase.JUDGING:
        return _after_decision(desk.phase)
    if desk.by_ballot and (desk.is_scoring or desk.is_over) and not desk.count(Task.DECLARE):
        return _on_ballot(desk, award_round, now)
    if desk.stage in (StageState.DELIBERATION, StageState.CONCLUDED):
        return _in_deliberation(desk, award_round)
    if desk.is_away or desk.waits or not desk.entries:
        return _between() if desk.waits else _nothing(desk)
    return _under_way(desk, award_round, now, called)


def _under_way(desk: Desk, award_round: Round, now: datetime, called: Sequence[str]) -> Opening:
    undeclared = desk.count(Task.DECLARE)
    if undeclared and not (desk.is_scoring and desk.scored):
        return _to_declare(desk, undeclared, called)
    if desk.is_scoring:
        return _in_scoring(desk, award_round, undeclared, now)
    return _visiting(desk) if desk.is_visiting else _declared(desk, called)


def _visiting(desk: Desk) -> Opening:
    if desk.stage is StageState.PLANNED:
        return Opening(
            _("Juryen skal på befaring"),
            _(
                "Sekretariatet bestemmer tid og sted. Skal du være med, får du en e-post. I dette trinnet settes det ingen poeng."
            ),
            _("Ingenting nå"),
        )
    return Opening(
        _("Juryen er på befaring"),
        _(
            "Var du med, fører du hva du så på siden for befaringen. I dette trinnet settes det ingen poeng."
        ),
        _("Før hva du så på befaringene"),
    )


def _on_ballot(desk: Desk, award_round: Round, now: datetime) -> Opening:
    """Say how things stand where one ballot ranks all, and she has answered for all."""
    if desk.is_over:
        return _in_deliberation_on_ballots(desk, award_round)
    if desk.count(Task.AWAIT_RULING):
        wait = _("Vent på at juryen avgjør om du er habil")
        return Opening(wait, _("Stemmeseddelen åpnes for deg når det er avgjort."), wait)
    if not desk.scored:
        return Opening(
            _("Du tar ikke del i rangeringen"),
            _("Ingenting er åpent for deg i dette trinnet."),
            _("Ingenting nå"),
        )
    if not desk.left:
        return Opening(
            _("Stemmeseddelen din er levert"),
            _("Takk. Den er forseglet til drøftingen begynner."),
            _("Ingenting nå"),
        )
    lede = _("Sett dem i rekkefølge på stemmeseddelen. Du kan sette flere likt.")
    if is_overdue(award_round, now):
        lede = f"{lede} {too_late(award_round)}"
    step = _("Lever stemmeseddelen")
    until = award_round.scoring_deadline_at
    if until is not None and not has_passed(until, now):
        step = _("Lever stemmeseddelen innen %(day)s", day=formats.day_and_month(until))
    return Opening(_("Ranger de %(num)s som er igjen", num=desk.scored), lede, step)


def _in_deliberation_on_ballots(desk: Desk, award_round: Round) -> Opening:
    told = [_("Stemmesedlene er åpne for juryen.")]
    if desk.count(Task.SEALED):
        told.append(_("Du kan endre din egen, med en grunn."))
    elif desk.scored:
        told.append(_("Du leverte ingen stemmeseddel."))
    meets = award_round.deliberation_at
    step = _("Forbered deg til møtet")
    if meets is not None:
        step = _("Forbered deg til møtet %(day)s", day=formats.day_and_month(meets))
    return Opening(_("Drøftingen er åpen"), " ".join(told), step)


def _away(desk: Desk) -> Opening:
    return Opening(
        _("Du er meldt borte i dette trinnet"),
        _(
            "Det du har levert, teller. Resten vurderer varamedlemmet, om plassen til %(institution)s har et. Er du tilbake, skriver du til sekretariatet.",
            institution=institution(desk.appointment.seat),
        ),
        _("Ingenting nå"),
    )


def _between() -> Opening:
    return Opening(
        _("Det er avgjort hvem som går videre"),
        _("Når sekretariatet åpner neste trinn, vurderer juryen dem på nytt. Du får en e-post da."),
        _("Ingenting nå"),
    )


def _nothing(desk: Desk) -> Opening:
    if desk.is_away:
        return _away(desk)
    if desk.is_deputy:
        return Opening(
            _("Du er ikke kalt inn"),
            _(
                "Du er varamedlem for %(institution)s og har svart om alle forslagene. Blir medlemmet inhabilt for et forslag, eller er borte, trer du inn for akkurat det. Da får du beskjed på e-post, og forslaget ligger her.",
                institution=institution(desk.appointment.seat),
            ),
            _("Ingenting nå"),
        )
    return Opening(
        _("Ingen forslag ennå"),
        _("Her kommer forslagene som er tatt opp til vurdering."),
        _("Ingenting nå"),
    )


def called_in(names: Sequence[str], count: int) -> str:
    """Say to a deputy what she is called in for."""
    if count == len(names):
        return _("Du er kalt inn for %(names)s", names=formats.listed(names))
    return _n("Du er kalt inn for ett forslag", "Du er kalt inn for %(num)s forslag", count)


def _to_declare(desk: Desk, undeclared: int, called: Sequence[str]) -> Opening:
    title = _n(
        "Du skal si fra om bindinger til ett forslag",
        "Du skal si fra om bindinger til %(num)s forslag",
        undeclared,
    )
    next_step = _n(
        "Si fra om bindinger til ett forslag", "Si fra om bindinger til %(num)s forslag", undeclared
    )
    if desk.called:
        return Opening(
            called_in(called, len(desk.called)),
            _(
                "Medlemmet fra %(institution)s kan ikke vurdere dette selv, og du vurderer i stedet. Si først om du har bindinger til kandidatene. Når du har svart, kan du lese forslaget.",
                institution=institution(desk.appointment.seat),
            ),
            next_step,
        )
    if desk.is_deputy:
        return Opening(
            title,
            _(
                "Du er varamedlem for %(institution)s. Si om du har bindinger til kandidatene, så er du klar hvis medlemmet blir inhabilt. Da trer du inn for akkurat det forslaget.",
                institution=institution(desk.appointment.seat),
            ),
            next_step,
        )
    return Opening(
        title,
        _("Si først om du har bindinger til kandidatene. Når du har svart, kan du lese forslaget."),
        next_step,
    )


def _declared(desk: Desk, called: Sequence[str]) -> Opening:
    """Say that the declaring is done and the scoring not yet open."""
    open_to_her = desk.scored
    if desk.called:
        return Opening(
            called_in(called, len(desk.called)),
            _(
                "Medlemmet fra %(institution)s kan ikke vurdere dette selv, og du vurderer i stedet. Poeng setter du når sekretariatet åpner for det. Da får du beskjed på e-post.",
                institution=institution(desk.appointment.seat),
            ),
            _("Les forslagene") if open_to_her else _("Ingenting nå"),
        )
    if not open_to_her:
        return Opening(
            _("Du har svart om alle forslagene"),
            _("Ingen av dem er åpne for deg nå."),
            _("Ingenting nå"),
        )
    return Opening(
        _("Du har svart om alle forslagene"),
        _n(
            "Du kan lese ett forslag nå. Poeng setter du når sekretariatet åpner for det. Da får du beskjed på e-post.",
            "Du kan lese %(num)s forslag nå. Poeng setter du når sekretariatet åpner for det. Da får du beskjed på e-post.",
            open_to_her,
        ),
        _("Les forslagene"),
    )


def _in_scoring(desk: Desk, award_round: Round, undeclared: int, now: datetime) -> Opening:
    sealed, total = desk.count(Task.SEALED), desk.total
    if total == 0:
        return Opening(
            _("Du har ingen forslag å vurdere"),
            _("Du er inhabil for alle forslagene, og teller ikke med for noen av dem."),
            _("Ingenting nå"),
        )
    if sealed == total:
        return _all_sealed(award_round, total)
    title = _("Du har levert %(sealed)s av %(total)s", sealed=sealed, total=total)
    left = [_n("Det gjenstår ett.", "Det gjenstår %(num)s.", total - sealed)]
    drafts = desk.count(Task.DRAFT)
    if drafts:
        left.append(
            _n("Du har begynt på ett av dem.", "Du har begynt på %(num)s av dem.", drafts)
            if total - sealed > 1
            else _("Du har begynt på det.")
        )
    if desk.is_deputy:
        left.insert(
            0,
            _(
                "Du er kalt inn for %(institution)s, fordi medlemmet ikke kan vurdere selv.",
                institution=institution(desk.appointment.seat),
            ),
        )
    if desk.left and is_overdue(award_round, now):
        left.append(too_late(award_round))
    return Opening(title, " ".join(left), _scoring_step(desk, award_round, undeclared, now))


def too_late(award_round: Round) -> str:
    """Say that the deadline for the scores is over, and until when they are taken all the same."""
    until = award_round.scoring_deadline_at
    return _(
        "Fristen gikk ut %(moment)s. Det du leverer før sekretariatet åpner drøftingen, teller. Da stenges det.",
        moment=formats.short_moment(until) if until else "",
    )


def _all_sealed(award_round: Round, total: int) -> Opening:
    meets = award_round.deliberation_at
    lede = _("Takk. Poengene er forseglet til drøftingen begynner.")
    if award_round.sees_others is SeesOthers.OWN_SHEET:
        lede = _(
            "Takk. Poengene er forseglet. Medlemmer som har levert sitt eget skjema for et forslag, ser dem."
        )
    elif meets is not None:
        lede = _(
            "Takk. Poengene er forseglet til drøftingen %(moment)s.",
            moment=formats.short_moment(meets),
        )
    return Opening(
        _n("Du har levert det ene forslaget", "Du har levert alle %(num)s", total),
        lede,
        _("Ingenting nå"),
    )


def _scoring_step(desk: Desk, award_round: Round, undeclared: int, now: datetime) -> str:
    if undeclared:
        return _n(
            "Si fra om bindinger til ett forslag",
            "Si fra om bindinger til %(num)s forslag",
            undeclared,
        )
    left = desk.left
    if not left:
        return _("Vent på at juryen avgjør om du er habil")
    until = award_round.scoring_deadline_at
    if until is None:
        return _n("Vurder ett forslag", "Vurder %(num)s forslag", left)
    if has_passed(until, now):
        return _n(
            "Fristen er ute. Vurder ett forslag nå",
            "Fristen er ute. Vurder %(num)s forslag nå",
            left,
        )
    day = formats.day_and_month(until)
    return _n(
        "Vurder ett forslag innen %(day)s", "Vurder %(num)s forslag innen %(day)s", left, day=day
    )


def _in_deliberation(desk: Desk, award_round: Round) -> Opening:
    sealed, total = desk.count(Task.SEALED), desk.scored
    if desk.is_away:
        return _away(desk)
    if desk.is_deputy and not total:
        return Opening(
            _("Drøftingen er åpen"),
            _(
                "Du er varamedlem for %(institution)s og har ikke trådt inn for noe forslag.",
                institution=institution(desk.appointment.seat),
            ),
            _("Ingenting nå"),
        )
    parts = []
    if total:
        parts.append(
            _("Du leverte %(sealed)s av %(total)s vurderinger.", sealed=sealed, total=total)
        )
    parts.append(
        _("Poengene som er levert, er nå synlige for juryen. Du kan endre dine egne, med en grunn.")
        if sealed
        else _("Poengene som er levert, er nå synlige for juryen.")
    )
    meets = award_round.deliberation_at
    step = _("Forbered deg til møtet")
    if meets is not None:
        step = _("Forbered deg til møtet %(day)s", day=formats.day_and_month(meets))
    return Opening(_("Drøftingen er åpen"), " ".join(parts), step)


def _after_decision(phase: Phase) -> Opening:
    if phase is Phase.DECIDED:
        return Opening(
            _("Avgjørelsen er tatt"),
            _("Den er under sperrefrist. Ikke fortell noen om den før den er kunngjort."),
            _("Ingenting nå"),
        )
    return Opening(
        _("Resultatet er kunngjort"),
        _("Takk for innsatsen. Vurderingene dine ligger her og kan ikke endres lenger."),
        _("Ingenting nå"),
    )
