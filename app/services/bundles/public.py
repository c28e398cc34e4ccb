"""The public form of a bundle: what everybody may compute anew, without names and grounds."""

from collections.abc import Mapping
from string import ascii_lowercase
from typing import Any

from sqlalchemy.orm import Session

from app.models import Decision, Distinction, Round
from app.services import decisions, jury
from app.services.announcements.scores import numbered
from app.services.bundles.full import about
from app.services.bundles.records import Chain, kinds_of, plain

RULES = ("method", "quorum", "rulebook", "scale_step", "tie_breaks", "weights")
LINE = (
    *("place", "shared", "score", "fair", "mean", "se", "jurors", "best", "low", "high"),
    *("listed", "contest", "below_quorum"),
)
"""What is public of a nomination in the ranking: nothing by juror."""
FIGURES = ("method", "version", "seed", "quorum", "correction", "lam", "sigma2", "criteria")


class NotPublicError(Exception):
    """The rulebook keeps the scores among the jury, or there are none."""


def gather_public(session: Session, award_round: Round) -> dict[str, Any]:
    """Give the parts of the public form as plain data, by their names.

    Raises:
        NotPublicError: nothing of it may be public, or there is nothing.

    """
    decision = decisions.sealed(session, award_round)
    if decision is None or not is_public(award_round, decision):
        raise NotPublicError
    subject = f"decision:{decision.id}"
    frozen = decision.ranking
    appointed = jury.appointed(session, award_round)
    where = numbered(appointed, {one["juror"] for one in frozen["scores"]})
    label = {
        juror: f"{seat}{ascii_lowercase[later] if later else ''}"
        for juror, (seat, later) in where.items()
    }
    chain = Chain(session, award_round)
    opened = chain.about(subject, kinds_of("decisions"))
    return {
        "round.json": _about(session, award_round, decision),
        "rulebook.json": _rules(frozen),
        "scores.json": {
            subject: [
                {
                    "nomination": one["nomination"],
                    "juror": label[one["juror"]],
                    "scores": one["scores"],
                }
                for one in frozen["scores"]
            ]
        },
        "ranking.json": {subject: _ranking(frozen, label)},
        "decisions.json": {
            "decisions": [
                {
                    "subject": subject,
                    "digest": decision.digest,
                    "winners": decisions.ids_of(decision, Distinction.WINNER),
                    "no_award": decision.no_award,
                    "citation": decision.citation,
                }
            ]
        },
        "chain.json": {"name": chain.head.name, "opened": plain(chain.head.name, opened)},
    }


def is_public(award_round: Round, decision: Decision) -> bool:
    """Say whether the rulebook opens the scores that a decision keeps."""
    opens = bool(award_round.rulebooks) and award_round.rulebook.scores_public
    return opens and bool(decision.ranking.get("scores"))


def _about(session: Session, award_round: Round, decision: Decision) -> dict[str, Any]:
    """Tell of the round; of nominations only those that the result names have candidates."""
    whole = about(session, award_round)
    named = {one.nomination_id for one in decision.distinctions}
    judged = {one["nomination"] for one in decision.ranking["places"]}
    return {
        **{key: whole[key] for key in ("round", "year", "prize", "criteria")},
        "seats": [
            {"number": seat["number"], "institution": seat["institution"]}
            for seat in whole["seats"]
        ],
        "nominations": [
            one if one["nomination"] in named else {"number": one["number"]}
            for one in whole["nominations"]
            if one["number"] in judged
        ],
    }


def _rules(frozen: Mapping[str, Any]) -> dict[str, Any]:
    return {"rules": {key: frozen[key] for key in RULES}}


def _ranking(frozen: Mapping[str, Any], label: Mapping[int, str]) -> dict[str, Any]:
    """Give a ranking under the numbers of nominations and seats."""
    number = {
        line["nomination"]: place["nomination"]
        for line, place in zip(frozen["report"]["lines"], frozen["places"], strict=True)
    }
    report = frozen["report"]
    return {
        **{key: frozen[key] for key in (*RULES, "version", "seed", "places")},
        "nominations": [number[one] for one in frozen["nominations"]],
        "jurors": [label[juror] for juror in sorted({one["juror"] for one in frozen["scores"]})],
        "before_amendment": frozen.get("before_amendment", []),
        "report": {
            **{key: report[key] for key in FIGURES},
            "lines": [
                {key: line[key] for key in LINE} | {"nomination": number[line["nomination"]]}
                for line in report["lines"]
            ],
        },
    }
