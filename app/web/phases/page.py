"""The secretariat's page of a round: how it stands, what to do and where, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.models import Round
from app.rules.lifecycle import Phase, StageKind
from app.services import attention, phases
from app.services.attention import Matter, Overview
from app.services.phases import Available
from app.services.work import Work
from app.web import paging
from app.web.notices.page import how_sending_goes
from app.web.phases.course import NAMES
from app.web.rounds import progress_page
from app.web.rounds.progress_page import ProgressTable
from app.words import outbox as outbox_words
from app.words.outbox import HaltWords
from app.words.rounds import attention as attention_words
from app.words.rounds import glance, timeline
from app.words.rounds.calls import TimelineStep
from app.words.rounds.glance import Figure
from app.words.text import _l


@dataclass(frozen=True)
class Remedy:
    """Where something that wants attention is looked into, and what the link says."""

    endpoint: str
    label: Any


REMEDIES = {
    Matter.FAILED_MAIL: Remedy("notices.outbox", _l("Se meldingene")),
    Matter.WITHDRAWN_LATE: Remedy("screening.inbox", _l("Se forslagene")),
    Matter.NO_QUORUM_POSSIBLE: Remedy("impartiality.rulings", _l("Se habilitet")),
    Matter.PENDING_CONFLICTS: Remedy("impartiality.rulings", _l("Før inn avgjørelsen")),
    Matter.TO_SCREEN: Remedy("screening.inbox", _l("Gå gjennom forslagene")),
    Matter.QUESTIONS_WAIT: Remedy("public_questions.every", _l("Svar på spørsmålene")),
    Matter.VACANT_SEATS: Remedy("impartiality.rulings", _l("Se habilitet")),
    Matter.SCORING_OVERDUE: Remedy("rounds.progress", _l("Se framdriften")),
    Matter.SEATS_BEHIND: Remedy("rounds.progress", _l("Se framdriften")),
    Matter.DECLARATIONS_MISSING: Remedy("rounds.progress", _l("Se hvilke")),
    Matter.BELOW_QUORUM: Remedy("rounds.progress", _l("Se framdriften")),
    Matter.LIKENESSES: Remedy("screening.inbox", _l("Se forslagene")),
}


@dataclass(frozen=True)
class Todo:
    """One thing to do, with where it is done."""

    mark: str
    title: str
    text: str
    url: str
    do: str


@dataclass(frozen=True)
class ControlPage:
    """A round at a glance, for those who run it."""

    lede: str
    next_step: str
    steps: Sequence[TimelineStep]
    figures: Sequence[Figure]
    todos: Sequence[Todo]
    table: ProgressTable | None
    """How far the jury has come, while it is at it."""
    moves: Sequence[Available]
    courses: Sequence[tuple[str, str]]
    """What can be done to its course: the move, and where."""
    new_round: str
    """Where the prize's next round is made."""
    is_judging: bool


def lay_out(work: Work, award_round: Round) -> ControlPage:
    """Lay out the page of a round."""
    seen = attention.overview(work, award_round)
    table = None
    is_visit = award_round.stage is not None and award_round.stage.kind is StageKind.VISIT
    if seen.progress and seen.progress.coverage and seen.progress.seats and not is_visit:
        wanted = paging.Asked(paging.asked().number)
        judged = seen.progress.nominations
        page = paging.cut(judged, wanted, "phases.control", slug=award_round.slug)
        table = progress_page.lay_out_table(work, seen.progress, page)
    halt = outbox_words.halted(how_sending_goes(work))
    todos = [_todo(matter, award_round, seen) for matter in seen.matters]
    following = attention_words.next_step(award_round, seen)
    return ControlPage(
        lede=glance.lede(award_round, seen, work.now),
        next_step=halt.title.rstrip(".") if halt else following,
        steps=timeline.steps(award_round, seen, work.now),
        figures=glance.tally(award_round, seen),
        todos=[_mail_halted(halt, award_round), *todos] if halt else todos,
        table=table,
        moves=phases.available(work.session, award_round, work.now),
        courses=[
            (name, url_for("course.before", slug=award_round.slug, act=address))
            for address, name in NAMES.items()
            if name in phases.offered(award_round, work.now)
        ],
        new_round=url_for("setup.new", prize_slug=award_round.prize.slug),
        is_judging=seen.phase is Phase.JUDGING,
    )


def _todo(matter: Matter, award_round: Round, seen: Overview) -> Todo:
    said, remedy = attention_words.said(matter, award_round, seen), REMEDIES[matter]
    url = url_for(remedy.endpoint, slug=award_round.slug)
    return Todo(said.mark, said.title, said.text, url, str(remedy.label))


def _mail_halted(halt: HaltWords, award_round: Round) -> Todo:
    url = url_for("notices.outbox", slug=award_round.slug)
    return Todo("warn", halt.title, halt.text, url, str(REMEDIES[Matter.FAILED_MAIL].label))
