"""Starting a nomination, and looking it over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.models import (
    FormSection,
    Nomination,
    NominationMove,
    NominationVersion,
    Organisation,
    Round,
)
from app.rules.access import Permission, Verdict
from app.rules.forms import Fault
from app.rules.lifecycle import NominationState, Phase
from app.rules.nomination_moves import LIVE
from app.rules.windows import Window
from app.rules.writing_aids import WRITING_AIDS
from app.services import (
    accounts,
    lists,
    nominations,
    nominators,
    nominees,
    organisations,
    presence,
    rounds,
    sharing,
)
from app.services.nominations import Hindrance, copying, writing_aids
from app.services.work import Work
from app.web import paging
from app.web.nominations.draft_part import faults_of, field_id
from app.web.nominations.list_page import OwnLine, line
from app.words import formats
from app.words import organisations as organisation_words
from app.words.nominations import forms, readings, windows
from app.words.nominations import status as nomination_words
from app.words.nominations import writing_aids as words
from app.words.nominations.comparing import Compared, compare
from app.words.nominations.presence import Here, here
from app.words.nominations.readings import Reading
from app.words.nominations.windows import Banner
from app.words.organisations import behalf
from app.words.rounds import calls
from app.words.text import _

CHANGING = frozenset({NominationState.SUBMITTED, NominationState.RETURNED})
"""In these states something may be written that is not handed in."""
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
    earlier: Sequence[tuple[Nomination, str]]
    """What they have written for the prize before, each with its title: to begin from."""
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
        [(one, nomination_words.title_of(one)) for one in copying.earlier(work, award_round)],
        rounds.form(work.session, award_round),
        calls.time_left(award_round, work.now),
    )


@dataclass(frozen=True)
class Asking:
    """Asking those who may submit to do so."""

    names: Sequence[str]
    asked: str
    """When they were asked last, and by whom."""
    is_possible: bool
    """Whether they can be asked now: once a day."""


@dataclass(frozen=True)
class ReviewPage:
    """A whole nomination: a draft to be looked over and sent in, or what was handed in."""

    title: str
    reading: Reading
    version: NominationVersion | None
    window: Window | None
    """What of it can be written now; None where nothing can."""
    writes: bool
    """Whether the reader can write on it."""
    banner: Banner | None
    open_parts: Collection[str]
    """The keys of the sections that the reader can write on."""
    may_send: bool
    """Whether there is something to send in that can be: not while the call stands still."""
    send: str
    """What sending it in is called."""
    changes: Sequence[Compared]
    """What is written otherwise than it was handed in."""
    left: str
    """When it is to be in, and how long there is until then."""
    is_cancelled: bool
    refused: bool
    """Whether she has just tried to send it in."""
    faults: Sequence[tuple[str, str]]
    """What stands in the way: the address of the field, and what is wrong with it."""
    lacking: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    """The same by part of the form, in its order."""
    hindered: tuple[str, str] | None
    """Why she may not submit, whatever the form holds: a title, and a text."""
    asking: Asking | None
    """Where she may not submit and another may: asking them to."""
    signing: Sequence[str]
    """Who may submit, where the round asks for a signatory."""
    here: Here
    """Who else is in it now, and who saved last."""
    may_declare: bool
    """Whether the round asks what writing aids were used, and she may still say so."""
    next_step: str
    is_nominated: bool
    """Whether it is one of the nominees, and that has been announced before the winner."""
    rejected: NominationMove | None
    may_be_undone: bool
    """Whether the secretariat can still undo that it was rejected."""
    withdrawn: NominationMove | None
    may_withdraw: bool
    asks_support: bool
    """Whether others can be asked for statements of support, or could."""
    may_take_up: bool
    """Whether it was withdrawn and can be taken up again."""


def review_page(
    work: Work, nomination: Nomination, award_round: Round, refused: Sequence[Fault] | None
) -> ReviewPage:
    """Lay out a whole nomination. refused: what was wrong when she tried to send it in."""
    sections = rounds.form(work.session, award_round)
    version = nominations.current_version(nomination)
    announced = nominees.announced_ids(work.session, award_round)
    phase = award_round.phase(work.now)
    window = nominations.window_of(award_round, nomination, work.now)
    edits = nominations.decide(work, Permission.EDIT_NOMINATION, nomination, award_round)
    writes = window is not None and edits is Verdict.ALLOWED
    others = presence.others(work, award_round, nomination) if window else []
    faults = refused
    if writes and faults is None:
        faults = nominations.find_faults(work.session, nomination, window, sections)
    content = nominations.content(work.session, award_round, sections, nomination, window)
    changes = _changes(nomination, sections, content)
    is_in = nomination.state is NominationState.SUBMITTED
    may_send = writes and window is not None and window.takes and (bool(changes) or not is_in)
    why = nominations.hindrance(work, award_round, nomination) if may_send else None
    asks_who = why is not None or (writes and award_round.signatory_required)
    names = _signing(work, nomination, award_round) if asks_who else []
    return ReviewPage(
        title=nomination_words.title_of(nomination),
        reading=readings.of_version(sections, version)
        if version is not None and window is None
        else readings.of_content(sections, str(content["answers"].get("title") or ""), content),
        version=version,
        window=window,
        writes=writes,
        banner=windows.banner(nomination, award_round, sections, window, has_changes=bool(changes)),
        open_parts=[part.key for part in sections if writes and window and window.opens(part.key)],
        may_send=may_send,
        send=windows.again(nomination),
        changes=changes,
        left=calls.left_until(window.until, work.now) if window else "",
        is_cancelled=phase is Phase.CANCELLED,
        refused=refused is not None,
        faults=[_line_of(nomination, sections, fault) for fault in faults or []],
        lacking=_by_part(nomination, sections, faults or []),
        hindered=_hindered(nomination, why, names),
        asking=_asking(work, nomination, names) if why in nominations.HERS else None,
        signing=names if writes and award_round.signatory_required else [],
        here=here(others, sections, work.now),
        may_declare=writes
        and writing_aids.is_asked(award_round)
        and not (window and window.is_partial),
        next_step=nomination_words.next_step(nomination, award_round, work.now, announced),
        is_nominated=nomination.id in (announced or ()),
        rejected=_last_move(nomination, "reject")
        if nomination.state is NominationState.REJECTED
        else None,
        may_be_undone=phase is Phase.SCREENING,
        withdrawn=_last_move(nomination, *WITHDRAWALS)
        if nomination.own_state is NominationState.WITHDRAWN
        else None,
        may_withdraw=_may_withdraw(work, nomination, award_round),
        asks_support=award_round.takes_support and not (window and window.is_partial),
        may_take_up=nomination.state is NominationState.WITHDRAWN and phase is Phase.OPEN,
    )


def _changes(
    nomination: Nomination, form: Sequence[FormSection], content: Mapping[str, Any]
) -> list[Compared]:
    """Compare what is written with what was handed in, of what waits to be screened."""
    if nomination.state not in CHANGING or not nomination.versions:
        return []
    return compare(form, nomination.versions[-1].content, content)


def _hindered(
    nomination: Nomination, why: Hindrance | None, names: list[str]
) -> tuple[str, str] | None:
    body = nomination.organisation
    if why is None or body is None:
        return None
    return organisation_words.hindered(why, names, body.name)


def _signing(work: Work, nomination: Nomination, award_round: Round) -> list[str]:
    return [one.name for one in sharing.who_submits(work, nomination, award_round)]


def _asking(work: Work, nomination: Nomination, names: Sequence[str]) -> Asking:
    asker, asked = nomination.sending_asked_by_id, nomination.sending_asked_at
    name = accounts.names_of(work.session, [asker]).get(asker or 0, "")
    return Asking(
        names,
        _("%(name)s ba om det %(moment)s.", name=name, moment=formats.moment(asked))
        if asked
        else "",
        bool(names) and not sharing.asked_lately(nomination, work.now),
    )


def _line_of(
    nomination: Nomination, sections: Sequence[FormSection], fault: Fault
) -> tuple[str, str]:
    address = _address_of(nomination, sections, fault)
    return address, forms.summary_line(fault, sections)


def _by_part(
    nomination: Nomination, sections: Sequence[FormSection], faults: Sequence[Fault]
) -> list[tuple[str, list[tuple[str, str]]]]:
    parts = [
        (formats.in_language(section.title), faults_of(section, faults, first=place == 0))
        for place, section in enumerate(sections)
    ]
    parts.append((words.title(), [fault for fault in faults if fault.key == WRITING_AIDS]))
    return [
        (title, [_line_of(nomination, sections, fault) for fault in found])
        for title, found in parts
        if found
    ]


def _address_of(nomination: Nomination, sections: Sequence[FormSection], fault: Fault) -> str:
    """Give the address of the field that a fault is about."""
    if fault.key == WRITING_AIDS:
        return url_for("nominations.aids", nomination_id=nomination.id, check=1, _anchor=fault.part)
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
