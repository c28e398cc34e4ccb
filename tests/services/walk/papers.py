"""Sheets on paper on a walk: entered, confirmed, corrected, refused and taken back."""

from decimal import Decimal

from sqlalchemy import select

from app.models import Nomination, PaperSheet
from app.rules.impartiality import Standing
from app.services import nominations, scores
from app.services.scores import SheetInput
from tests.factories import sheet
from tests.services.walk.history import IN_TIME, NothingDoneError, Walk


def enter(walk: Walk) -> None:
    """Let the secretariat enter somebody's sheet, or the chair try to."""
    by = "secretariat" if walk.random.random() < IN_TIME else "chair"
    nomination, held = _any_blank(walk)
    where = walk.board()
    given = sheet(*walk.random.choices(range(1, 7), k=2))
    scores.enter(walk.world.work(by), walk.award_round, nomination.id, held, given)
    if where.standing(nomination.id, held) is not Standing.CLEAR:
        walk.wrong.append(f"a sheet was entered for {held}, who may not judge {nomination.id}")


def answer(walk: Walk) -> None:
    """Let whoever a sheet was entered for confirm it, correct it, or refuse it."""
    paper = _any_waiting(walk)
    work = walk.world.work(walk.name(paper.appointment_id))
    nomination = nominations.by_id(walk.world.session, paper.nomination_id)
    how = walk.random.choice(("confirm", "confirm", "correct", "refuse"))
    if how == "refuse":
        scores.refuse(work, nomination, "Det er ikke mitt.")
        return
    held = {key: Decimal(value) for key, value in paper.scores.items()}
    if how == "correct":
        held["x"] = Decimal(walk.random.randint(1, 6))
    found = scores.find_sheet(
        walk.world.session, walk.award_round, nomination.id, paper.appointment_id
    )
    version = found.version if found else 0
    scores.seal(work, nomination, SheetInput(held, paper.grounds, "", version))


def take_back(walk: Walk) -> None:
    """Let the secretariat take back a sheet that waits."""
    paper = _any_waiting(walk)
    scores.withdraw(walk.world.work("secretariat"), walk.award_round, paper.id)


def _any_blank(walk: Walk) -> tuple[Nomination, int]:
    """Give somebody and something that a sheet can be entered for, mostly; else whatever."""
    office = walk.world.work("secretariat")
    blanks = scores.blanks(office, walk.award_round)
    if blanks and walk.random.random() < IN_TIME:
        one = walk.random.choice(blanks)
        which = walk.random.choice(one.nomination_ids)
        return nominations.by_id(walk.world.session, which), one.appointment.id
    return walk.any_in_running(), walk.appointment(walk.any_of_jury())


def _any_waiting(walk: Walk) -> PaperSheet:
    found = walk.world.session.scalars(
        select(PaperSheet)
        .where(PaperSheet.stage_id == walk.stage.id, PaperSheet.answer.is_(None))
        .order_by(PaperSheet.id)
    ).all()
    if not found:
        raise NothingDoneError
    return walk.random.choice(found)
