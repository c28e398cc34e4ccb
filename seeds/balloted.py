"""The demonstration's round whose final is decided by ballots: three are left, one ballot is in.

Of the second prize, and as invented: a jury of its own, in which those of the sitting one are.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.models import Account, Jury, Nomination, Prize, Round
from app.rules.ballots import StageBasis
from app.rules.impartiality import Answer
from app.rules.stages import WITH_SHORTLIST
from app.rules.writing_aids import WRITING_AIDS, Used
from app.services import (
    accounts,
    ballots,
    impartiality,
    jury,
    nominations,
    phases,
    rounds,
    scores,
    screening,
    shortlists,
)
from app.services.ballots import BallotInput
from app.services.scores import SheetInput
from app.services.work import Work
from seeds import prize
from seeds.files import read_toml
from seeds.people import DOMAIN, as_account, nominator

GO_ON = 3
VOTED = ("vel", (1, 2, 3))
"""Whose ballot is in, and her ranks."""
DRAFTED = ("ungdom", ("2", "", "1"))
"""Who has begun, and what she has written."""


def load(system: Work, the_prize: Prize, dates: dict[str, datetime], now: datetime) -> Round:
    """Load the round, from its plan to the middle of the voting."""
    secretariat = accounts.by_email(system.session, f"naermiljo@{DOMAIN}")
    told = read_toml("second/balloted.toml")
    opens, deadline = dates["opens_at"], dates["deadline_at"]
    work = as_account(system, secretariat, opens - timedelta(days=2))
    award_round = prize.plan_round(
        work, the_prize, year=opens.year - 3, dates=dates, is_invented=True
    )
    rounds.set_stages(work, award_round, WITH_SHORTLIST)
    rounds.set_basis(work, award_round, StageBasis.BALLOT)
    sitting, members = _appoint(system, work, the_prize, told["seat"], deadline.year)
    jury.assign(work, award_round, sitting)
    phases.move(work, award_round, "publish_call")
    made = [_nominate(system, work, award_round, one, deadline) for one in told["nomination"]]
    work = as_account(system, secretariat, deadline + timedelta(days=3))
    for nomination in made:
        screening.admit(work, nomination, residents_checked=True)
    phases.move(work, award_round, "begin_judging")
    _shortlist(system, secretariat, award_round, made, told["nomination"], members, deadline)
    _vote(system, award_round, made[:GO_ON], members, now)
    return award_round


def _appoint(
    system: Work, work: Work, the_prize: Prize, seats: list[dict[str, Any]], term: int
) -> tuple[Jury, dict[str, Account]]:
    """Appoint a jury for the years around the round; everybody has promised confidentiality."""
    made = jury.create(work, the_prize, term_from=term - 1, term_to=term)
    members = {}
    for told in seats:
        body = prize.institution(work, told["institution"], [], is_invented=True)
        seat = jury.add_seat(work, made, body, short=told["short"], leads=told["leads"])
        account = accounts.by_email(system.session, f"naermiljo.{told['key']}@{DOMAIN}")
        held = jury.appoint(
            work,
            seat,
            person_name=account.name,
            account=account,
            since=date(term - 1, 1, 1),
            until=date(term + 1, 12, 31),
        )
        jury.note_pledge(work, held, account.language)
        members[told["key"]] = account
    return made, members


def _nominate(
    system: Work, work: Work, award_round: Round, told: dict[str, Any], deadline: datetime
) -> Nomination:
    account, body = nominator(work, told)
    writer = as_account(system, account, deadline - timedelta(days=2, hours=told["number"] % 9))
    made = nominations.start(writer, award_round, body)
    nominations.add_invented_candidates(writer, made, told["candidates"], told["county"])
    answers = {**told["answers"], WRITING_AIDS: {"used": Used.NONE.value, "what": ""}}
    base = nominations.base_of(made, list(answers))
    nominations.save(writer, made, answers, base=base)
    nominations.submit(writer, made)
    return made


def _shortlist(
    system: Work,
    secretariat: Account,
    award_round: Round,
    made: list[Nomination],
    told: list[dict[str, Any]],
    members: dict[str, Account],
    deadline: datetime,
) -> None:
    """Have all four scored and the best three named; then open the voting."""
    begun = deadline + timedelta(days=4)
    for account in members.values():
        juror = as_account(system, account, begun)
        for nomination in made:
            impartiality.declare(juror, award_round, nomination, Answer.NO_CONFLICT)
    phases.move(as_account(system, secretariat, begun), award_round, "open_scoring")
    keys = [criterion.key for criterion in award_round.criteria]
    for nomination, one in zip(made, told, strict=True):
        for key, given in one["scores"].items():
            juror = as_account(system, members[key], begun + timedelta(days=5))
            values = dict(zip(keys, map(Decimal, given), strict=True))
            scores.seal(juror, nomination, SheetInput(values, "Som det står i forslaget.", "", 0))
    met = begun + timedelta(days=9)
    phases.move(as_account(system, secretariat, met), award_round, "open_deliberation")
    chair = as_account(system, next(iter(members.values())), met + timedelta(hours=2))
    shortlists.name(chair, award_round, [one.id for one in made[:GO_ON]])
    office = as_account(system, secretariat, met + timedelta(days=1))
    for name in ("open_declaring", "open_scoring"):
        phases.move(office, award_round, name)


def _vote(
    system: Work,
    award_round: Round,
    left: list[Nomination],
    members: dict[str, Account],
    now: datetime,
) -> None:
    for (key, ranks), act in ((VOTED, ballots.seal), (DRAFTED, ballots.save_draft)):
        juror = as_account(system, members[key], now - timedelta(hours=3))
        written = {one.id: str(rank) for one, rank in zip(left, ranks, strict=True)}
        act(juror, award_round, BallotInput(written, "", 0))
