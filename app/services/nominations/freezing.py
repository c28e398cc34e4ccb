"""What is handed in of a nomination, as plain data: frozen in a version, and compared with one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import FormSection, Nomination, Round, Support
from app.rules import forms
from app.rules.candidates import kind_before
from app.rules.forms import WRITTEN
from app.rules.texts import clean_all
from app.rules.windows import Window
from app.services import rounds
from app.services.nominations import candidates as candidates_of
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.windows import open_keys

ANSWERS = "answers"
FORM = "form"
SUPPORT = "support"
"""The statements of support of a version; a version without any does not speak of them."""

Content = dict[str, Any]


def answers_of(
    form: Sequence[FormSection], nomination: Nomination, window: Window | None
) -> Mapping[str, Any]:
    """Give the answers as they would be handed in: what is closed stays as it was handed in."""
    if window is None or not window.is_partial or not nomination.versions:
        return nomination.answers
    keys = open_keys(form, window)
    then = nomination.versions[-1].content[ANSWERS]
    closed = {key: value for key, value in then.items() if key not in keys}
    return closed | {key: value for key, value in nomination.answers.items() if key in keys}


def content(
    session: Session,
    award_round: Round,
    form: Sequence[FormSection],
    nomination: Nomination,
    window: Window | None,
) -> Content:
    """Give a nomination as it would be handed in now, in the form of its round."""
    specs, held = rounds.specs(form), answers_of(form, nomination, window)
    # What was written where nothing is asked any more is of the draft, and not handed in.
    asked = forms.asked(specs, held)
    unasked = {spec.key for spec in specs} - asked
    is_partial = window is not None and window.is_partial
    if is_partial and CANDIDATES not in open_keys(form, window):
        named: Sequence[Any] = nomination.candidates
    else:
        named = candidates_of.as_written(session, nomination)
    found: Content = {
        CANDIDATES: [candidates_of.as_data(candidate) for candidate in named],
        ANSWERS: {key: value for key, value in held.items() if key not in unasked},
        FORM: [[q.key for q in part.questions if q.key in asked] for part in form],
    }
    if is_partial and nomination.versions:
        support = nomination.versions[-1].content.get(SUPPORT, [])
    else:
        support = _support(session, award_round, nomination)
    if support:
        found[SUPPORT] = support
    cleaned: Content = clean_all(found)
    return cleaned


def _support(session: Session, award_round: Round, nomination: Nomination) -> list[dict[str, Any]]:
    """Give the statements that have been approved, in the order in which they were."""
    if not award_round.takes_support:
        return []
    found = session.scalars(
        select(Support)
        .where(
            Support.nomination_id == nomination.id,
            Support.approved_at.is_not(None),
            Support.withdrawn_at.is_(None),
            Support.taken_back_at.is_(None),
        )
        .order_by(Support.approved_at, Support.id)
    )
    return [
        {
            "name": one.name,
            "body": one.body,
            "role": one.role,
            "language": one.language,
            "text": one.text,
        }
        for one in found
    ]


def words_for_jury(form: Sequence[FormSection], frozen: Content) -> int:
    """Count the words that the jury reads of a version."""
    asked = {key for part in frozen[FORM] for key in part}
    read = [
        str(frozen[ANSWERS].get(question.key, ""))
        for part in form
        for question in part.questions
        if question.for_jury and question.kind in WRITTEN and question.key in asked
    ]
    read += [one["text"] for one in frozen.get(SUPPORT, ())]
    return sum(forms.count_words(text) for text in read)


def has_changes(
    session: Session,
    award_round: Round,
    form: Sequence[FormSection],
    nomination: Nomination,
    window: Window | None,
) -> bool:
    """Say whether something is written that is not handed in; never of what was not at all."""
    if not nomination.versions:
        return False
    then = nomination.versions[-1].content
    now = content(session, award_round, form, nomination, window)
    return _said(then) != _said(now)


def _said(frozen: Content) -> list[Any]:
    """Give what the nominators have said: not which questions the form had."""
    # Before there were kinds of candidates, a version said none.
    named = [
        {"kind": kind_before(one["municipality_id"]), "details": {}, **one}
        for one in frozen[CANDIDATES]
    ]
    answers = {k: v for k, v in frozen[ANSWERS].items() if not forms.is_empty(v)}
    return [named, answers, frozen.get(SUPPORT, [])]
