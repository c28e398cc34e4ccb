"""Naming who goes on, which ends the stage and may announce the nominees."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import Round, Shortlist, ShortlistEntry, Stage
from app.rules import stages as rules
from app.rules.access import Permission
from app.rules.lifecycle import Condition, NominationState, StageKind
from app.rules.notices import NoticeKind
from app.rules.stages import Nominees
from app.services import (
    audit,
    digests,
    foresight,
    locks,
    moves,
    nominations,
    notices,
    progress,
    ranking,
    seals,
)
from app.services.decisions import begin_as_chair
from app.services.shortlists.foreseeing import NamingRefusedError, foresee, places, to_tell
from app.services.work import Work


def name(
    work: Work,
    award_round: Round,
    chosen: Sequence[int],
    reason: str = "",
    *,
    seen: str | None = None,
) -> Shortlist:
    """Name who goes on from the stage that is under way, and conclude it.

    Where those who do are the nominees and that is announced at once, it is: everybody can read
    it from now on, and those who nominated are told.

    Args:
        work: the chair's.
        award_round: the round.
        chosen: the nominations that go on.
        reason: why, where the choice departs from the order of the ranking.
        seen: the stamp of what she was shown before; None for what nobody was shown.

    Raises:
        DeniedError: the actor does not lead, or is recused from a nomination in the running.
        WrongPhaseError: no stage is ready for it; also when somebody was first.
        ForeseenOtherwiseError: what follows from it is no longer what she was shown.
        NamingRefusedError: too few are chosen, some that are not judged here, or a reason lacks.
        NotCoveredError: nothing accounts for some of what is judged.

    """
    award_round = begin_as_chair(work, Permission.NAME_SHORTLIST, award_round)
    held = places(work, award_round)
    found = rules.faults(held, chosen, reason)
    if found:
        raise NamingRefusedError(found)
    if seen is not None:
        foresight.insist(foresee(work, award_round, chosen), seen)
    progress.insist_covered(work.session, award_round, work.today)
    stage = award_round.stage
    if stage is None:  # what is in deliberation has a stage
        raise NamingRefusedError([rules.NamingFault.UNKNOWN])
    made = _store(work, award_round, stage, chosen, reason if rules.departs(held, chosen) else "")
    met = {Condition.STAGE_OUTCOME_NAMED: bool(made.entries)}
    for entry in made.entries:
        nomination = nominations.by_id(work.session, entry.nomination_id)
        held_fast = locks.lock_nomination(work.session, nomination)
        was_on = held_fast.state is NominationState.SHORTLISTED
        if entry.goes_on is not was_on:
            move = "shortlist" if entry.goes_on else "leave_out"
            moves.move_nomination(work, award_round, held_fast, move, met)
    moves.move_stage(work, award_round, stage, "conclude", met)
    if stage.nominees is Nominees.AT_ONCE:
        _tell(work.session, award_round, stage, work.now)
    return made


def _tell(session: Session, award_round: Round, stage: Stage, now: datetime) -> None:
    """Tell those who nominated that the nominees have been announced, each once."""
    for account_id in to_tell(session, award_round):
        notices.queue(
            session,
            account_id,
            NoticeKind.NOMINEES_ANNOUNCED,
            key=f"nominees:{stage.id}",
            now=now,
            award_round=award_round,
            slug=award_round.slug,
        )


def _store(
    work: Work, award_round: Round, stage: Stage, chosen: Sequence[int], reason: str
) -> Shortlist:
    made = Shortlist(
        stage_id=stage.id,
        reason=reason.strip(),
        ranking={}
        if stage.kind is StageKind.VISIT
        else ranking.to_freeze(work.session, award_round, work.today),
        digest="",
        named_at=work.now,
        named_by_id=work.actor.account_id,
        entries=[
            ShortlistEntry(nomination_id=one, goes_on=one in chosen)
            for one in nominations.admitted_ids(work.session, award_round)
        ],
    )
    made.digest = digests.of(seals.shortlist(made, made.entries))
    work.session.add(made)
    work.session.flush()
    audit.record(
        work,
        "shortlist.named",
        f"stage:{stage.id}",
        award_round=award_round,
        nominations=[entry.nomination_id for entry in made.entries if entry.goes_on],
        digest=made.digest,
    )
    return made
