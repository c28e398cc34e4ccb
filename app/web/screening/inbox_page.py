"""The screening list as the secretariat reads it: narrowed, in order, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Nomination, Round
from app.rules.candidates import CandidateKind
from app.rules.lifecycle import NominationState, Phase
from app.services import inbox as desk
from app.services import lists, screening
from app.services.inbox import Inbox, InboxRow
from app.services.lists import Listed
from app.services.screening import Likeness
from app.services.similar_texts import Similar
from app.services.work import Work
from app.spreadsheets import Sheet
from app.web import paging
from app.web.paging import Page
from app.web.screening.asked import Asked, read
from app.words import exports
from app.words.formats import listed
from app.words.nominations import candidates
from app.words.nominations import screening as screening_words
from app.words.rounds.glance import Figure
from app.words.text import _

MOST_ALIKE = 10
"""So many groups or pairs that are alike are named on top of the list."""


@dataclass(frozen=True)
class SimilarLine:
    """Two nominations whose texts are alike, by number, and how alike in words."""

    first: Listed
    second: Listed
    degree: str


@dataclass(frozen=True)
class Choice:
    """What the list can be narrowed to or sorted by: as it is sent, and in words."""

    value: str
    words: str


@dataclass(frozen=True)
class InboxPage:
    """Everything that was handed in to a round, a page at a time."""

    phase: Phase
    next_step: str
    page: Page[InboxRow]
    titles: Mapping[int, Nomination]
    """The nominations of the page, by id."""
    states: Sequence[Choice]
    kinds: Sequence[Choice]
    orders: Sequence[Choice]
    waiting: int
    is_awaited: bool
    """Whether some are open for changes: they wait for their nominators."""
    figures: Sequence[Figure]
    drafts: int
    likenesses: Sequence[Likeness]
    similar: Sequence[SimilarLine]
    more_alike: int
    """How many more groups and pairs there are than are named on top."""
    alike: Mapping[int, str]
    """By the number of a nomination, the others of the same candidate."""
    resembling: Mapping[int, str]
    """By the id of a nomination, the numbers of those whose text is alike."""
    unchecked: int
    """How many of those that wait have not been looked through for residents."""


def lay_out_inbox(work: Work, award_round: Round, args: Mapping[str, str]) -> InboxPage:
    """Lay out the page that is asked for, of what is searched for among all or some."""
    inbox, asked = desk.everything(work.session, award_round), read(args)
    shown = _shown(work, award_round, inbox, asked)
    page = paging.cut(
        shown,
        paging.asked(),
        "screening.inbox",
        of=len(inbox.rows),
        filters=asked.filters,
        slug=award_round.slug,
    )
    found = screening.handed_in(work.session, award_round, work.now)
    phase, ready = award_round.phase(work.now), screening.ready(found)
    counts = screening.count_by_state(work.session, award_round)
    numbers = {row.id: row.number for row in inbox.rows}
    loaded = lists.load(work.session, [row.id for row in page.rows])
    named, pairs = inbox.likenesses[:MOST_ALIKE], inbox.similar[:MOST_ALIKE]
    return InboxPage(
        phase=phase,
        next_step=screening_words.next_step(phase, found),
        page=page,
        titles={one.id: one for one in loaded},
        states=_states(inbox),
        kinds=_kinds(inbox),
        orders=[Choice(key, str(said)) for key, said in screening_words.ORDERS.items()],
        waiting=len(ready),
        is_awaited=len(screening.waiting(found)) > len(ready),
        figures=screening_words.figures(found),
        drafts=counts[NominationState.DRAFT],
        likenesses=named,
        similar=[_line(one, numbers) for one in pairs],
        more_alike=len(inbox.likenesses) - len(named) + len(inbox.similar) - len(pairs),
        alike=screening_words.alike(inbox.likenesses),
        resembling=_resembling(inbox, numbers),
        unchecked=sum(
            row.state is NominationState.SUBMITTED and not row.is_checked for row in inbox.rows
        ),
    )


def handed_in_table(work: Work, award_round: Round, args: Mapping[str, str]) -> Sheet:
    """Give what was handed in as a table: the list as it is shown, all pages of it."""
    inbox = desk.everything(work.session, award_round)
    shown = _shown(work, award_round, inbox, read(args))
    loaded = lists.load(work.session, [row.id for row in shown])
    return exports.nominations(_("Forslag"), loaded)


def _shown(work: Work, award_round: Round, inbox: Inbox, asked: Asked) -> Sequence[InboxRow]:
    shown, query = desk.narrowed(inbox.rows, asked.wanted), paging.asked().query
    if not query:
        return shown
    hits = lists.find(work.session, award_round, query, whole=True)
    return [row for row in shown if row.id in hits]


def _line(one: Similar, numbers: Mapping[int, int]) -> SimilarLine:
    return SimilarLine(
        Listed(one.first, numbers[one.first]),
        Listed(one.second, numbers[one.second]),
        screening_words.degree(one.degree),
    )


def _resembling(inbox: Inbox, numbers: Mapping[int, int]) -> dict[int, str]:
    found: dict[int, list[int]] = {}
    for pair in inbox.similar:
        for one in pair[:2]:
            found.setdefault(one, []).append(numbers[pair.other(one)])
    return {one: listed([str(n) for n in sorted(others)]) for one, others in found.items()}


def _states(inbox: Inbox) -> list[Choice]:
    present = {row.state for row in inbox.rows}
    kinds = [kind for kind, states in screening_words.STATES.items() if states & present]
    named = [Choice(kind, screening_words.kind_name(kind)) for kind in kinds]
    return [Choice("", _("Alle")), *named]


def _kinds(inbox: Inbox) -> list[Choice]:
    """Give the kinds of candidates, where there are several."""
    present = {kind for row in inbox.rows for kind in row.kinds}
    if len(present) < 2:
        return []
    named = [Choice(kind, candidates.kind(kind)) for kind in CandidateKind if kind in present]
    return [Choice("", _("Alle")), *named]
