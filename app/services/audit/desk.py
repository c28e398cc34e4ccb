"""What events vouch for of the secretariat's desk: notes, checks, messages, questions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from app.models import (
    DraftMessage,
    Nomination,
    NominationNote,
    NominationVersion,
    PublicQuestion,
    ResidentsCheck,
    Round,
    Telling,
)
from app.services import seals
from app.services.audit.matching import Check, covers, says, subject, titled


def _noted(event: Any, row: Any) -> bool:
    return (row.written_at, row.written_by_id) == (
        event.happened_at,
        event.actor_id,
    ) and covers(event, row.text)


def _checked(event: Any, row: Any) -> bool:
    return (
        (row.checked_at, row.checked_by_id) == (event.happened_at, event.actor_id)
        and says(event, version=row.version_number)
        and covers(event, seals.residents_check(row))
    )


def _sent(event: Any, row: Any) -> bool:
    return (row.sent_at, row.sent_by_id) == (event.happened_at, event.actor_id) and covers(
        event, seals.draft_message(row)
    )


def _told(event: Any, row: Any) -> bool:
    return (
        (row.told_at, row.told_by_id) == (event.happened_at, event.actor_id)
        and says(event, version=row.version_id)
        and covers(event, seals.telling(row))
    )


def _answered(event: Any, row: Any) -> bool:
    return (
        row.answered_at == event.happened_at
        and says(event, answer=row.answer)
        and covers(event, [row.reason, row.nonce], "reason")
    )


def _questions(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare the questions of a round with what was made of each last."""
    last = {event.data["question"]: event for event in told}
    return last.keys() == {row.id for row in held} and all(
        _as_left(last[row.id], row) for row in held
    )


def _as_left(event: Any, row: Any) -> bool:
    done, nothing = (event.happened_at, event.actor_id), (None, None)
    answered, aside = (
        (row.answered_at, row.answered_by_id),
        (row.set_aside_at, row.set_aside_by_id),
    )
    is_answer = event.kind == "question.answered"
    return (answered, aside) == ((done, nothing) if is_answer else (nothing, done)) and covers(
        event, seals.public_question(row)
    )


def _contact(told: Sequence[Any], held: Sequence[Any]) -> bool:
    """Compare whom a call says to ask with what was said last; until something was, nobody."""
    (row,) = held
    said = [event for event in told if event.kind == "contact.set"]
    if said:
        return covers(said[-1], seals.contact(row))
    return not any(seals.contact(row).values())


def _of_nomination(model: Any) -> Any:
    return (
        select(
            *model.__table__.columns,
            Nomination.round_id,
            subject("nomination", model.nomination_id),
        )
        .join(Nomination, Nomination.id == model.nomination_id)
        .where(model.nomination_id.is_not(None))
    )


CHECKS: Sequence[Check] = (
    Check(
        kinds={"note.written"},
        rows=_of_nomination(NominationNote),
        name=titled("a note on nomination {id}"),
        same=lambda event, row: says(event, note=row.id),
        agrees=_noted,
    ),
    Check(
        kinds={"residents.checked"},
        rows=select(
            *ResidentsCheck.__table__.columns,
            NominationVersion.number.label("version_number"),
            Nomination.round_id,
            subject("nomination", Nomination.id),
        )
        .join(NominationVersion, NominationVersion.id == ResidentsCheck.version_id)
        .join(Nomination, Nomination.id == NominationVersion.nomination_id),
        name=titled("a check for residents of nomination {id}"),
        same=lambda event, row: says(event, check=row.id),
        agrees=_checked,
    ),
    Check(
        kinds={"drafts.written_to"},
        rows=select(*DraftMessage.__table__.columns, subject("round", DraftMessage.round_id)),
        name=titled("a message to the drafts of round {id}"),
        same=lambda event, row: says(event, message=row.id),
        agrees=_sent,
    ),
    Check(
        kinds={"candidate.told"},
        rows=_of_nomination(Telling),
        name=titled("that a candidate of nomination {id} was told"),
        same=lambda event, row: says(event, telling=row.id),
        agrees=_told,
    ),
    Check(
        kinds={"candidate.answered"},
        rows=_of_nomination(Telling).where(
            or_(Telling.answered_at.is_not(None), Telling.reason != "")
        ),
        name=titled("what a candidate of nomination {id} answered"),
        same=lambda event, row: says(event, telling=row.id),
        agrees=_answered,
    ),
    Check(
        kinds={"question.answered", "question.set_aside"},
        rows=select(
            *PublicQuestion.__table__.columns, subject("round", PublicQuestion.round_id)
        ).where(
            or_(
                PublicQuestion.answered_at.is_not(None),
                PublicQuestion.set_aside_at.is_not(None),
                PublicQuestion.answered_by_id.is_not(None),
                PublicQuestion.set_aside_by_id.is_not(None),
                PublicQuestion.answer != "",
            )
        ),
        name=titled("the questions about round {id}"),
        agrees=_questions,
        whole=True,
    ),
    Check(
        kinds={"round.planned", "round.recorded", "contact.set"},
        rows=select(
            *(Round.id, Round.contact_name, Round.contact_email, Round.contact_phone),
            *(subject("round", Round.id), Round.id.label("round_id")),
        ),
        name=titled("whom to ask about round {id}"),
        agrees=_contact,
        whole=True,
    ),
)
