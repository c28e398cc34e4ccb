"""What is expected of each role in a round: how it stands, and where to go."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Round
from app.rules.access import Role
from app.rules.lifecycle import NominationState, Phase, StageState
from app.services import attention, desks, may
from app.services.desks import Desk, Task
from app.services.lists import Own
from app.services.work import Work
from app.web.phases import attention as things
from app.words import calls, formats
from app.words import rounds as glance
from app.words.text import _, _n


@dataclass(frozen=True)
class Errand:
    """One thing that the reader may do, or waits for."""

    says: str
    text: str = ""
    label: str = ""
    url: str = ""
    waits: bool = False
    """Nothing is expected of her now."""
    following: str = ""
    """What she does next, in a line; the label if not given."""


def of_juror(work: Work, award_round: Round, *, leads: bool) -> Errand:
    """Say what a juror, a deputy or the chair has to do in a round."""
    phase = award_round.phase(work.now)
    if phase in {Phase.PLANNED, Phase.OPEN, Phase.SCREENING}:
        return Errand(
            _("Vurderingen har ikke begynt"),
            _("Du får en e-post når forslagene er gjennomgått og juryen skal erklære seg."),
            waits=True,
        )
    if phase is Phase.JUDGING:
        return _judging(work, award_round, leads=leads)
    if phase is Phase.DECIDED:
        return _decided(award_round, leads=leads)
    return announced(award_round)


def _judging(work: Work, award_round: Round, *, leads: bool) -> Errand:
    stage = award_round.stage
    state = stage.state if stage else StageState.WAITING
    if state is StageState.DELIBERATION:
        return _deliberating(work, award_round, leads=leads)
    desk = desks.desk(work, award_round)
    url = url_for("scores.desk", slug=award_round.slug)
    label = _("Gå til arbeidslisten")
    missing = len(desk.of(Task.DECLARE))
    if missing:
        return Errand(
            _n(
                "Du skal si fra om bindinger til %(num)s forslag",
                "Du skal si fra om bindinger til %(num)s forslag",
                missing,
            ),
            _("Forslagene åpnes for deg når du har erklært deg."),
            label,
            url,
        )
    if state is StageState.SCORING:
        return _scoring(award_round, desk, work, label, url)
    return Errand(
        _("Du har erklært deg for alle forslagene"),
        _("Du får beskjed når det er åpent for å sette poeng."),
        label,
        url,
        waits=True,
    )


def _scoring(award_round: Round, desk: Desk, work: Work, label: str, url: str) -> Errand:
    done, every = len(desk.of(Task.SEALED)), len(desk.to_score)
    if not every:
        return Errand(
            _("Du har ingen forslag å vurdere nå"),
            _("Du får beskjed med en gang du skal vurdere i stedet for en annen."),
            label,
            url,
            waits=True,
        )
    if done == every:
        return Errand(
            _("Du har levert alle vurderingene dine"),
            _("Nå venter juryen på de andre. Du kan fortsatt lese forslagene."),
            label,
            url,
            waits=True,
        )
    return Errand(
        _("Du har levert %(done)s av %(all)s vurderinger", done=done, all=every),
        _deadline(award_round, work),
        _("Fortsett der du slapp") if desk.of(Task.DRAFT) or done else label,
        url,
    )


def _deadline(award_round: Round, work: Work) -> str:
    until = award_round.scoring_deadline_at
    if until is None:
        return ""
    if until <= work.now:
        return _("Fristen gikk ut %(moment)s.", moment=formats.short_moment(until))
    return _(
        "Fristen er %(moment)s. %(left)s",
        moment=formats.short_moment(until),
        left=glance.days_left(until, work.now),
    )


def _deliberating(work: Work, award_round: Round, *, leads: bool) -> Errand:
    if leads:
        return Errand(
            _("Juryen drøfter, og du skriver avgjørelsen"),
            _("Poengene er åpne. Avgjørelsen er din til du forsegler den."),
            _("Gå til rangeringen"),
            url_for("ranking.show", slug=award_round.slug),
        )
    if Role.JUROR not in may.roles(work, award_round):
        return Errand(_("Juryen drøfter"), _("Poengene er levert."), waits=True)
    return Errand(
        _("Juryen drøfter"),
        _("Poengene er åpne for juryen. Les dem før møtet."),
        _("Gå til rangeringen"),
        url_for("ranking.show", slug=award_round.slug),
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
            url_for("announcements.plan", slug=award_round.slug),
        )
    return Errand(
        _("Avgjørelsen er forseglet"),
        _("Juryleder bestemmer når den blir kunngjort. Fram til da er den hemmelig."),
        waits=True,
    )


def announced(award_round: Round) -> Errand:
    """Say that the result is there for everybody to read."""
    return Errand(
        _("Resultatet er kunngjort"),
        "",
        _("Se resultatet"),
        url_for("rounds.show", slug=award_round.slug),
        waits=True,
    )


def of_secretariat(work: Work, award_round: Round) -> Errand:
    """Say how a round stands for those who run it."""
    phase = award_round.phase(work.now)
    if phase in {Phase.ANNOUNCED, Phase.ARCHIVED}:
        return announced(award_round)
    seen = attention.overview(work, award_round)
    says, *more = glance.sentences(award_round, seen, work.now)
    label, endpoint = _("Åpne runden"), "phases.control"
    if phase is Phase.SCREENING and seen.waiting:
        label, endpoint = _("Gå til forslagene"), "screening.inbox"
    return Errand(
        says.removesuffix("."),
        " ".join(more),
        label,
        url_for(endpoint, slug=award_round.slug),
        waits=phase in {Phase.OPEN, Phase.DECIDED} and not seen.matters,
        following=things.next_step(award_round, seen),
    )


def of_auditor(work: Work, award_round: Round) -> Errand | None:
    """Say that the scores are open to the auditor; nothing before they are."""
    phase = award_round.phase(work.now)
    if phase not in {Phase.DECIDED, Phase.ANNOUNCED, Phase.ARCHIVED}:
        return None
    return Errand(
        _("Poengene i prisrunden %(year)s er åpne for deg", year=award_round.year),
        _("Avgjørelsen er forseglet, og du kan holde den opp mot poengene og journalen."),
        _("Gå til rangeringen"),
        url_for("ranking.show", slug=award_round.slug),
        waits=phase is Phase.ARCHIVED,
    )


def of_nominator(work: Work, award_round: Round, own: Sequence[Own]) -> Errand:
    """Say how the nominations of somebody's organisation stand in a round."""
    mine = url_for("nominations.mine")
    drafts = [n for n in own if n.state is NominationState.DRAFT]
    phase = award_round.public_phase(work.now)
    if phase is Phase.OPEN:
        return _writing(work, award_round, own, drafts)
    if len(drafts) == len(own):
        return Errand(
            _("Utkastet ble ikke sendt inn før fristen"),
            _("Teksten er tatt vare på, men blir ikke vurdert."),
            _("Se forslagene dine"),
            mine,
            waits=True,
        )
    if phase in {Phase.ANNOUNCED, Phase.ARCHIVED}:
        return announced(award_round)
    standing = calls.standing(award_round, work.now)
    return Errand(
        standing.title,
        calls.planned_for(award_round, work.now),
        _("Se forslagene dine"),
        mine,
        waits=True,
    )


def _writing(work: Work, award_round: Round, own: Sequence[Own], drafts: Sequence[Own]) -> Errand:
    left = _(
        "Fristen er %(moment)s. %(left)s",
        moment=formats.short_moment(award_round.deadline_at or work.now),
        left=glance.days_left(award_round.deadline_at, work.now),
    )
    mine = url_for("nominations.mine")
    if drafts:
        says = _n(
            "Utkastet deres er ikke sendt inn ennå",
            "Dere har %(num)s utkast som ikke er sendt inn",
            len(drafts),
        )
        return Errand(says, left, _("Skriv videre"), mine)
    if own:
        return Errand(
            _n(
                "Forslaget deres er sendt inn",
                "Dere har sendt inn %(num)s forslag",
                len(own),
            ),
            _("Dere kan trekke forslaget eller sende inn flere til fristen går ut."),
            _("Se forslagene dine"),
            mine,
            waits=True,
        )
    return Errand(
        _("Utlysningen for %(year)s er åpen", year=award_round.year),
        left,
        _("Skriv et forslag"),
        url_for("nominations.start", slug=award_round.slug),
    )
