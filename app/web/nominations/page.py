"""Starting a nomination, looking it over, and the receipt of what was handed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import (
    FormSection,
    Nomination,
    NominationMove,
    NominationVersion,
    Notice,
    Organisation,
    Round,
)
from app.rules.access import Permission, Verdict
from app.rules.forms import Fault
from app.rules.lifecycle import LIVE, WRITTEN_ON, NominationState, Phase
from app.rules.notices import NoticeKind
from app.services import (
    accounts,
    lists,
    nominations,
    nominators,
    notices,
    organisations,
    rounds,
)
from app.services.work import Work
from app.web import paging
from app.web.nominations.draft_part import faults_of, field_id
from app.web.nominations.list_page import OwnLine, line
from app.words import organisations as organisation_words
from app.words.nominations import forms, readings
from app.words.nominations import status as nomination_words
from app.words.nominations.readings import Reading
from app.words.organisations import behalf
from app.words.rounds import calls

WITHDRAWALS = ("withdraw", "withdraw_late")


@dataclass(frozen=True)
class StartPage:
    """Before a draft is started: what it takes, by when, and on whose behalf."""

    bodies: Sequence[Organisation]
    """Those of whom the round takes nominations."""
    others: Sequence[Organisation]
    """Those of whom it takes none."""
    error: str
    held: Sequence[OwnLine]
    """What they have in the round already."""
    sections: Sequence[FormSection]
    time_left: str

    @property
    def options(self) -> list[tuple[int, str]]:
        """The organisations to choose among."""
        return [(body.id, behalf(body)) for body in self.bodies]

    @property
    def has_drafts(self) -> bool:
        """Whether one of those that they have is still a draft."""
        return any(own.nomination.state is NominationState.DRAFT for own in self.held)


def start_page(work: Work, award_round: Round, error: str) -> StartPage:
    """Lay out the page that a draft is started from."""
    held = lists.of_actor(work, award_round)[: paging.SIZE]
    bodies = organisations.of_actor(work)
    return StartPage(
        [body for body in bodies if nominators.take(award_round, body)],
        [body for body in bodies if not nominators.take(award_round, body)],
        error,
        [
            line(work, nomination, award_round)
            for nomination in lists.load(work.session, [own.id for own in held])
        ],
        rounds.form(work.session, award_round),
        calls.time_left(award_round, work.now),
    )


@dataclass(frozen=True)
class ReviewPage:
    """A whole nomination: a draft to be looked over and sent in, or what was handed in."""

    title: str
    reading: Reading
    version: NominationVersion | None
    writes: bool
    """Whether it can still be written on."""
    may_send: bool
    """Whether anything can be sent in: not while the call stands still."""
    is_cancelled: bool
    refused: bool
    """Whether she has just tried to send it in."""
    faults: Sequence[tuple[str, str]]
    """What stands in the way: the address of the field, and what is wrong with it."""
    hindered: tuple[str, str] | None
    """Why she may not submit, whatever the form holds: a title, and a text."""
    signing: Sequence[str]
    """Who may submit, where the round asks for a signatory."""
    next_step: str
    rejected: NominationMove | None
    may_be_undone: bool
    """Whether the secretariat can still undo that it was rejected."""
    withdrawn: NominationMove | None
    may_withdraw: bool


def review_page(
    work: Work, nomination: Nomination, award_round: Round, refused: Sequence[Fault] | None
) -> ReviewPage:
    """Lay out a whole nomination. refused: what was wrong when she tried to send it in."""
    sections = rounds.form(work.session, award_round)
    version = nominations.current_version(nomination)
    phase = award_round.phase(work.now)
    writes = nomination.state is NominationState.DRAFT and phase in WRITTEN_ON
    faults = refused
    if writes and faults is None:
        faults = nominations.find_faults(work.session, nomination)
    return ReviewPage(
        title=nomination_words.title_of(nomination),
        reading=readings.of_version(sections, version)
        if version
        else readings.of_draft(sections, nomination),
        version=version,
        writes=writes,
        may_send=phase is Phase.OPEN,
        is_cancelled=phase is Phase.CANCELLED,
        refused=refused is not None,
        faults=[
            (_address_of(nomination, sections, fault), forms.summary_line(fault, sections))
            for fault in faults or []
        ],
        hindered=_hindered(work, nomination, award_round) if writes else None,
        signing=_signing(work, nomination) if writes and award_round.signatory_required else [],
        next_step=nomination_words.next_step(nomination, award_round, work.now),
        rejected=_last_move(nomination, "reject")
        if nomination.state is NominationState.REJECTED
        else None,
        may_be_undone=award_round.phase(work.now) is Phase.SCREENING,
        withdrawn=_last_move(nomination, *WITHDRAWALS),
        may_withdraw=_may_withdraw(work, nomination, award_round),
    )


def _hindered(work: Work, nomination: Nomination, award_round: Round) -> tuple[str, str] | None:
    why, body = nominations.hindrance(work, award_round, nomination), nomination.organisation
    if why is None or body is None:
        return None
    return organisation_words.hindered(why, _signing(work, nomination), body.name)


def _signing(work: Work, nomination: Nomination) -> list[str]:
    body = nomination.organisation_id
    return [one.name for one in organisations.who_submits(work, body)] if body else []


def _address_of(nomination: Nomination, sections: Sequence[FormSection], fault: Fault) -> str:
    """Give the address of the field that a fault is about."""
    for place, section in enumerate(sections):
        if faults_of(section, [fault], first=place == 0):
            return url_for(
                "nominations.edit",
                nomination_id=nomination.id,
                key=section.key,
                check=1,
                _anchor=field_id(fault),
            )
    return ""


def _last_move(nomination: Nomination, *names: str) -> NominationMove | None:
    return next((move for move in reversed(nomination.moves) if move.name in names), None)


def _may_withdraw(work: Work, nomination: Nomination, award_round: Round) -> bool:
    verdict = nominations.decide(work, Permission.WITHDRAW_NOMINATION, nomination, award_round)
    return nomination.own_state in LIVE and verdict is Verdict.ALLOWED


@dataclass(frozen=True)
class ReceiptPage:
    """What was handed in, when, by whom, and who has been told."""

    version: NominationVersion
    sender: str
    told: Sequence[Notice]
    reading: Reading
    next_step: str


def receipt_page(
    work: Work, nomination: Nomination, award_round: Round, version: NominationVersion
) -> ReceiptPage:
    """Lay out the receipt of a version."""
    sender = version.submitted_by_id
    return ReceiptPage(
        version=version,
        sender=accounts.names_of(work.session, [sender]).get(sender or 0, ""),
        told=notices.told(
            work.session,
            NoticeKind.NOMINATION_SUBMITTED,
            f"nomination:{nomination.id}:{version.number}",
        ),
        reading=readings.of_version(rounds.form(work.session, award_round), version),
        next_step=nomination_words.next_step(nomination, award_round, work.now),
    )
