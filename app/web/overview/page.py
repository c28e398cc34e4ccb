"""The page after signing in: each round that somebody has a part in, and what is expected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Round
from app.rules.access import JURY, Permission, Role, Verdict
from app.rules.lifecycle import NominationState, Phase
from app.services import lists, may, rounds
from app.services.lists import Own
from app.services.work import Work
from app.web.overview import errands
from app.web.overview.errands import Errand
from app.words import terms as words
from app.words.text import _

IN_FULL = 3
"""So many rounds are looked into; the others are named with their phase."""

_ORDER = (
    Phase.JUDGING,
    Phase.SCREENING,
    Phase.DECIDED,
    Phase.OPEN,
    Phase.PLANNED,
    Phase.ANNOUNCED,
    Phase.ARCHIVED,
)

Link = tuple[str, str, str]


@dataclass(frozen=True)
class Part:
    """One round that the reader has a part in."""

    award_round: Round
    phase: str
    roles: Sequence[str]
    errands: Sequence[Errand]
    links: Sequence[Link]


@dataclass(frozen=True)
class Welcome:
    """Everything that somebody has to do or may look at."""

    parts: Sequence[Part]
    first: Errand | None
    """What is most likely the reason that she came."""
    first_round: Round | None


def welcome(work: Work) -> Welcome:
    """Look up what is expected of the actor, the most urgent first."""
    parts = [*_by_office(work), *_as_nominator(work)]
    told = [(part.award_round, errand) for part in parts for errand in part.errands]
    told.sort(key=lambda pair: pair[1].waits)
    award_round, first = told[0] if told else (None, None)
    return Welcome(parts, first, award_round)


def _by_office(work: Work) -> Iterator[Part]:
    """Give the rounds of jurors, the secretariat and auditors."""
    held = rounds.of_actor(work)
    held.sort(key=lambda award_round: _ORDER.index(award_round.phase(work.now)))
    for place, award_round in enumerate(held):
        roles = may.roles(work, award_round)
        stage = award_round.stage
        yield Part(
            award_round,
            words.phase(award_round.phase(work.now), stage.state if stage else None),
            [word for role, word in _offices() if role in roles],
            _errands(work, award_round, roles) if place < IN_FULL else (),
            _links(work, award_round),
        )


def _offices() -> Sequence[tuple[Role, str]]:
    return (
        (Role.CHAIR, _("Du leder juryen")),
        (Role.JUROR, _("Du sitter i juryen")),
        (Role.DEPUTY, _("Du er varamedlem i juryen")),
        (Role.SECRETARIAT, _("Du er i sekretariatet")),
        (Role.AUDITOR, _("Du er revisor")),
    )


def _errands(work: Work, award_round: Round, roles: frozenset[Role]) -> list[Errand]:
    found: list[Errand | None] = []
    if roles & JURY:
        found.append(errands.of_juror(work, award_round, leads=Role.CHAIR in roles))
    if Role.SECRETARIAT in roles:
        found.append(errands.of_secretariat(work, award_round))
    if Role.AUDITOR in roles:
        found.append(errands.of_auditor(work, award_round))
    return [errand for errand in found if errand is not None]


def _links(work: Work, award_round: Round) -> list[Link]:
    """List the ways on that are open to her in a round now."""
    found = [
        (label, url_for(endpoint, slug=award_round.slug), about)
        for permission, endpoint, label, about in _ways()
        if may.decide(work, permission, award_round) is Verdict.ALLOWED
    ]
    return list({link[1]: link for link in found}.values())


def _ways() -> Sequence[tuple[Permission, str, str, str]]:
    ranking = (_("Rangeringen"), _("Plassene, og poengene bak dem"))
    return (
        (
            Permission.VIEW_DESK,
            "scores.desk",
            _("Arbeidslisten"),
            _("Forslagene du leser og vurderer"),
        ),
        (Permission.RUN_ROUND, "phases.control", _("Runden"), _("Hvordan den står, og neste steg")),
        (Permission.READ_SUBMITTED, "screening.inbox", _("Forslagene"), _("Alt som er sendt inn")),
        (
            Permission.VIEW_PROGRESS,
            "rounds.progress",
            _("Framdriften"),
            _("Hvem som har levert hva, uten poeng"),
        ),
        (
            Permission.RULE_ON_CONFLICT,
            "impartiality.rulings",
            _("Habilitet"),
            _("Erklæringer som juryen må avgjøre"),
        ),
        (Permission.VIEW_RANKING, "ranking.show", *ranking),
        (Permission.VIEW_SCORES_AS_AUDITOR, "ranking.show", *ranking),
        (
            Permission.DECIDE,
            "decisions.decide",
            _("Avgjørelsen"),
            _("Skriv den, og forsegle den når juryen er enig"),
        ),
        (
            Permission.ANNOUNCE,
            "announcements.plan",
            _("Kunngjøringen"),
            _("Når resultatet blir offentlig"),
        ),
        (
            Permission.RUN_ROUND,
            "notices.outbox",
            _("Meldingene"),
            _("Hvem som har fått beskjed om hva"),
        ),
        (
            Permission.VIEW_ROUND_AUDIT,
            "audit.trail",
            _("Journalen"),
            _("Alt som har skjedd, i rekkefølge"),
        ),
        (
            Permission.VIEW_ROUND,
            "rounds.show",
            _("Den offentlige siden"),
            _("Det alle kan lese om runden nå"),
        ),
    )


def _as_nominator(work: Work) -> Iterator[Part]:
    """Give the rounds that somebody's organisation has nominated in, or can."""
    if not work.actor.organisations:
        return
    own = lists.of_actor(work)
    held: dict[int, Round] = {r.id: r for r in rounds.open_calls(work.session, work.now)}
    held = {
        round_id: award_round
        for round_id, award_round in held.items()
        if may.decide(work, Permission.START_NOMINATION, award_round) is Verdict.ALLOWED
    }
    held |= rounds.by_ids(work.session, {nomination.round_id for nomination in own})
    by_round: dict[int, list[Own]] = {}
    for nomination in own:
        if nomination.state is not NominationState.WITHDRAWN:
            by_round.setdefault(nomination.round_id, []).append(nomination)
    for award_round in held.values():
        phase = award_round.public_phase(work.now)
        if phase is Phase.OPEN or (award_round.id in by_round and phase is not Phase.PLANNED):
            yield _nominating(work, award_round, by_round.get(award_round.id, []), phase)


def _nominating(work: Work, award_round: Round, own: Sequence[Own], phase: Phase) -> Part:
    links = [
        (
            _("Forslagene dine"),
            url_for("nominations.mine"),
            _("Utkast, det dere har sendt inn, og kvitteringer"),
        ),
        (
            _("Den offentlige siden"),
            url_for("rounds.show", slug=award_round.slug),
            _("Det alle kan lese om runden nå"),
        ),
    ]
    if phase is Phase.OPEN:
        write = url_for("nominations.start", slug=award_round.slug)
        links.insert(1, (_("Nytt forslag"), write, _("Skriv for virksomheten din")))
    return Part(
        award_round,
        words.phase(phase),
        [_("Du skriver forslag")],
        [errands.of_nominator(work, award_round, own)],
        links,
    )
