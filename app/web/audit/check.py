"""The auditor's check of one chain: what ``flask audit verify`` does, for one round at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Round
from app.services import audit, subjects
from app.services.work import Work
from app.web import transaction
from app.words import findings as words

MOST = 50_000
"""A chain with more events is checked from the command line: a page must not keep anybody waiting."""
SHOWN = 50


@dataclass(frozen=True)
class CheckPage:
    """How a check went. found: each finding in words, and as the command says it."""

    outcome: str
    found: Sequence[tuple[str, str]]
    more: int
    """How many more findings there are than are shown."""
    heads: Sequence[str]


def is_possible(length: int) -> bool:
    """Say whether a chain is short enough to be checked while somebody waits for the page."""
    return 0 < length <= MOST


def run(work: Work, award_round: Round | None) -> CheckPage:
    """Check the chain of a round, or of the installation, as of one moment."""
    round_id = award_round.id if award_round else None
    transaction.see_one_moment()
    found = list(dict.fromkeys(audit.verify(work.session, {round_id})))
    known = subjects.known(work.session, (), [one.subject for one in found])
    length = audit.length(work.session, round_id)
    return CheckPage(
        words.outcome(len(found), length),
        [(words.said(one, known), str(one)) for one in found[:SHOWN]],
        max(0, len(found) - SHOWN),
        audit.heads(work.session, work.now, {round_id}),
    )
