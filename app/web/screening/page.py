"""What came in, as the secretariat reads it: the list, and one nomination."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Nomination, Round
from app.rules.access import Permission, Verdict
from app.rules.lifecycle import NominationState, Phase
from app.services import accounts, lists, may, nominations, rounds, screening
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.freezing import SUPPORT
from app.services.screening import HandedIn, Likeness
from app.services.work import Work
from app.spreadsheets import Sheet
from app.web import paging
from app.web.paging import Page
from app.words import exports
from app.words.nominations import answers as handed_in
from app.words.nominations import candidates
from app.words.nominations import screening as screening_words
from app.words.nominations.answers import AnsweredSection
from app.words.nominations.readings import Statement
from app.words.rounds.glance import Figure
from app.words.text import _

MOST_ALIKE = 10
"""So many candidates with several nominations are named on top of a long list."""
ALIKE = "samme"
KINDS = (*screening_words.STATES, ALIKE)
"""What a long list can be narrowed to, as it stands in the address."""


@dataclass(frozen=True)
class InboxPage:
    """Everything that was handed in to a round, a page at a time."""

    phase: Phase
    next_step: str
    page: Page[HandedIn]
    nominations: Sequence[Nomination]
    """Those of the page."""
    kinds: Sequence[tuple[str, str, bool]]
    """What the list can be narrowed to: what it is called, where, and if it is."""
    waiting: int
    figures: Sequence[Figure]
    drafts: int
    likenesses: Sequence[Likeness]
    """Those that are named on top."""
    more_alike: int
    """How many more there are."""
    alike: Mapping[int, str]
    """By the number of a nomination, the others of the same candidate."""


def lay_out_inbox(work: Work, award_round: Round, kind: str) -> InboxPage:
    """Lay out the page that is asked for, of what is searched for among one kind or all."""
    found = screening.handed_in(work.session, award_round)
    likenesses = screening.likenesses(work.session, award_round)
    page = _cut(work, award_round, found, likenesses, kind if kind in KINDS else "")
    phase, waiting = award_round.phase(work.now), len(screening.waiting(found))
    counts = screening.count_by_state(work.session, award_round)
    named = likenesses[:MOST_ALIKE] if page.is_long else likenesses
    return InboxPage(
        phase=phase,
        next_step=screening_words.next_step(phase, waiting),
        page=page,
        nominations=lists.load(work.session, [one.id for one in page.rows]),
        kinds=_kinds(page, found, likenesses),
        waiting=waiting,
        figures=screening_words.figures(found),
        drafts=counts[NominationState.DRAFT],
        likenesses=named,
        more_alike=len(likenesses) - len(named),
        alike=screening_words.alike(likenesses),
    )


def handed_in_table(work: Work, award_round: Round) -> Sheet:
    """Give everything that was handed in as a table."""
    found = screening.handed_in(work.session, award_round)
    return exports.nominations(_("Forslag"), lists.load(work.session, [one.id for one in found]))


def _cut(
    work: Work,
    award_round: Round,
    found: Sequence[HandedIn],
    likenesses: Sequence[Likeness],
    kind: str,
) -> Page[HandedIn]:
    wanted, shown = paging.asked(), found
    if kind == ALIKE:
        alike = {one.id for likeness in likenesses for one in likeness.nominations}
        shown = [one for one in found if one.id in alike]
    elif kind:
        shown = [one for one in found if one.state in screening_words.STATES[kind]]
    if wanted.query:
        hits = lists.find(work.session, award_round, wanted.query, whole=True)
        shown = [one for one in shown if one.id in hits]
    return paging.cut(
        shown,
        wanted,
        "screening.inbox",
        of=len(found),
        filters={"vis": kind} if kind else {},
        slug=award_round.slug,
    )


def _kinds(
    page: Page[HandedIn], found: Sequence[HandedIn], likenesses: Sequence[Likeness]
) -> list[tuple[str, str, bool]]:
    chosen, slug = page.filters.get("vis", ""), page.route["slug"]
    present = {one.state for one in found}
    kinds = [("", _("Alle"))]
    kinds += [
        (kind, screening_words.kind_name(kind))
        for kind, states in screening_words.STATES.items()
        if states & present
    ]
    if likenesses:
        kinds.append((ALIKE, _("Samme kandidat")))
    return [
        (name, url_for(page.address, slug=slug, vis=kind or None), kind == chosen)
        for kind, name in kinds
    ]


@dataclass(frozen=True)
class ScreeningPage:
    """One nomination, all of it, and what has been done with it."""

    next_step: str
    behind: Sequence[str]
    """What else was said of the candidates."""
    sections: Sequence[AnsweredSection]
    names: Mapping[int, str]
    """Of those who have done something with it."""
    same: Sequence[Nomination]
    """The others of the same candidate."""
    before: HandedIn | None
    after: HandedIn | None
    support: Sequence[Statement]
    is_awaited: bool
    """Whether it waits for its nominators, until a deadline of its own."""
    can_screen: bool
    """Whether she who reads can admit or reject it now."""


def lay_out(work: Work, award_round: Round, nomination: Nomination) -> ScreeningPage:
    """Lay out a nomination that was handed in."""
    found = screening.handed_in(work.session, award_round)
    likenesses = screening.likenesses(work.session, award_round)
    same = screening.same_candidate(nomination, likenesses)
    version = nomination.versions[-1]
    people = [move.moved_by_id for move in nomination.moves] + [version.submitted_by_id]
    awaited = nominations.is_awaited(nomination, work.now)
    at = [other.id for other in found].index(nomination.id)
    phase, waiting = award_round.phase(work.now), len(screening.waiting(found))
    return ScreeningPage(
        screening_words.next_step(phase, waiting),
        candidates.about_all(version.content[CANDIDATES]),
        handed_in.sections(rounds.form(work.session, award_round), version),
        accounts.names_of(work.session, people),
        lists.load(work.session, [other.id for other in same]),
        found[at - 1] if at else None,
        found[at + 1] if at + 1 < len(found) else None,
        [Statement(**one) for one in version.content.get(SUPPORT, ())],
        awaited,
        nomination.state in screening.WAITING
        and not awaited
        and may.decide(work, Permission.SCREEN, award_round) is Verdict.ALLOWED,
    )
