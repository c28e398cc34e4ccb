"""The demonstration: the real history, a round in scoring, one that is open, and a second prize."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.files import Store
from app.models import Prize, Round
from app.models.engine import writing
from app.rules.calendar import OSLO
from app.rules.nominators import NominatorKind
from app.services import accounts, jury, nominations, nominators, phases
from app.services.work import Work
from seeds import (
    attached,
    balloted,
    desk,
    history,
    met,
    papers,
    prize,
    register,
    registering,
    second,
    sharing,
)
from seeds.attached import Draft
from seeds.files import read_toml
from seeds.judged import JudgedRound
from seeds.people import SYSTEM, appoint_jury, as_account, staff

SATURDAY = 5


def load(session: Session, now: datetime, store: Store) -> None:
    """Load everything, dated relative to ``now``. The caller commits."""
    writing.set(True)
    founded = now - timedelta(days=200)
    system = Work(session, SYSTEM, founded)
    register.load(system)
    the_prize = prize.load(system, "boligsosialt-arbeid")
    secretariat = staff(system, the_prize)
    as_secretariat = as_account(system, secretariat, founded)
    history.load(as_secretariat, the_prize)
    cast = appoint_jury(as_secretariat, the_prize, secretariat, founded.year)
    year = now.astimezone(OSLO).year
    judged = JudgedRound(system, the_prize, cast, now, store)
    judging = judged.load(year, _judged_dates(now))
    papers.load(system, cast, judging, judged.by_number, now)
    call = _load_open(system, the_prize, judged, year + 1, now)
    dates = (_second_dates(now), _screened_dates(now), _visited_dates(now))
    other = second.load(system, the_prize, *dates, now)
    desk.load(system, cast.secretariat, call, judged.by_number, other, now)
    balloted.load(system, other.prize, _voted_dates(now), now)
    met.load(system, other.prize, _met_dates(now), now)


def _at(now: datetime, days: int, hour: int) -> datetime:
    """Give a full hour in Norway, some days from now, moved on to a working day."""
    day = (now.astimezone(OSLO) + timedelta(days=days)).date()
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)
    return datetime.combine(day, time(hour), OSLO).astimezone(UTC)


def _judged_dates(now: datetime) -> dict[str, datetime]:
    return {
        "opens_at": _at(now, -125, 9),
        "deadline_at": _at(now, -52, 15),
        "scoring_deadline_at": _at(now, 9, 15),
        "deliberation_at": _at(now, 15, 10),
        "announcement_planned_at": _at(now, 40, 10),
    }


def _second_dates(now: datetime) -> dict[str, datetime]:
    return {
        "opens_at": _at(now, -9, 9),
        "deadline_at": _at(now, 33, 15),
        "scoring_deadline_at": _at(now, 60, 15),
        "deliberation_at": _at(now, 66, 10),
        "announcement_planned_at": _at(now, 90, 10),
    }


def _screened_dates(now: datetime) -> dict[str, datetime]:
    return {
        "opens_at": _at(now, -70, 9),
        "deadline_at": _at(now, -8, 15),
        "scoring_deadline_at": _at(now, 40, 15),
        "deliberation_at": _at(now, 47, 10),
        "announcement_planned_at": _at(now, 75, 10),
    }


def _voted_dates(now: datetime) -> dict[str, datetime]:
    return {
        "opens_at": _at(now, -80, 9),
        "deadline_at": _at(now, -24, 15),
        "scoring_deadline_at": _at(now, 6, 15),
        "deliberation_at": _at(now, 13, 10),
        "announcement_planned_at": _at(now, 34, 10),
    }


def _met_dates(now: datetime) -> dict[str, datetime]:
    return {
        "opens_at": _at(now, -85, 9),
        "deadline_at": _at(now, -40, 15),
        "scoring_deadline_at": _at(now, -15, 15),
        "deliberation_at": _at(now, 0, 10),
        "announcement_planned_at": _at(now, 45, 10),
    }


def _visited_dates(now: datetime) -> dict[str, datetime]:
    return {
        "opens_at": _at(now, -90, 9),
        "deadline_at": _at(now, -45, 15),
        "scoring_deadline_at": _at(now, -30, 15),
        "deliberation_at": _at(now, -25, 10),
        "announcement_planned_at": _at(now, 50, 10),
    }


def _load_open(
    system: Work, the_prize: Prize, judged: JudgedRound, year: int, now: datetime
) -> Round:
    """Open the next round, with one draft half written."""
    dates = {
        "opens_at": _at(now, -20, 9),
        "deadline_at": _at(now, 12, 15),
        "scoring_deadline_at": _at(now, 70, 15),
        "deliberation_at": _at(now, 77, 10),
        "announcement_planned_at": _at(now, 110, 10),
    }
    secretariat = as_account(system, judged.cast.secretariat, dates["opens_at"])
    award_round = prize.plan_round(secretariat, the_prize, year=year, dates=dates)
    jury.assign(secretariat, award_round, judged.cast.sitting)
    nominators.set_nominators(
        secretariat, award_round, list(NominatorKind), signatory_required=True
    )
    phases.move(secretariat, award_round, "publish_call")
    told: dict[str, Any] = read_toml("demo/draft.toml")
    writer_account = accounts.by_email(system.session, "forslag05@example.org")
    writer = as_account(system, writer_account, now - timedelta(days=2))
    fjordvik = judged.by_number[5].organisation
    if fjordvik is None:
        raise LookupError("the organisation that nominates")
    draft = nominations.start(writer, award_round, fjordvik)
    nominations.add_invented_candidates(writer, draft, [fjordvik.name], "Møre og Romsdal")
    base = nominations.base_of(draft, list(told["answers"]))
    nominations.save(writer, draft, told["answers"], base=base)
    attached.load(Draft(writer, draft), judged.store)
    sharing.load(system, replace(writer, now=now - timedelta(days=1)), draft, now)
    lately = as_account(system, judged.cast.secretariat, now - timedelta(days=1))
    registering.load(replace(system, now=lately.now), lately, fjordvik.id)
    return award_round
