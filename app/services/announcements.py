"""Announcements: setting the time, and what the public reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Announcement,
    Decision,
    DecisionEntry,
    Distinction,
    Nomination,
    NominationVersion,
    Prize,
    Round,
    Texts,
)
from app.rules.access import Permission, Verdict
from app.rules.forms import WRITTEN
from app.rules.lifecycle import Milestone, NominationState, Phase
from app.rules.notices import NoticeKind
from app.services import (
    audit,
    decisions,
    digests,
    may,
    notices,
    organisations,
    rounds,
    seals,
)
from app.services.work import Work


class AnnouncementSetError(Exception):
    """The time has been set already; moving it takes two people."""


class TimeInThePastError(ValueError):
    """An announcement cannot be set in the past."""


def announce(work: Work, award_round: Round, at: datetime | None) -> Announcement:
    """Set when the sealed decision becomes public; at once if no time is given.

    Raises:
        WrongPhaseError: the round is not decided, or is announced already.
        AnnouncementSetError: a time has been set.
        TimeInThePastError: the time has passed.

    """
    award_round = decisions.begin_as_chair(work, Permission.ANNOUNCE, award_round)
    if award_round.announcements:
        raise AnnouncementSetError
    if at is not None and at < work.now:
        raise TimeInThePastError
    decision = decisions.sealed_by_round(work.session, [award_round.id])[award_round.id]
    announcement = Announcement(
        round_id=award_round.id,
        decision_id=decision.id,
        embargo_until=at or work.now,
        set_at=work.now,
        set_by_id=work.actor.account_id,
    )
    award_round.announcements.append(announcement)
    work.session.flush()
    audit.record(
        work,
        "announcement.set",
        f"decision:{decision.id}",
        award_round=award_round,
        embargo_until=announcement.embargo_until.isoformat(),
    )
    _tell_nominators(work.session, award_round, announcement, work.now)
    return announcement


def _tell_nominators(
    session: Session, award_round: Round, announcement: Announcement, now: datetime
) -> None:
    """Queue a message to every nominator, which leaves when the embargo is over."""
    judged = session.scalars(
        select(Nomination.organisation_id)
        .where(
            Nomination.round_id == award_round.id,
            Nomination.state.in_((NominationState.ADMITTED, NominationState.SHORTLISTED)),
            Nomination.organisation_id.is_not(None),
        )
        .order_by(Nomination.number)
    ).all()
    for organisation_id in dict.fromkeys(judged):
        for account_id in organisations.members(session, organisation_id or 0):
            notices.queue(
                session,
                account_id,
                NoticeKind.ROUND_ANNOUNCED,
                # One message to each person, however many nominations she has a part in.
                key=f"announcement:{announcement.id}",
                now=now,
                award_round=award_round,
                not_before=announcement.embargo_until,
                slug=award_round.slug,
            )


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


def public_rounds(session: Session, prize: Prize, now: datetime) -> list[Round]:
    """List the rounds that the public may know of, latest first."""
    return [
        award_round
        for award_round in rounds.of_prize(session, prize)
        if award_round.phase(now) is not Phase.PLANNED
    ]


def neighbours(
    session: Session, award_round: Round, now: datetime
) -> tuple[Round | None, Round | None]:
    """Give the public rounds before and after one, by year."""
    known = sorted(public_rounds(session, award_round.prize, now), key=lambda r: (r.year, r.id))
    ids = [r.id for r in known]
    if award_round.id not in ids:
        return None, None
    place = ids.index(award_round.id)
    before = known[place - 1] if place > 0 else None
    after = known[place + 1] if place + 1 < len(known) else None
    return before, after


def enter_past_round(
    work: Work, prize: Prize, *, year: int, jury_id: int | None, history: dict[str, object]
) -> Round:
    """Enter a round that was held before the product existed: it is archived from the start."""
    award_round = Round(
        prize=prize,
        jury_id=jury_id,
        slug=f"{prize.slug}-{year}",
        year=year,
        milestone=Milestone.ARCHIVED,
        is_recorded=True,
        gifts=history.pop("gifts", []),
        history=history,
    )
    work.session.add(award_round)
    work.session.flush()
    may.require(work, Permission.RUN_ROUND, award_round)
    audit.record(
        work,
        "round.recorded",
        f"round:{award_round.id}",
        award_round=award_round,
        year=year,
        prize=prize.id,
        jury=jury_id,
        digest=digests.of(seals.award_round(award_round)),
    )
    return award_round
