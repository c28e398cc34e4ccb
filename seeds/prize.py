"""A prize itself, and what every round of it starts from: criteria, form, rulebook.

The data files of each are in a folder of their own: ``prize``, and ``second``, which is invented.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from app.models import Organisation, Prize, Round
from app.rules.impartiality import Reach
from app.services import organisations, prizes, rounds, rulebooks
from app.services.work import Work
from seeds.files import read_toml

FOLDERS = {"boligsosialt-arbeid": "prize", "naermiljoprisen": "second"}
"""Where the data files of a prize are, by its address."""


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
    folder = FOLDERS[prize.slug]
    award_round = rounds.create(work, prize, year=year, dates=dates, is_invented=is_invented)
    rounds.set_criteria(work, award_round, _criteria(folder))
    rounds.set_form(work, award_round, _sections(folder))
    rules = read_toml(f"{folder}/rulebook.toml")
    rulebooks.set_first(
        work,
        award_round,
        quorum=rules["quorum"],
        law=rules["law"],
        reach=Reach(rules["recusal_reach"]),
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


def _criteria(folder: str) -> list[dict[str, Any]]:
    told = read_toml(f"{folder}/criteria.toml")
    return [
        {"levels": told.get("levels"), **criterion, "weight": Decimal(criterion["weight"])}
        for criterion in told["criterion"]
    ]


def _sections(folder: str) -> list[dict[str, Any]]:
    return [
        {
            "key": section["key"],
            "title": section["title"],
            "help": section.get("help", {}),
            "questions": [_question(question) for question in section["question"]],
        }
        for section in read_toml(f"{folder}/form.toml")["section"]
    ]


def _question(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": given["key"],
        "kind": given["kind"],
        "label": given["label"],
        "help": given.get("help", {}),
        "required": given.get("required", False),
        "word_limit": given.get("word_limit"),
        "low": given.get("min"),
        "high": given.get("max"),
        "options": given.get("options", []),
        "for_jury": given.get("for_jury", True),
        "is_public": given.get("public", False),
        "criteria": given.get("criteria", []),
    }
