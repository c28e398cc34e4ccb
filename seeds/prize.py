"""The prize itself, and what every round of it starts from: criteria, form, rulebook."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from app.models import Organisation, Prize, Round
from app.rules.impartiality import Reach
from app.services import organisations, prizes, rounds, rulebooks
from app.services.work import Work
from seeds.files import read_toml

QUORUM = 6


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
    rounds.set_criteria(work, award_round, _criteria())
    rounds.set_form(work, award_round, _sections())
    texts = read_toml("prize/rulebook.toml")
    rulebooks.set_first(
        work, award_round, quorum=QUORUM, law=texts["law"], reach=Reach(texts["recusal_reach"])
    )
    return award_round


def institution(work: Work, name: dict[str, str], areas: list[str]) -> Organisation:
    """Give the organisation that a seat belongs to, made once."""
    known = organisations.find_by_name(work.session, name["nb"])
    return known or organisations.create(work, name=name["nb"], names=name, areas=areas)


def _criteria() -> list[dict[str, Any]]:
    return [
        {**criterion, "weight": Decimal(criterion["weight"])}
        for criterion in read_toml("prize/criteria.toml")["criterion"]
    ]


def _sections() -> list[dict[str, Any]]:
    return [
        {
            "key": section["key"],
            "title": section["title"],
            "help": section.get("help", {}),
            "questions": [_question(question) for question in section["question"]],
        }
        for section in read_toml("prize/form.toml")["section"]
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
