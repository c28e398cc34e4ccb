"""The prize itself, and what every round of it starts from: criteria, form, rulebook."""

from datetime import datetime

from app.models import Organisation, Prize, Round
from app.services import organisations, prizes, ready_sets, rounds, rulebooks
from app.services.work import Work
from seeds.files import read_toml

SET = "2013"
"""The ready set that its rounds are made of."""


def load(work: Work) -> Prize:
    """Load the prize with its secretariat."""
    texts = read_toml("prize/prize.toml")
    husbanken = organisations.create(work, name="Husbanken")
    return prizes.create(
        work,
        husbanken,
        slug=texts["slug"],
        name=texts["name"],
        purpose=texts["purpose"],
        about=texts["about"],
        gifts=texts["gifts"],
        contact_email=texts["contact_email"],
    )


def plan_round(
    work: Work, prize: Prize, *, year: int, dates: dict[str, datetime], is_invented: bool = False
) -> Round:
    """Plan a round with the criteria, the form and the rulebook of the prize."""
    award_round = rounds.create(work, prize, year=year, dates=dates, is_invented=is_invented)
    ready = ready_sets.read(SET)
    rounds.set_criteria(work, award_round, ready.criteria)
    rounds.set_form(work, award_round, ready.sections)
    rulebooks.set_first(
        work, award_round, quorum=ready.quorum, law=ready_sets.law(), reach=ready.reach
    )
    return award_round


def institution(work: Work, name: dict[str, str], areas: list[str]) -> Organisation:
    """Give the organisation that a seat belongs to, made once."""
    known = organisations.find_by_name(work.session, name["nb"])
    return known or organisations.create(work, name=name["nb"], names=name, areas=areas)
