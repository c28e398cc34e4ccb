"""What is expected of each role in a round: how it stands, and what there is to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models import Round
from app.rules.calendar import has_passed
from app.rules.lifecycle import (
    AFTER_DECISION,
    RESULT_PUBLIC,
    STOPPED,
    UPCOMING,
    Phase,
    StageState,
)
from app.services.attention import Overview
from app.services.desks import LEFT, Desk, Task
from app.words import formats
from app.words.jury.desks import called_in, too_late
from app.words.outbox import HaltWords
from app.words.rounds import glance as rounds
from app.words.text import _, _n


class Goal(StrEnum):
    """Where an errand leads. What is there, and whether it is open, others know."""

    DESK = "desk"
    VISITS = "visits"
    RANKING = "ranking"
    ANNOUNCEMENT = "announcement"
    RESULT = "result"
    ROUND = "round"
    INBOX = "inbox"
    OWN_NOMINATIONS = "own_nominations"
    NEW_NOMINATION = "new_nomination"
    NOTICES = "notices"


@dataclass(frozen=True)
class Errand:
    """One thing that somebody may do, or waits for."""

    says: str
    text: str = ""
    label: str = ""
    goal: Goal | None = None
    waits: bool = False
    """Nothing is expected of her now."""
    following: str = ""
    """What she does next, in a line; the label if not given."""
    is_missed: bool = False
    """A deadline has passed her by: she must see that before anything else."""


def upcoming() -> Errand:
    """Say to a juror that the jury has not begun."""
    return Errand(
        _("Vurderingen har ikke begynt"),
        _("Du får en e-post når forslagene er gjennomgått og juryen skal si fra om bindinger."),
        waits=True,
    )


def stopped(phase: Phase) -> Errand:
    """Say that a round stands still, or is cancelled."""
    if phase is Phase.CANCELLED:
        return Errand(_("Prisrunden er avlyst"), "", _("Les hvorfor"), Goal.RESULT, waits=True)
    return Errand(
        _("Prisrunden er satt på pause"),
        _("Du får en e-post når den går videre, med de nye datoene."),
        _("Les hvorfor"),
        Goal.RESULT,
        waits=True,
    )


def of_juror(
    award_round: Round, now: datetime, *, leads: bool, deputy: bool, desk: Desk | None
) -> Errand:
    """Say what a juror, a deputy or the chair has to do in a round.

    Args:
        award_round: the round.
        now: the time.
        leads: she is the chair.
        deputy: she is a deputy, who does not read others' scores.
        desk: her work list, while there is something to do with it; see ``uses_desk``.

    """
    phase = award_round.phase(now)
    if phase in STOPPED:
        return stopped(phase)
    if phase in UPCOMING:
        return upcoming()
    if phase is Phase.DECIDED:
        return _decided(award_round, leads=leads)
    if phase in RESULT_PUBLIC:
        return announced()
    if desk is None:
        return _deliberating(award_round, leads=leads, deputy=deputy)
    return _at_desk(award_round, desk, now)


def uses_desk(award_round: Round, now: datetime) -> bool:
    """Say whether what a juror has to do follows from her work list."""
    stage = award_round.stage
    deliberating = stage is not None and stage.state is StageState.DELIBERATION
    return award_round.phase(now) is Phase.JUDGING and not deliberating


def _at_desk(award_round: Round, desk: Desk, now: datetime) -> Errand:
    label = _("Gå til arbeidslisten")
    if desk.waits:
        return Errand(
            _("Det er avgjort hvem som går videre"),
            _("Du får beskjed når neste trinn er åpnet."),
            label,
            Goal.DESK,
            waits=True,
        )
    missing = len(desk.of(Task.DECLARE))
    called = {entry.task for entry in desk.called}
    if called & {Task.DECLARE, *LEFT}:
        return _called(award_round, desk, now, label)
    if missing:
        return Errand(
            _n(
                "Du skal si fra om bindinger til ett forslag",
                "Du skal si fra om bindinger til %(num)s forslag",
                missing,
            ),
            _("Forslagene åpnes for deg når du har svart."),
            label,
            Goal.DESK,
        )
    if desk.is_visiting:
        return _visiting(desk)
    if award_round.stage is not None and award_round.stage.state is StageState.SCORING:
        return _scoring(award_round, desk, now, label)
    return Errand(
        _("Du har svart om alle forslagene"),
        _("Du får beskjed når det er åpent for å sette poeng."),
        label,
        Goal.DESK,
        waits=True,
    )


def _visiting(desk: Desk) -> Errand:
    """Say that there are visits, and who settles what comes of them."""
    if desk.stage is StageState.PLANNED:
        return Errand(
            _("Juryen skal på befaring"),
            _("Du får beskjed når det er bestemt at du skal være med."),
            _("Se befaringene"),
            Goal.VISITS,
            waits=True,
        )
    return Errand(
        _("Juryen er på befaring"),
        _("Før hva dere så. Du avgjør hvem som går videre når alle er besøkt.")
        if desk.leads
        else _("Før hva du så, der du var med."),
        _("Se befaringene"),
        Goal.VISITS,
    )


def _called(award_round: Round, desk: Desk, now: datetime, label: str) -> Errand:
    """Say to a deputy that she is called in, and what she can do."""
    text = _("Medlemmet du er vara for, er inhabilt.")
    if any(entry.task is Task.DECLARE for entry in desk.called):
        more = _("Si først om du har bindinger til kandidatene.")
    elif desk.is_scoring:
        more = _deadline(award_round, now)
    else:
        more = _("Du kan lese nå, og får beskjed når det er åpent for å sette poeng.")
    return Errand(called_in((), len(desk.called)), f"{text} {more}".strip(), label, Goal.DESK)


def _scoring(award_round: Round, desk: Desk, now: datetime, label: str) -> Errand:
    if desk.by_ballot and desk.left:
        title = _("Ranger de %(num)s som er igjen", num=desk.scored)
        return Errand(title, _deadline(award_round, now), label, Goal.DESK)
    if desk.by_ballot and desk.scored:
        return Errand(
            _("Stemmeseddelen din er levert"),
            _("Nå venter juryen på de andre. Du kan fortsatt lese forslagene."),
            label,
            Goal.DESK,
            waits=True,
        )
    done, every = len(desk.of(Task.SEALED)), len(desk.to_score)
    if not every:
        return Errand(
            _("Du har ingen forslag å vurdere nå"),
            _("Du får beskjed med en gang du skal vurdere i stedet for en annen."),
            label,
            Goal.DESK,
            waits=True,
        )
    if done == every:
        return Errand(
            _("Du har levert alle vurderingene dine"),
            _("Nå venter juryen på de andre. Du kan fortsatt lese forslagene."),
            label,
            Goal.DESK,
            waits=True,
        )
    return Errand(
        _("Du har levert %(done)s av %(all)s vurderinger", done=done, all=every),
        _deadline(award_round, now),
        _("Fortsett der du slapp") if desk.of(Task.DRAFT) or done else label,
        Goal.DESK,
    )


def _deadline(award_round: Round, now: datetime) -> str:
    until = award_round.scoring_deadline_at
    if until is None:
        return ""
    if has_passed(until, now):
        return too_late(award_round)
    return _(
        "Fristen er %(moment)s. %(left)s",
        moment=formats.short_moment(until),
        left=rounds.days_left(until, now),
    )


def _deliberating(award_round: Round, *, leads: bool, deputy: bool) -> Errand:
    if leads and not award_round.is_in_last_stage:
        return Errand(
            _("Juryen drøfter, og du avgjør hvem som går videre"),
            _("Poengene er åpne. Rangeringen er et råd."),
            _("Gå til rangeringen"),
            Goal.RANKING,
        )
    if leads:
        return Errand(
            _("Juryen drøfter, og du skriver avgjørelsen"),
            _("Poengene er åpne. Avgjørelsen er din til du forsegler den."),
            _("Gå til rangeringen"),
            Goal.RANKING,
        )
    if deputy:
        return Errand(_("Juryen drøfter"), _("Poengene er levert."), waits=True)
    return Errand(
        _("Juryen drøfter"),
        _("Poengene er åpne for juryen. Les dem før møtet."),
        _("Gå til rangeringen"),
        Goal.RANKING,
    )


def _decided(award_round: Round, *, leads: bool) -> Errand:
    until = award_round.embargo_until
    if until is not None:
        return Errand(
            _("Resultatet blir kunngjort %(moment)s", moment=formats.moment(until)),
            _("Fram til da er det hemmelig."),
            waits=True,
        )
    if leads:
        return Errand(
            _("Avgjørelsen er forseglet"),
            _("Nå bestemmer du når den skal kunngjøres."),
            _("Sett tidspunkt"),
            Goal.ANNOUNCEMENT,
        )
    return Errand(
        _("Avgjørelsen er forseglet"),
        _("Juryleder bestemmer når den blir kunngjort. Fram til da er den hemmelig."),
        waits=True,
    )


def announced() -> Errand:
    """Say that the result is there for everybody to read."""
    return Errand(_("Resultatet er kunngjort"), "", _("Se resultatet"), Goal.RESULT, waits=True)


def of_secretariat(award_round: Round, seen: Overview, now: datetime, following: str) -> Errand:
    """Say how a round stands for those who run it.

    Args:
        award_round: the round.
        seen: it at a glance.
        now: the time.
        following: what is expected of the secretariat, in a line.

    """
    if seen.phase in RESULT_PUBLIC:
        return announced()
    says, *more = rounds.sentences(award_round, seen, now)
    label, goal = _("Åpne runden"), Goal.ROUND
    if seen.phase is Phase.SCREENING and seen.ready:
        label, goal = _("Gå til forslagene"), Goal.INBOX
    return Errand(
        says.removesuffix("."),
        " ".join(more),
        label,
        goal,
        waits=seen.phase in {Phase.OPEN, Phase.DECIDED} and not seen.matters,
        following=following,
    )


def of_mail(halt: HaltWords) -> Errand:
    """Say that no mail leaves, which comes before everything else."""
    return Errand(
        halt.title.removesuffix("."),
        halt.text,
        _("Se meldingene"),
        Goal.NOTICES,
        following=halt.title.removesuffix("."),
    )


def of_auditor(award_round: Round, now: datetime) -> Errand | None:
    """Say that the scores are open to the auditor; nothing before they are."""
    phase = award_round.phase(now)
    if phase not in AFTER_DECISION:
        return None
    return Errand(
        _("Poengene i prisrunden %(year)s er åpne for deg", year=award_round.year),
        _("Avgjørelsen er forseglet, og du kan holde den opp mot poengene og hendelsesloggen."),
        _("Gå til rangeringen"),
        Goal.RANKING,
        waits=phase is Phase.ARCHIVED,
    )
