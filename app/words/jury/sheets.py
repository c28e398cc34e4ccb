"""A score sheet in words: what is missing, what is wrong, when it was stored, who sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from app.models import Criterion, Round, ScoreRevision, ScoreSheet
from app.rules.calendar import has_passed
from app.rules.disclosure import SeesOthers
from app.rules.lifecycle import BEFORE_DELIBERATION, VISITING, Phase
from app.rules.scoring import Lacks, Scale, plain
from app.words import formats
from app.words.jury.desks import too_late
from app.words.text import _, _n


def number(value: Decimal) -> str:
    """Write a score: 4, or 4,5."""
    text = str(plain(value))
    return text if formats.language() == "en" else text.replace(".", ",")


def short_names(criteria: Iterable[Criterion]) -> dict[str, str]:
    """Give the short names of criteria in the reader's language, by their keys."""
    return {criterion.key: formats.in_language(criterion.short) for criterion in criteria}


def levels(criterion: Criterion) -> list[str]:
    """Give the words of the steps in the reader's language, or in the nearest there is."""
    for code in (formats.language(), "nb", "nn", "en"):
        if criterion.levels.get(code):
            return criterion.levels[code]
    return []


def lately(moment: datetime, now: datetime) -> str:
    """Write a moment that may be of today: i dag kl. 10.42, 2. juli kl. 19.40."""
    days = (formats.local(now).date() - formats.local(moment).date()).days
    if days == 0:
        return _("i dag %(time)s", time=formats.time_of_day(moment))
    if days == 1:
        return _("i går %(time)s", time=formats.time_of_day(moment))
    return formats.short_moment(moment)


def saved(sheet: ScoreSheet | None, now: datetime) -> str:
    """Say when the draft was last stored; nothing if it never has been."""
    if sheet is None:
        return ""
    if formats.local(sheet.saved_at).date() == formats.local(now).date():
        return _("Utkast lagret %(time)s", time=formats.time_of_day(sheet.saved_at))
    return _("Utkast lagret %(moment)s", moment=lately(sheet.saved_at, now))


def missing(criteria: Sequence[Criterion], lacks: Lacks) -> list[str]:
    """Say what is missing before a sheet can be handed in, in sentences."""
    names = [name for key, name in short_names(criteria).items() if key in lacks.criteria]
    said = []
    if names:
        said.append(
            _n(
                "Ett kriterium mangler poeng: %(names)s.",
                "Det mangler poeng på %(num)s kriterier: %(names)s.",
                len(names),
                names=", ".join(names),
            )
        )
    if lacks.grounds:
        said.append(_("Begrunnelsen mangler."))
    return said


def off_scale(criterion_name: str, scale: Scale) -> str:
    """Say of a score that could not be read what can be."""
    return _(
        "%(criterion)s: Skriv et tall fra %(low)s til %(high)s, i steg på %(step)s.",
        criterion=criterion_name,
        low=number(scale.low),
        high=number(scale.high),
        step=number(scale.step),
    )


def no_score(criterion_name: str) -> str:
    """Ask for the score of a criterion."""
    return _("Sett poeng på «%(criterion)s».", criterion=criterion_name)


def why_closed(award_round: Round, now: datetime, *, has_draft: bool) -> str:
    """Say why a sheet that was never handed in cannot be filled in now."""
    stage = award_round.stage
    if _is_before(award_round, now) and stage is not None and stage.state in VISITING:
        return _("Juryen er på befaring, og i dette trinnet settes det ingen poeng.")
    if _is_before(award_round, now):
        return _(
            "Sekretariatet åpner for poeng når juryen har sagt fra om bindinger. Da får du beskjed på e-post. Les gjerne forslaget nå."
        )
    if not has_draft:
        return _("Du satte ikke poeng på dette forslaget før det ble stengt.")
    return _("Utkastet ble ikke levert før det ble stengt. Det teller ikke.")


def who_sees(award_round: Round, now: datetime) -> str:
    """Say who sees the scores on a sheet, and from when others do."""
    if not _is_before(award_round, now):
        return _("Juryen kan se poengene og begrunnelsen din. Det private notatet ser bare du.")
    if award_round.sees_others is SeesOthers.OWN_SHEET:
        return _(
            "Medlemmer som har levert sitt eget skjema for forslaget, ser hva du har levert, og du ser deres. Andre ser bare at du har levert. Det private notatet ser bare du."
        )
    meets = award_round.deliberation_at
    if meets is None:
        return _(
            "Ingen ser poengene dine før drøftingen åpner. Juryleder og sekretariatet ser bare at du har levert. Du kan ikke se de andres heller."
        )
    return _(
        "Ingen ser poengene dine før drøftingen åpner, etter planen %(moment)s. Juryleder og sekretariatet ser bare at du har levert. Du kan ikke se de andres heller.",
        moment=formats.short_moment(meets),
    )


LAST_HOURS = timedelta(hours=24)
"""So long before the deadline a sheet says how long there is left."""


def deadline(award_round: Round, now: datetime) -> str:
    """Say on a sheet that can be filled in that the deadline is near, or over; else nothing."""
    until = award_round.scoring_deadline_at
    if until is None:
        return ""
    if has_passed(until, now):
        return too_late(award_round)
    if until - now > LAST_HOURS:
        return ""
    hours = int((until - now) / timedelta(hours=1))
    if not hours:
        return _("Fristen går ut %(time)s, om under en time.", time=formats.time_of_day(until))
    return _n(
        "Fristen går ut %(moment)s, om en time.",
        "Fristen går ut %(moment)s, om %(num)s timer.",
        hours,
        moment=formats.short_moment(until),
    )


def sealed_until(award_round: Round) -> str:
    """Say from when others see what is handed in."""
    if award_round.sees_others is SeesOthers.OWN_SHEET:
        return _(
            "Forseglet. Medlemmer som har levert sitt eget skjema for forslaget, ser poengene."
        )
    return _("Forseglet. Ingen ser poengene før drøftingen.")


def before_sealing(award_round: Round) -> str:
    """Say what follows from handing a sheet in."""
    if award_round.sees_others is SeesOthers.OWN_SHEET:
        return _(
            "Skjemaet forsegles. Medlemmer som har levert sitt eget skjema for forslaget, ser poengene og begrunnelsen din, og du ser deres. Juryleder ser dem på samme vilkår, og sekretariatet ser bare at du har levert. Vil du endre noe senere, kan du det: Da lagres både det gamle og det nye, med din grunn."
        )
    return _(
        "Skjemaet forsegles. Ingen ser poengene dine før alle skal drøfte dem sammen, heller ikke juryleder og sekretariatet. De ser bare at du har levert. Vil du endre noe senere, kan du det: Da lagres både det gamle og det nye, med din grunn."
    )


def _is_before(award_round: Round, now: datetime) -> bool:
    stage = award_round.stage
    judging = award_round.phase(now) is Phase.JUDGING
    return judging and (stage is None or stage.state in BEFORE_DELIBERATION)


@dataclass(frozen=True)
class RevisionLine:
    """One revision of a sealed sheet."""

    number: int
    at: datetime
    reason: str
    after_opening: bool
    """Whether others' scores were open to her by then."""
    changed: Sequence[str]


def revisions(award_round: Round, sheet: ScoreSheet | None) -> list[RevisionLine]:
    """List what was sealed, first to last, each with what it changed."""
    sealed = sheet.revisions if sheet else []
    return [
        RevisionLine(
            revision.number,
            revision.sealed_at,
            revision.reason,
            revision.could_see_others,
            _difference(award_round, sealed[place - 1], revision) if place else (),
        )
        for place, revision in enumerate(sealed)
    ]


def _difference(award_round: Round, before: ScoreRevision, after: ScoreRevision) -> list[str]:
    """Say what a revision changed."""
    said = [
        _(
            "%(criterion)s fra %(before)s til %(after)s.",
            criterion=name,
            before=number(Decimal(before.scores[key])),
            after=number(Decimal(after.scores[key])),
        )
        for key, name in short_names(award_round.criteria).items()
        if before.scores.get(key) != after.scores.get(key)
    ]
    if before.grounds != after.grounds:
        said.append(_("Begrunnelsen er skrevet om."))
    if before.evidence != after.evidence:
        said.append(_("Belegget er endret."))
    return said
