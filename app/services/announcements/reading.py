"""What the public reads of a result."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Decision, DecisionEntry, Distinction, NominationVersion, Round, Texts
from app.rules.access import Permission, Verdict
from app.rules.forms import WRITTEN
from app.services import decisions, may, rounds
from app.services.work import Work


@dataclass(frozen=True)
class Result:
    """What the public reads of a round."""

    decision: Decision
    winners: Sequence[DecisionEntry]
    nominees: Sequence[DecisionEntry]
    mentions: Sequence[DecisionEntry]


def results(work: Work, held: Sequence[Round]) -> dict[int, Result]:
    """Give the results of those rounds that are public now. The others are not even loaded."""
    public = [r.id for r in held if may.decide(work, Permission.VIEW_RESULT, r) is Verdict.ALLOWED]
    if not public:
        return {}
    return {
        round_id: Result(
            decision,
            _named(decision, Distinction.WINNER),
            _named(decision, Distinction.NOMINEE),
            _named(decision, Distinction.MENTION),
        )
        for round_id, decision in decisions.sealed_by_round(work.session, public).items()
    }


def _named(decision: Decision, distinction: Distinction) -> list[DecisionEntry]:
    return [entry for entry in decision.distinctions if entry.distinction is distinction]


@dataclass(frozen=True)
class PublicAnswer:
    """What a nominator wrote, to be read by everybody once the result is announced."""

    key: str
    label: Texts
    text: str


def public_answers(
    session: Session, award_round: Round, result: Result
) -> dict[int, list[PublicAnswer]]:
    """Give what may be read of the nominations that a result names, by nomination.

    Only the questions that the form marks as public, from the version that was judged.
    """
    questions = [
        question
        for section in rounds.form(session, award_round)
        for question in section.questions
        if question.is_public and question.kind in WRITTEN
    ]
    named = [entry.nomination_id for entry in result.decision.distinctions]
    if not questions or not named:
        return {}
    versions = session.scalars(
        select(NominationVersion)
        .where(NominationVersion.nomination_id.in_(named))
        .order_by(NominationVersion.number)
    )
    judged = {version.nomination_id: version.content["answers"] for version in versions}
    return {
        nomination_id: [
            PublicAnswer(question.key, question.label, str(answers[question.key]))
            for question in questions
            if answers.get(question.key)
        ]
        for nomination_id, answers in judged.items()
    }
