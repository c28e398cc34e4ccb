"""What events vouch for of the judging: declarations, rulings, sealed sheets, the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Ballot,
    BallotRevision,
    Candidate,
    Decision,
    DecisionEntry,
    Declaration,
    Nomination,
    PaperSheet,
    Ruling,
    RulingParticipant,
    ScoreRevision,
    ScoreSheet,
    Shortlist,
    ShortlistEntry,
    Stage,
)
from app.rules.candidates import called
from app.services import digests, seals
from app.services.audit.matching import Check, covers, says, subject, titled

EARLIER_ANSWERS = {"no_ties": "no_conflict"}
"""What an answer was called in events that were recorded before."""
HER = {"appointment_id": "appointment"}
"""Where a row and an event tell of whom it is about."""
PAPER = {"paper_id": "paper"}


def _sealed(event: Any, row: Any) -> bool:
    stored = event.data["digest"]
    return (
        says(event, nomination=row.nomination_id, appointment=row.appointment_id)
        and says(event, revision=row.number)
        and (event.kind == "sheet.revised") == bool(row.reason)
        and digests.agrees(stored, seals.revision(row, row, digests.form_of(stored)))
        and (row.sealed_at, row.sealed_by_id) == (event.happened_at, event.actor_id)
    )


def _cast(event: Any, row: Any) -> bool:
    return (
        says(event, appointment=row.appointment_id, revision=row.number)
        and (event.kind == "ballot.revised") == bool(row.reason)
        and digests.agrees(event.data["digest"], seals.ballot(row, row))
        and (row.sealed_at, row.sealed_by_id) == (event.happened_at, event.actor_id)
    )


def _is_about_her(event: Any, row: Any) -> bool:
    return says(event, appointment=row.appointment_id)


def _declared(event: Any, row: Any) -> bool:
    answer = event.data["answer"]
    return (
        _is_about_her(event, row)
        and EARLIER_ANSWERS.get(answer, answer) == row.answer
        and row.declared_at == event.happened_at
        and covers(event, seals.declaration(row))
    )


def _is_paper(event: Any, row: Any) -> bool:
    return says(event, paper=row.id)


def _entered(event: Any, row: Any) -> bool:
    return (
        _is_about_her(event, row)
        and covers(event, seals.paper_sheet(row))
        and (row.entered_at, row.entered_by_id) == (event.happened_at, event.actor_id)
    )


def _answered(event: Any, row: Any) -> bool:
    return (
        _is_about_her(event, row)
        and says(event, answer=row.answer, revision=row.revision_id or 0)
        and covers(event, seals.paper_answer(row))
        and (row.answered_at, row.answered_by_id) == (event.happened_at, event.actor_id)
    )


@dataclass(frozen=True)
class Named:
    """A nomination that a decision names, with its candidates in their order."""

    nomination_id: int
    distinction: str
    candidates: tuple[str, ...]


def decisions(session: Session) -> Check:
    """Check the sealed decisions, with whom they name."""
    named = _named(session)

    def agrees(event: Any, row: Any) -> bool:
        entries = named.get(row.id, [])
        winners = [one.nomination_id for one in entries if one.distinction == "winner"]
        content = seals.decision(row, entries, digests.form_of(row.digest))
        return (
            says(event, digest=row.digest, winners=winners)
            and digests.agrees(row.digest, content)
            and (row.sealed_at, row.sealed_by_id) == (event.happened_at, event.actor_id)
        )

    return Check(
        kinds={"decision.sealed"},
        rows=select(*Decision.__table__.columns, subject("decision", Decision.id)).where(
            Decision.sealed_at.is_not(None)
        ),
        name=titled("{noun} {id}"),
        agrees=agrees,
    )


def rulings(session: Session) -> Check:
    """Check what was ruled on conflicts, with who took part."""
    took_part: dict[int, list[Any]] = {}
    every = select(*RulingParticipant.__table__.columns).order_by(RulingParticipant.id)
    for one in session.execute(every):
        took_part.setdefault(one.ruling_id, []).append(one)

    def agrees(event: Any, row: Any) -> bool:
        held = took_part.get(row.id, [])
        leaders = [one.appointment_id for one in held if one.leads]
        return (
            _is_about_her(event, row)
            and says(event, outcome=row.outcome)
            and event.data.get("declaration") == row.declaration_id
            and event.data.get("lacks_quorum", False) == row.lacks_quorum
            and event.data.get("participants", []) == [one.appointment_id for one in held]
            and ([event.data["leader"]] if event.data.get("leader") else []) == leaders
            and (row.ruled_at, row.ruled_by_id) == (event.happened_at, event.actor_id)
            and covers(event, seals.ruling(row))
        )

    return Check(
        kinds={"conflict.ruled", "tie.ruled"},
        rows=select(
            *Ruling.__table__.columns,
            Nomination.round_id,
            subject("nomination", Ruling.nomination_id),
        ).join(Nomination, Ruling.nomination_id == Nomination.id),
        name=titled("a ruling on appointment {appointment_id} and nomination {id}", **HER),
        same=_is_about_her,
        agrees=agrees,
    )


def shortlists(session: Session) -> Check:
    """Check who was named to go on from a stage, with those who were not."""
    entries: dict[int, list[Any]] = {}
    for one in session.execute(select(*ShortlistEntry.__table__.columns).order_by("id")):
        entries.setdefault(one.shortlist_id, []).append(one)

    def agrees(event: Any, row: Any) -> bool:
        held = entries.get(row.id, [])
        named = [one.nomination_id for one in held if one.goes_on]
        return (
            says(event, digest=row.digest, nominations=named)
            and digests.agrees(row.digest, seals.shortlist(row, held))
            and (row.named_at, row.named_by_id) == (event.happened_at, event.actor_id)
        )

    return Check(
        kinds={"shortlist.named"},
        rows=select(
            *Shortlist.__table__.columns,
            Stage.round_id,
            subject("stage", Shortlist.stage_id),
        ).join(Stage, Shortlist.stage_id == Stage.id),
        name=titled("the shortlist of stage {id}"),
        agrees=agrees,
    )


def _named(session: Session) -> dict[int, list[Named]]:
    """Give whom each decision names; a few a round."""
    found = session.execute(
        select(
            DecisionEntry.decision_id,
            DecisionEntry.nomination_id,
            DecisionEntry.distinction,
            Candidate.kind,
            Candidate.name,
            Candidate.details,
        )
        .outerjoin(Candidate, Candidate.nomination_id == DecisionEntry.nomination_id)
        .order_by(DecisionEntry.decision_id, DecisionEntry.position, Candidate.position)
    )
    named: dict[int, dict[int, Named]] = {}
    for decision_id, nomination_id, distinction, kind, name, said in found:
        entries = named.setdefault(decision_id, {})
        before = entries[nomination_id].candidates if nomination_id in entries else ()
        names = (*before, called(kind, name, said.get("where", ""))) if name else before
        entries[nomination_id] = Named(nomination_id, distinction, names)
    return {decision_id: list(entries.values()) for decision_id, entries in named.items()}


_PAPER = select(
    *PaperSheet.__table__.columns,
    PaperSheet.id.label("paper_id"),
    Stage.round_id,
    subject("nomination", PaperSheet.nomination_id),
).join(Stage, PaperSheet.stage_id == Stage.id)

CHECKS: Sequence[Check] = (
    Check(
        kinds={"conflict.declared", "tie.declared"},
        rows=select(
            *Declaration.__table__.columns,
            Nomination.round_id,
            subject("nomination", Declaration.nomination_id),
        ).join(Nomination, Declaration.nomination_id == Nomination.id),
        name=titled("a declaration of appointment {appointment_id} on nomination {id}", **HER),
        same=_is_about_her,
        agrees=_declared,
    ),
    Check(
        kinds={"sheet.sealed", "sheet.revised"},
        rows=select(
            *ScoreRevision.__table__.columns,
            *(ScoreSheet.nomination_id, ScoreSheet.appointment_id, Stage.round_id),
            subject("sheet", ScoreRevision.sheet_id),
        )
        .join(ScoreSheet, ScoreRevision.sheet_id == ScoreSheet.id)
        .join(Stage, ScoreSheet.stage_id == Stage.id),
        name=titled("score revision {number} of sheet {id}", number="revision"),
        same=lambda event, row: says(event, revision=row.number),
        agrees=_sealed,
    ),
    Check(
        kinds={"ballot.sealed", "ballot.revised"},
        rows=select(
            *BallotRevision.__table__.columns,
            *(Ballot.stage_id, Ballot.appointment_id, Stage.round_id),
            subject("ballot", BallotRevision.ballot_id),
        )
        .join(Ballot, BallotRevision.ballot_id == Ballot.id)
        .join(Stage, Ballot.stage_id == Stage.id),
        name=titled("revision {number} of ballot {id}", number="revision"),
        same=lambda event, row: says(event, revision=row.number),
        agrees=_cast,
    ),
    Check(
        kinds={"paper.entered"},
        rows=_PAPER,
        name=titled("what was entered of paper sheet {paper_id} of nomination {id}", **PAPER),
        same=_is_paper,
        agrees=_entered,
    ),
    Check(
        kinds={"paper.confirmed", "paper.refused", "paper.withdrawn"},
        rows=_PAPER.where(PaperSheet.answered_at.is_not(None)),
        name=titled("the answer to paper sheet {paper_id} of nomination {id}", **PAPER),
        same=_is_paper,
        agrees=_answered,
    ),
)
