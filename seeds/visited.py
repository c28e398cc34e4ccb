"""The demonstration's round in which the jury is on its visits: some were chosen to be visited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from app.models import Account, Jury, Nomination, Prize, Round
from app.rules.calendar import OSLO
from app.rules.impartiality import Answer
from app.rules.lifecycle import StageKind
from app.rules.stages import FINAL_ONLY, Nominees, PlannedStage
from app.services import (
    accounts,
    impartiality,
    jury,
    phases,
    rounds,
    scores,
    screening,
    shortlists,
    visits,
)
from app.services.scores import SheetInput
from app.services.visits import Report, VisitPlan
from app.services.work import Work
from seeds import handing_in, prize
from seeds.files import read_toml
from seeds.people import DOMAIN, as_account

SEATS = ("midtfjord", "vel", "ungdom")
"""The members of the jury; the first leads."""
GOES_ON = 4
"""The least score of the chair's that goes on."""


@dataclass(frozen=True)
class Cast:
    """Who acts in the round, each at a time."""

    system: Work
    secretariat: Account
    members: Mapping[str, Account]

    def office(self, when: datetime) -> Work:
        """Give the secretariat at a time."""
        return as_account(self.system, self.secretariat, when)

    def member(self, key: str, when: datetime) -> Work:
        """Give a member of the jury at a time."""
        return as_account(self.system, self.members[key], when)


def load(
    system: Work,
    the_prize: Prize,
    secretariat: Account,
    sitting: Jury,
    dates: dict[str, datetime],
    now: datetime,
) -> None:
    """Load the round, from its plan to the middle of the visits."""
    told = read_toml("second/visited.toml")
    members = {key: accounts.by_email(system.session, f"naermiljo.{key}@{DOMAIN}") for key in SEATS}
    cast = Cast(system, secretariat, members)
    award_round, made = _hand_in(cast, the_prize, sitting, dates, told)
    _judge(cast, award_round, made, told, dates)
    _visit(cast, award_round, made, told, now)


def _hand_in(
    cast: Cast, the_prize: Prize, sitting: Jury, dates: dict[str, datetime], told: dict[str, Any]
) -> tuple[Round, list[Nomination]]:
    opens, deadline = dates["opens_at"], dates["deadline_at"]
    work = cast.office(opens - timedelta(days=2))
    award_round = prize.plan_round(
        work, the_prize, year=opens.year - 2, dates=dates, is_invented=True
    )
    rounds.set_stages(
        work,
        award_round,
        (
            PlannedStage(StageKind.SHORTLIST),
            PlannedStage(StageKind.VISIT, Nominees.AT_ONCE, tuple(told["question"])),
            *FINAL_ONLY,
        ),
    )
    jury.assign(work, award_round, sitting)
    phases.move(work, award_round, "publish_call")
    when = deadline - timedelta(days=3, hours=5)
    made = [
        handing_in.nominate(cast.system, work, award_round, one, when) for one in told["nomination"]
    ]
    return award_round, made


def _judge(
    cast: Cast,
    award_round: Round,
    made: list[Nomination],
    told: dict[str, Any],
    dates: dict[str, datetime],
) -> None:
    """Take the round to the visits: the shortlist is judged, and some go on."""
    after = dates["deadline_at"]
    for nomination in made:
        screening.admit(cast.office(after + timedelta(days=1)), nomination, residents_checked=True)
    phases.move(cast.office(after + timedelta(days=2)), award_round, "begin_judging")
    for key in SEATS:
        juror = cast.member(key, after + timedelta(days=3))
        for nomination in made:
            impartiality.declare(juror, award_round, nomination, Answer.NO_CONFLICT)
    phases.move(cast.office(after + timedelta(days=4)), award_round, "open_scoring")
    keys = [criterion.key for criterion in award_round.criteria]
    for nomination, one in zip(made, told["nomination"], strict=True):
        for key, score in zip(SEATS, one["scores"], strict=True):
            given = SheetInput(dict.fromkeys(keys, Decimal(score)), GROUNDS[score], "", 0)
            scores.seal(cast.member(key, after + timedelta(days=6)), nomination, given)
    phases.move(cast.office(dates["scoring_deadline_at"]), award_round, "open_deliberation")
    chosen = [
        nomination.id
        for nomination, one in zip(made, told["nomination"], strict=True)
        if one["scores"][0] >= GOES_ON
    ]
    shortlists.name(cast.member(SEATS[0], dates["deliberation_at"]), award_round, chosen)


def _visit(
    cast: Cast, award_round: Round, made: list[Nomination], told: dict[str, Any], now: datetime
) -> None:
    """Plan the visits, and report the first."""
    begun = now - timedelta(days=6)
    phases.move(cast.office(begun), award_round, "begin_visits")
    for nomination, one in zip(made, told["nomination"], strict=True):
        if "visit" not in one:
            continue
        said = one["visit"]
        seats = {
            key: impartiality.appointment_of(cast.member(key, begun), award_round)
            for key in said["party"]
        }
        day = (now.astimezone(OSLO) + timedelta(days=said["days"])).date()
        at = datetime.combine(day, time(11), OSLO).astimezone(UTC)
        given = VisitPlan(at, said["place"], frozenset(seats.values()))
        visits.plan(cast.office(begun), nomination, given)
        if "answers" in said:
            later = at + timedelta(hours=3)
            visits.report(
                cast.member(SEATS[0], later),
                nomination,
                Report(frozenset(seats.values()), said["answers"]),
            )
            for key, text in said["observations"].items():
                visits.observe(cast.member(key, later + timedelta(hours=1)), nomination, text)


GROUNDS = {
    2: "Et godt tiltak, men det er få som bruker det, og det er ikke klart hvem som tar over.",
    3: "Godt drevet, men stedet er stort sett for dem som kommer fra før.",
    4: "Folk møtes der de ellers ville gått forbi hverandre. Vi vil se hvordan det går over tid.",
    5: "Naboene har gjort det selv, og alle slipper til. Ansvaret er delt på flere.",
    6: "Stedet har endret hvordan folk bruker gata. Det er få tiltak som gjør det.",
}
"""What a juror writes for a score."""
