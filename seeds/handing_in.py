"""The demonstration's round in screening: one returned, one with statements of support."""

from datetime import datetime, timedelta
from typing import Any

from app.models import Account, Jury, Nomination, Prize, Round
from app.rules.writing_aids import WRITING_AIDS, Used
from app.services import jury, late, nominations, phases, supports
from app.services.work import Work
from seeds import prize
from seeds.files import read_toml
from seeds.people import as_account, nominator

FIGURES = "Rundt tretti bruker verkstedet"
"""What was corrected in the second, so that it has two versions and two receipts."""


def load(
    system: Work, the_prize: Prize, secretariat: Account, sitting: Jury, dates: dict[str, datetime]
) -> None:
    """Load the round, from its plan to the middle of the screening."""
    opens, deadline = dates["opens_at"], dates["deadline_at"]
    work = as_account(system, secretariat, opens - timedelta(days=2))
    award_round = prize.plan_round(
        work, the_prize, year=opens.year - 1, dates=dates, is_invented=True
    )
    jury.assign(work, award_round, sitting)
    phases.move(work, award_round, "publish_call")
    for told in read_toml("second/screened.toml")["nomination"]:
        nomination = nominate(
            system, work, award_round, told, deadline - timedelta(days=3, hours=5)
        )
        if "returned" in told:
            late.return_for_completion(
                as_account(system, secretariat, deadline + timedelta(days=2)),
                nomination,
                told["returned"]["sections"],
                told["returned"]["reason"],
                deadline + timedelta(days=20),
            )


def nominate(
    system: Work, work: Work, award_round: Round, told: dict[str, Any], when: datetime
) -> Nomination:
    """Hand in a nomination, as it is told of in a data file."""
    account, body = nominator(work, told)
    writer = as_account(system, account, when)
    nomination = nominations.start(writer, award_round, body)
    nominations.add_invented_candidates(writer, nomination, told["candidates"], told["county"])
    declared = {WRITING_AIDS: {"used": Used.NONE, "what": ""}}
    first = told["answers"] | declared
    first["now"] = first["now"].replace(FIGURES, "Mange bruker verkstedet")
    _save(writer, nomination, first)
    for place, asked in enumerate(told.get("support", ())):
        made = supports.ask(
            writer,
            nomination,
            name=asked["name"],
            email=asked["email"],
            body=asked["body"],
            language=told["language"],
        )
        if "text" in asked:
            written = {key: asked[key] for key in ("name", "body", "role", "text")}
            supports.give(system.session, made, when + timedelta(hours=1 + place), **written)
    nominations.submit(
        as_account(system, account, when + timedelta(hours=4, minutes=12)), nomination
    )
    if first["now"] != told["answers"]["now"]:
        later = as_account(system, account, when + timedelta(days=1))
        _save(later, nomination, told["answers"])
        nominations.submit(later, nomination)
    return nomination


def _save(writer: Work, nomination: Nomination, answers: dict[str, Any]) -> None:
    base = nominations.base_of(nomination, list(answers))
    nominations.save(writer, nomination, answers, base=base)
