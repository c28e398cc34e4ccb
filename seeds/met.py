"""The demonstration's round in which the jury is in its meeting: the first item is being spoken of.

Of the second prize, and as invented. One member is recused from that item, and her deputy sits.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.models import Account, Appointment, Jury, Nomination, Prize, Round
from app.rules.impartiality import Answer, Reach
from app.rules.meetings import Choice, MeetingOrder, Mode
from app.services import (
    accounts,
    impartiality,
    jury,
    meetings,
    phases,
    rulebooks,
    scores,
    screening,
)
from app.services.scores import SheetInput
from app.services.work import Work
from seeds import handing_in, prize
from seeds.files import read_toml
from seeds.people import DOMAIN, as_account, demo_account

RECUSED, DEPUTY = "vel", "vara"
"""Who is recused from the first nomination, and who sits for her."""
GROUNDS = {
    3: "Godt tiltak, men det er få som bruker det ennå.",
    4: "Godt drevet, og ansvaret er delt på flere.",
    5: "Naboene har gjort det selv, og alle slipper til.",
    6: "Det har endret hvordan folk bruker stedet.",
}
"""What a juror writes for a score."""


@dataclass(frozen=True)
class Cast:
    """Who acts in the round, each at a time."""

    system: Work
    secretariat: Account
    held: dict[str, Appointment]

    def office(self, when: datetime) -> Work:
        """Give the secretariat at a time."""
        return as_account(self.system, self.secretariat, when)

    def juror(self, key: str, when: datetime) -> Work:
        """Give somebody of the jury at a time."""
        account = self.held[key].account
        if account is None:
            raise LookupError(key)
        return as_account(self.system, account, when)


def load(system: Work, the_prize: Prize, dates: dict[str, datetime], now: datetime) -> Round:
    """Load the round, from its plan to the middle of the meeting."""
    secretariat = accounts.by_email(system.session, f"naermiljo@{DOMAIN}")
    told = read_toml("second/met.toml")
    opens = dates["opens_at"]
    work = as_account(system, secretariat, opens - timedelta(days=2))
    award_round = prize.plan_round(
        work, the_prize, year=opens.year - 4, dates=dates, is_invented=True
    )
    first = rulebooks.first_rules(award_round)
    if first is None:
        raise LookupError("the rules of the round")
    rules = replace(first, reach=Reach.NOMINATION, asks_for_meeting=True, casting_vote=True)
    rulebooks.set_rules(work, award_round, rules)
    sitting, held = _appoint(system, work, the_prize, told["seat"], opens.year)
    jury.assign(work, award_round, sitting)
    phases.move(work, award_round, "publish_call")
    cast = Cast(system, secretariat, held)
    made = _judge(cast, award_round, told, dates)
    _meet(cast, award_round, made, now)
    return award_round


def _appoint(
    system: Work, work: Work, the_prize: Prize, seats: list[dict[str, Any]], term: int
) -> tuple[Jury, dict[str, Appointment]]:
    """Appoint those of the sitting jury, and a deputy for one of them."""
    made = jury.create(work, the_prize, term_from=term - 1, term_to=term)
    held = {}
    for told in seats:
        body = prize.institution(work, told["institution"], [], is_invented=True)
        seat = jury.add_seat(work, made, body, short=told["short"], leads=told["leads"])
        people = [accounts.by_email(system.session, f"naermiljo.{told['key']}@{DOMAIN}")]
        if told["key"] == RECUSED:
            name = "Varamedlem, Velforbundet i Midtfjord"
            people.append(demo_account(system, f"naermiljo.{DEPUTY}", name, "deputy"))
        for place, account in enumerate(people):
            one = jury.appoint(
                work,
                seat,
                person_name=account.name,
                account=account,
                since=date(term - 1, 1, 1),
                until=date(term + 1, 12, 31),
                deputy=place > 0,
            )
            jury.note_pledge(work, one, account.language)
            held[DEPUTY if place else told["key"]] = one
    return made, held


def _judge(
    cast: Cast, award_round: Round, told: dict[str, Any], dates: dict[str, datetime]
) -> list[Nomination]:
    """Take the round to the deliberation: everybody has scored."""
    after = dates["deadline_at"]
    before = after - timedelta(days=3, hours=5)
    made = [
        handing_in.nominate(cast.system, cast.office(before), award_round, one, before)
        for one in told["nomination"]
    ]
    for nomination in made:
        screening.admit(cast.office(after + timedelta(days=1)), nomination, residents_checked=True)
    phases.move(cast.office(after + timedelta(days=2)), award_round, "begin_judging")
    for key in cast.held:
        juror = cast.juror(key, after + timedelta(days=3))
        for place, nomination in enumerate(made):
            recused = key == RECUSED and place == 0
            answer = Answer.AUTOMATIC if recused else Answer.NO_CONFLICT
            impartiality.declare(juror, award_round, nomination, answer, "")
    phases.move(cast.office(after + timedelta(days=4)), award_round, "open_scoring")
    keys = [criterion.key for criterion in award_round.criteria]
    seats = [one["key"] for one in told["seat"]]
    for place, (nomination, one) in enumerate(zip(made, told["nomination"], strict=True)):
        for key, score in zip(seats, one["scores"], strict=True):
            values = dict.fromkeys(keys, Decimal(score))
            values[keys[place]] = Decimal(max(1, score - 1))
            who = DEPUTY if key == RECUSED and place == 0 else key
            given = SheetInput(values, GROUNDS[score], "", 0)
            scores.seal(cast.juror(who, after + timedelta(days=6)), nomination, given)
    phases.move(cast.office(dates["scoring_deadline_at"]), award_round, "open_deliberation")
    return made


def _meet(cast: Cast, award_round: Round, made: list[Nomination], now: datetime) -> None:
    """Open the meeting, take the second item, and turn to the first."""
    office = cast.office(now - timedelta(minutes=50))
    held = meetings.open_meeting(office, award_round, MeetingOrder.RANKED)
    there = {
        one.id: Mode.REMOTE if key == "ungdom" else Mode.ROOM for key, one in cast.held.items()
    }
    meetings.note_attendance(office, held.id, there)
    items = {one.nomination_id: one.id for one in held.items}
    second, first = items[made[1].id], items[made[0].id]
    office = cast.office(now - timedelta(minutes=40))
    meetings.turn(office, held.id, second)
    meetings.note(office, held.id, second, "Juryen så på hvem som har ansvaret om to år.")
    motion = meetings.move(office, held.id, second, "Høgda borettslag får hederlig omtale.")
    votes = {"midtfjord": Choice.FOR, "vel": Choice.FOR, "ungdom": Choice.AGAINST}
    meetings.divide(
        cast.office(now - timedelta(minutes=25)),
        held.id,
        motion.id,
        {cast.held[key].id: choice for key, choice in votes.items()},
        {cast.held["ungdom"].id: "Tiltaket er for nytt til å få omtale i år."},
    )
    meetings.turn(cast.office(now - timedelta(minutes=20)), held.id, first)
