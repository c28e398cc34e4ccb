"""The doors: where one can go, what each place is called, and who finds it open.

One table. The menu, the overview, what is next for somebody and the error pages read it, and each
door asks the access table. So nothing is offered that is refused, and nothing is offered twice under
different names. In the menu a door that is hers and not open now keeps its place, without a link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from app.models import Prize, Round
from app.rules.access import JURY, Permission, Role, Verdict, could_ever
from app.rules.actors import Actor
from app.rules.lifecycle import StageKind
from app.services import decisions, impartiality, may
from app.services.work import Work
from app.words.errands import Goal
from app.words.text import _, _l

OPEN = frozenset({Verdict.ALLOWED, Verdict.UNPLEDGED})
"""Also for a juror who has not promised confidentiality: on the way there she is asked."""


@dataclass(frozen=True)
class Door:
    """One place that can be gone to.

    endpoint: where it is.
    label: what it is called, everywhere.
    about: what one finds there, in a few words.
    opens: the permissions of which any opens it.
    menu: the roles that find it in the menu, whether it is open or not.
    asks: who answers for the permissions.
    is_there: whether the round has such a place at all.
    """

    endpoint: str
    label: Any
    about: Any
    opens: tuple[Permission, ...]
    menu: frozenset[Role] = frozenset()
    asks: Callable[[Work, Permission, Round], Verdict] = may.decide
    is_there: Callable[[Round], bool] = lambda _round: True

    def is_open(self, work: Work, award_round: Round) -> bool:
        """Say whether the actor may go there, in a round, now. History has no such rooms."""
        if award_round.is_recorded and self.menu:
            return False
        return self.is_there(award_round) and any(
            self.asks(work, permission, award_round) in OPEN for permission in self.opens
        )

    def url(self, award_round: Round) -> str:
        """Give its address in a round."""
        return url_for(self.endpoint, slug=award_round.slug)


def _roles(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


DESK = Door(
    "scores.desk",
    _l("Arbeidslisten din"),
    _l("Forslagene du leser og vurderer"),
    (Permission.VIEW_DESK,),
    JURY,
)
ROUND = Door(
    "phases.control",
    _l("Runden"),
    _l("Hvordan den står, og neste steg"),
    (Permission.RUN_ROUND,),
    _roles(Role.SECRETARIAT),
)
SETUP = Door(
    "setup.index",
    _l("Oppsett"),
    _l("Det runden er satt opp med, og hva som mangler"),
    (Permission.SET_UP_ROUND,),
)
DATES = Door(
    "dates.show",
    _l("Datoer"),
    _l("Frister og møter, og hva som er endret"),
    (Permission.VIEW_DATES,),
)
INBOX = Door(
    "screening.inbox",
    _l("Forslag"),
    _l("Alt som er sendt inn"),
    (Permission.READ_SUBMITTED,),
    _roles(Role.SECRETARIAT, Role.AUDITOR),
)
PROGRESS = Door(
    "rounds.progress",
    _l("Framdrift"),
    _l("Hvem som har levert hva, uten poeng"),
    (Permission.VIEW_PROGRESS,),
    _roles(Role.CHAIR, Role.SECRETARIAT, Role.AUDITOR),
)
IMPARTIALITY = Door(
    "impartiality.rulings",
    _l("Habilitet"),
    _l("Bindinger som er meldt, og hva juryen har avgjort"),
    (Permission.VIEW_CONFLICTS,),
    _roles(Role.CHAIR, Role.SECRETARIAT, Role.AUDITOR),
)
RANKING = Door(
    "ranking.show",
    _l("Rangering"),
    _l("Plassene, og poengene bak dem"),
    (Permission.VIEW_RANKING, Permission.VIEW_SCORES_AS_AUDITOR),
    _roles(Role.CHAIR, Role.JUROR, Role.SECRETARIAT, Role.AUDITOR),
    impartiality.decide_in_comparison,
)
SHORTLIST = Door(
    "shortlists.choose",
    _l("Hvem går videre?"),
    _l("De juryen velger til neste trinn"),
    (Permission.NAME_SHORTLIST,),
    _roles(Role.CHAIR),
    decisions.decide_as_chair,
    lambda award_round: len(award_round.stages) > 1,
)
VISITS = Door(
    "visits.index",
    _l("Befaringer"),
    _l("Når og hvor de er, hvem som drar, og hva juryen så"),
    (Permission.VIEW_VISITS,),
    _roles(Role.CHAIR, Role.JUROR, Role.DEPUTY, Role.SECRETARIAT, Role.AUDITOR),
    is_there=lambda award_round: StageKind.VISIT in award_round.stage_kinds,
)
MEETINGS = Door(
    "meetings.index",
    _l("Møter"),
    _l("Saklisten, oppmøtet, vedtakene og referatene"),
    (Permission.VIEW_MEETING,),
    _roles(Role.CHAIR, Role.JUROR, Role.DEPUTY, Role.SECRETARIAT, Role.AUDITOR),
)
DECISION = Door(
    "decisions.decide",
    _l("Avgjørelse"),
    _l("Det juryen velger, og hvorfor"),
    (Permission.DECIDE, Permission.VIEW_DECISION),
    _roles(Role.CHAIR, Role.AUDITOR),
    decisions.decide_as_chair,
)
ANNOUNCEMENT = Door(
    "announcements.plan",
    _l("Kunngjøring"),
    _l("Når resultatet blir offentlig"),
    (Permission.ANNOUNCE, Permission.VIEW_ANNOUNCEMENT),
    _roles(Role.CHAIR),
    decisions.decide_as_chair,
)
RULES = Door(
    "rulebooks.show",
    _l("Regler"),
    _l("Hvordan juryen vurderer, og hva som er endret"),
    (Permission.VIEW_RULES,),
    _roles(Role.AUDITOR),
    is_there=lambda award_round: bool(award_round.rulebooks),
)
QUESTIONS = Door(
    "public_questions.every",
    _l("Spørsmål"),
    _l("Det folk har spurt om utlysningen, og svarene"),
    (Permission.VIEW_QUESTIONS,),
    _roles(Role.SECRETARIAT, Role.AUDITOR),
)
NOTICES = Door(
    "notices.outbox",
    _l("Meldinger"),
    _l("Hvem som har fått beskjed om hva"),
    (Permission.VIEW_NOTICES,),
    _roles(Role.SECRETARIAT, Role.AUDITOR),
)
TRAIL = Door(
    "audit.trail",
    _l("Hendelseslogg"),
    _l("Alt som har skjedd, i rekkefølge"),
    (Permission.VIEW_ROUND_AUDIT,),
    _roles(Role.SECRETARIAT, Role.AUDITOR),
)
PUBLIC = Door(
    "rounds.show",
    _l("Den offentlige siden"),
    _l("Det alle kan lese om runden nå"),
    (Permission.VIEW_ROUND,),
)
NEW_NOMINATION = Door(
    "nominations.start",
    _l("Nytt forslag"),
    _l("Skriv for virksomheten din"),
    (Permission.START_NOMINATION,),
)

OF_OFFICE = (
    DESK,
    ROUND,
    SETUP,
    DATES,
    INBOX,
    PROGRESS,
    IMPARTIALITY,
    RANKING,
    VISITS,
    MEETINGS,
    SHORTLIST,
    DECISION,
    ANNOUNCEMENT,
    RULES,
    QUESTIONS,
    NOTICES,
    TRAIL,
    PUBLIC,
)
"""The doors of a round for those who have an office in it, in the order in which they stand."""


@dataclass(frozen=True)
class OwnDoor:
    """A place that is no round's, and whose it is."""

    endpoint: str
    label: Any
    about: Any
    is_hers: Callable[[Actor], bool]

    @property
    def url(self) -> str:
        """Give its address."""
        return url_for(self.endpoint)


OVERVIEW = OwnDoor(
    "overview.show", _l("Oversikt"), _l("Det som venter på deg"), lambda actor: actor.is_signed_in
)
OWN_NOMINATIONS = OwnDoor(
    "nominations.mine",
    _l("Forslagene dine"),
    _l("Utkast, det dere har sendt inn, og kvitteringer"),
    lambda actor: bool(actor.organisations or actor.let_into),
)
PEOPLE = OwnDoor(
    "people.show",
    _l("Personer"),
    _l("Kontoer, roller og invitasjoner"),
    lambda actor: could_ever(Permission.MANAGE_PEOPLE, actor.roles()),
)
PRIZES = OwnDoor(
    "prize_office.index",
    _l("Priser"),
    _l("Lage priser, og se hva som hører til hver"),
    lambda actor: could_ever(Permission.MANAGE_PRIZES, actor.roles()),
)
ORGANISATIONS = OwnDoor(
    "organisations.listing",
    _l("Virksomheter"),
    _l("De som skriver forslag, og hvem som venter på å bli bekreftet"),
    # They are no prize's: whoever is in a secretariat finds them.
    lambda actor: could_ever(Permission.MANAGE_ORGANISATIONS, actor.every_role()),
)
SYSTEM_TRAIL = OwnDoor(
    "audit.installation",
    _l("Hendelseslogg for systemet"),
    _l("Innlogginger, kontoer og roller"),
    # The installation's, not one prize's: an auditor of a single prize does not find it.
    lambda actor: could_ever(Permission.VIEW_INSTALLATION_AUDIT, actor.roles()),
)
FRONT = OwnDoor(
    "prizes.front", _l("Forsiden"), _l("Prisene, og hvem som har fått dem"), lambda _actor: True
)
HISTORY = OwnDoor(
    "prizes.history", _l("Tidligere år"), _l("Alle som har fått en pris"), lambda _actor: True
)


@dataclass(frozen=True)
class PrizeDoor:
    """A place of one prize. opens: the permission that opens it; None: it is open to everybody."""

    endpoint: str
    label: Any
    about: Any
    opens: Permission | None = None

    def is_open(self, work: Work, prize: Prize) -> bool:
        """Say whether the actor may go there."""
        if self.opens is None:
            return True
        return may.decide_prize(work, self.opens, prize) is Verdict.ALLOWED

    def way(self, prize: Prize) -> "Way":
        """Give it as a page offers it."""
        url = url_for(self.endpoint, prize_slug=prize.slug)
        is_here = request.endpoint == self.endpoint or request.path == url
        return Way(str(self.label), url, str(self.about), is_here)


PRIZE = PrizeDoor("prizes.show", _l("Prisen"), _l("Hva prisen er, og hvem som har fått den"))
YEARS = PrizeDoor("prizes.years", _l("Tidligere år"), _l("Alle som har fått prisen"))
PRIZE_DESK = PrizeDoor(
    "prize_office.show",
    _l("Prisen"),
    _l("Rundene, juryene og sekretariatet"),
    Permission.EDIT_PRIZE,
)
JURIES = PrizeDoor(
    "jury.listed",
    _l("Juryer"),
    _l("Hvem som sitter, er invitert og har sittet"),
    Permission.VIEW_JURY,
)
OF_PRIZE = (PRIZE_DESK, JURIES)
"""The doors of a prize for those who have an office in it."""

SIGNED_IN = (OVERVIEW, OWN_NOMINATIONS, PRIZES, PEOPLE, SYSTEM_TRAIL)
SIGNED_OUT = (FRONT, HISTORY)
SIGNED_OUT_AT_PRIZE = (PRIZE, YEARS)

GOALS: dict[Goal, Door | OwnDoor] = {
    Goal.DESK: DESK,
    Goal.VISITS: VISITS,
    Goal.RANKING: RANKING,
    Goal.ANNOUNCEMENT: ANNOUNCEMENT,
    Goal.RESULT: PUBLIC,
    Goal.ROUND: ROUND,
    Goal.INBOX: INBOX,
    Goal.OWN_NOMINATIONS: OWN_NOMINATIONS,
    Goal.NEW_NOMINATION: NEW_NOMINATION,
    Goal.NOTICES: NOTICES,
}
"""Where the errands lead."""


@dataclass(frozen=True)
class Way:
    """A door as a page offers it. Without an address it is hers, and not open now."""

    label: str
    url: str
    about: str = ""
    current: bool = False


def ways(work: Work, award_round: Round) -> list[Way]:
    """List the ways on that are open to somebody with an office in a round, now."""
    return [
        Way(str(door.label), door.url(award_round), str(door.about))
        for door in OF_OFFICE
        if door.is_open(work, award_round)
    ]


def ways_of_nominator(work: Work, award_round: Round) -> list[Way]:
    """List the ways on that are open to somebody who nominates in a round, now."""
    mine = Way(str(OWN_NOMINATIONS.label), OWN_NOMINATIONS.url, str(OWN_NOMINATIONS.about))
    return [
        mine,
        *(
            Way(str(door.label), door.url(award_round), str(door.about))
            for door in (NEW_NOMINATION, PUBLIC)
            if door.is_open(work, award_round)
        ),
    ]


def way_to(goal: Goal | None, work: Work, award_round: Round) -> str:
    """Give the address of where an errand leads; nothing where it is not open."""
    door = GOALS[goal] if goal else None
    if isinstance(door, OwnDoor):
        return door.url if door.is_hers(work.actor) else ""
    return door.url(award_round) if door and door.is_open(work, award_round) else ""


def home(*, is_signed_in: bool) -> Way:
    """Give where whoever is lost finds her way again."""
    if is_signed_in:
        return Way(_("Til oversikten"), OVERVIEW.url)
    return Way(_("Til forsiden"), FRONT.url)
