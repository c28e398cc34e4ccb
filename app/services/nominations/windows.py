"""What of a nomination may be written now, and by when: one question for all who write in one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import FormSection, Nomination, Round
from app.rules import windows as rules
from app.rules.access import Permission, WrongPhaseError
from app.rules.windows import Window
from app.rules.writing_aids import WRITING_AIDS
from app.services import rounds
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.finding import insist
from app.services.work import Work

HANDING_IN = frozenset({Permission.SUBMIT_NOMINATION, Permission.ASK_TO_SUBMIT})


def window_of(award_round: Round, nomination: Nomination, now: datetime) -> Window | None:
    """Give what can be written of a nomination now; None where nothing can."""
    return rules.window(
        nomination.state,
        award_round.phase(now),
        award_round.deadline_at,
        nomination.own,
        now,
    )


def is_awaited(nomination: Nomination, now: datetime) -> bool:
    """Say whether a nomination waits for its nominators, until a deadline of its own."""
    return rules.is_awaited(nomination.state, nomination.own, now)


def open_keys(form: Sequence[FormSection], window: Window | None) -> frozenset[str]:
    """Give the keys of the questions that are open; the candidates stand in the first part.

    What writing aids were used is said of the whole: it is open where all of it is.
    """
    if window is None:
        return frozenset()
    keys = {q.key for part in form if window.opens(part.key) for q in part.questions}
    if form and window.opens(form[0].key):
        keys.add(CANDIDATES)
    if not window.is_partial:
        keys.add(WRITING_AIDS)
    return frozenset(keys)


def writable(session: Session, award_round: Round, window: Window | None) -> frozenset[str]:
    """Give the keys of the questions of a round that a window leaves open."""
    return open_keys(rounds.form(session, award_round), window)


def require_window(
    work: Work,
    award_round: Round,
    nomination: Nomination,
    permission: Permission = Permission.EDIT_NOMINATION,
) -> Window:
    """Insist that the actor may write in a nomination, or hand it in, and give what is open of it.

    Raises:
        DeniedError: she does not act for whoever nominates.
        WrongPhaseError: it can't be written, or not be handed in, now.

    """
    insist(work, permission, nomination, award_round)
    found = window_of(award_round, nomination, work.now)
    if found is None or (permission in HANDING_IN and not found.takes):
        raise WrongPhaseError(permission)
    return found


def require_writable(
    work: Work, award_round: Round, nomination: Nomination, keys: Iterable[str]
) -> None:
    """Insist that the answers with some keys can be written now, all of them.

    Raises:
        DeniedError: she does not act for whoever nominates.
        WrongPhaseError: something of it cannot be written now.

    """
    window = require_window(work, award_round, nomination)
    if not writable(work.session, award_round, window).issuperset(keys):
        raise WrongPhaseError(Permission.EDIT_NOMINATION)
