"""One nomination as the secretariat reads it: all that was handed in, and what was done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Nomination, NominationNote, ResidentsCheck, Round
from app.rules.access import Permission, Verdict
from app.services import (
    accounts,
    lists,
    may,
    nominations,
    notes,
    residents,
    rounds,
    screening,
    similar_texts,
)
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.freezing import SUPPORT
from app.services.screening import HandedIn
from app.services.work import Work
from app.words.nominations import answers as handed_in
from app.words.nominations import candidates
from app.words.nominations import screening as screening_words
from app.words.nominations.answers import AnsweredSection
from app.words.nominations.readings import Statement


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
    similar: Sequence[tuple[Nomination, str]]
    """Those whose text is alike, each with how alike in words."""
    notes: Sequence[NominationNote]
    checks: Sequence[ResidentsCheck]
    """Of the version that counts, the last first."""
    was_checked_before: bool
    """Whether an earlier version was looked through, and this one was not."""
    allows: frozenset[str]
    """What the reader can do here beside screening it."""
    before: HandedIn | None
    after: HandedIn | None
    support: Sequence[Statement]
    is_awaited: bool
    """Whether it waits for its nominators, until a deadline of its own."""
    can_screen: bool
    """Whether she who reads can admit or reject it now."""


def lay_out(work: Work, award_round: Round, nomination: Nomination) -> ScreeningPage:
    """Lay out a nomination that was handed in."""
    found = screening.handed_in(work.session, award_round, work.now)
    likenesses = screening.likenesses(work.session, award_round)
    same = screening.same_candidate(nomination, likenesses)
    pairs = similar_texts.of_nomination(
        similar_texts.found(work.session, award_round), nomination.id
    )
    version = nomination.versions[-1]
    written = notes.of_nomination(work.session, nomination)
    checks = residents.of_version(work.session, version.id)
    people = [move.moved_by_id for move in nomination.moves] + [version.submitted_by_id]
    people += [one.written_by_id for one in written] + [one.checked_by_id for one in checks]
    awaited = nominations.is_awaited(nomination, work.now)
    at = [other.id for other in found].index(nomination.id)
    phase = award_round.phase(work.now)
    alike = lists.load(work.session, [pair.other(nomination.id) for pair in pairs])
    return ScreeningPage(
        screening_words.next_step(phase, found),
        candidates.about_all(version.content[CANDIDATES]),
        handed_in.sections(rounds.form(work.session, award_round), version),
        accounts.names_of(work.session, people),
        lists.load(work.session, [other.id for other in same]),
        [
            (other, screening_words.degree(pair.degree))
            for other, pair in zip(alike, pairs, strict=True)
        ],
        written,
        checks[::-1],
        not checks and residents.was_checked(work.session, nomination),
        frozenset(
            one.value
            for one in (Permission.ANNOTATE, Permission.TELL_CANDIDATES)
            if may.decide(work, one, award_round) is Verdict.ALLOWED
        ),
        found[at - 1] if at else None,
        found[at + 1] if at + 1 < len(found) else None,
        [Statement(**one) for one in version.content.get(SUPPORT, ())],
        awaited,
        nomination.state in screening.WAITING
        and not awaited
        and may.decide(work, Permission.SCREEN, award_round) is Verdict.ALLOWED,
    )
