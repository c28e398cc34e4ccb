"""Copying a nomination of an earlier year into a draft of a round that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models import Municipality, Nomination, NominationVersion, Organisation, Question, Round
from app.rules.access import Permission
from app.rules.forms import QuestionKind, is_empty
from app.services import may, organisations, rounds
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES, LOCATED, CandidateInput
from app.services.nominations.finding import require
from app.services.nominations.starting import NotMemberError, start
from app.services.nominations.writing import base_of, save
from app.services.work import NotFoundError, Work


@dataclass(frozen=True)
class Copied:
    """What a copy takes over, and what it does not."""

    taken: Mapping[str, Any]
    candidates: Sequence[CandidateInput]
    changed: Sequence[Question]
    """Questions of the new form that are put otherwise than the answer was given to."""
    left: Sequence[tuple[Question, Any]]
    """Questions of the old form with the answers that the new one has no place for."""
    unclear: Sequence[str]
    """Candidates that have to be chosen anew: not in the register, or of a kind not taken."""


def earlier(work: Work, award_round: Round) -> list[Nomination]:
    """List what the actor's organisations have written for the prize before, newest first."""
    may.require(work, Permission.START_NOMINATION, award_round)
    found = work.session.scalars(
        select(Nomination)
        .join(Round, Round.id == Nomination.round_id)
        .where(
            Round.prize_id == award_round.prize_id,
            Round.id != award_round.id,
            Nomination.organisation_id.in_(work.actor.organisations),
        )
        .options(selectinload(Nomination.versions).defer(NominationVersion.content))
        .order_by(Nomination.id.desc())
        .limit(MOST)
    )
    return list(found)


MOST = 20
"""So many earlier ones are offered."""


def foresee(work: Work, source: Nomination, award_round: Round) -> Copied:
    """Say what a copy would take over.

    Raises:
        DeniedError: the actor may not read it, or not begin a nomination.
        NotFoundError: it is of another prize, or of the same round.
        NotMemberError: she does not act for its organisation.

    """
    may.require(work, Permission.START_NOMINATION, award_round)
    before = require(work, Permission.READ_OWN_NOMINATION, source)
    if before.prize_id != award_round.prize_id or before.id == award_round.id:
        raise NotFoundError("nomination")
    if source.organisation_id not in work.actor.organisations:
        raise NotMemberError(source.organisation_id)
    version = source.versions[-1] if source.versions else None
    answers = version.content["answers"] if version else source.answers
    old = {q.key: q for part in rounds.form(work.session, before) for q in part.questions}
    new = {q.key: q for part in rounds.form(work.session, award_round) for q in part.questions}
    taken, changed, left = {}, [], []
    for key, question in old.items():
        value = answers.get(key)
        if is_empty(value) or question.kind is QuestionKind.CONFIRM:
            continue  # what was confirmed then is confirmed anew
        given, rest = _fitting(question, new.get(key), value)
        if not is_empty(given):
            taken[key] = given
            if new[key].label != question.label:
                changed.append(new[key])
        if not is_empty(rest):
            left.append((question, rest))
    chosen, unclear = _candidates(work.session, source, award_round)
    return Copied(taken, chosen, changed, left, unclear)


def _fitting(question: Question, now: Question | None, value: Any) -> tuple[Any, Any]:
    """Part an answer into what the question of now has room for, and what it has not."""
    if now is None or now.kind is not question.kind:
        return None, value
    if now.kind not in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
        return value, None
    known = {option["key"] for option in now.options}
    if isinstance(value, list):
        return [key for key in value if key in known], [key for key in value if key not in known]
    return (value, None) if value in known else (None, value)


def _candidates(
    session: Session, source: Nomination, award_round: Round
) -> tuple[list[CandidateInput], list[str]]:
    """Read the candidates by the register and the rules of now."""
    chosen, unclear = [], []
    for one, row in zip(candidates_of.as_filled_in(source), source.candidates, strict=True):
        if one.is_a not in award_round.candidate_rules.kinds:
            unclear.append(row.called)
            continue
        renewed = _renewed(session, one)
        chosen.append(renewed)
        lost = one.municipality_id is not None and renewed.municipality_id is None
        if renewed.is_unclear or lost:
            unclear.append(row.called)
    return chosen, unclear


def _renewed(session: Session, one: CandidateInput) -> CandidateInput:
    town = session.get(Municipality, one.municipality_id) if one.municipality_id else None
    if town is None or town.register_year == organisations.register_year(session):
        return one
    if one.is_a in LOCATED:
        found = candidates_of.located(session, one.is_a, one.name, town.display_name, one.parties)
        return replace(found, affiliation=one.affiliation)
    return candidates_of.municipality(session, town.display_name)


def copy(work: Work, source: Nomination, award_round: Round) -> Nomination:
    """Start a draft with what an earlier nomination has in common with the form of now.

    Raises:
        as ``foresee`` and ``start``.

    """
    found = foresee(work, source, award_round)
    body = work.session.get_one(Organisation, source.organisation_id)
    draft = start(work, award_round, body)
    base = base_of(draft, [*found.taken, CANDIDATES])
    return save(work, draft, found.taken, base=base, candidates=found.candidates)
