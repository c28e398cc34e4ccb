"""A prize itself, and what every round of it starts from: criteria, form, rulebook.

The data files of each are in a folder of their own: ``prize``, and ``second``, which is invented.
"""

from datetime import datetime

from app.models import Organisation, Prize, Round
from app.services import organisations, prizes, ready_sets, rounds, rulebooks
from app.services.work import Work
from seeds import attached
from seeds.files import FOLDER, read_toml

FOLDERS = {"boligsosialt-arbeid": "prize", "naermiljoprisen": "second"}
"""Where the data files of a prize are, by its address."""
SET = "2013"
"""The ready set that the rounds of the first are made of; the other has its own."""


def load(work: Work, slug: str) -> Prize:
    """Load a prize with the agency that awards it."""
    texts = read_toml(f"{FOLDERS[slug]}/prize.toml")
    agency = organisations.create(
        work, name=texts["agency"], is_invented=texts.get("is_invented", False)
    )
    return prizes.create(
        work,
        agency,
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
    is_first = prize.slug == "boligsosialt-arbeid"
    ready = ready_sets.read(SET) if is_first else ready_sets.read_from(FOLDER / FOLDERS[prize.slug])
    rounds.set_criteria(work, award_round, ready.criteria)
    sections = attached.asked_in(ready.sections) if is_first else ready.sections
    rounds.set_form(work, award_round, sections)
    rulebooks.set_first(
        work, award_round, quorum=ready.quorum, law=ready_sets.law(), reach=ready.reach
    )
    return award_round


def institution(
    work: Work, name: dict[str, str], areas: list[str], *, is_invented: bool = False
) -> Organisation:
    """Give the organisation that a seat belongs to, made once."""
    known = organisations.find_by_name(work.session, name["nb"])
    return known or organisations.create(
        work, name=name["nb"], names=name, areas=areas, is_invented=is_invented
    )
