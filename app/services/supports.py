"""Statements of support: asked for by a personal link, written without an account, and frozen.

Those who nominate ask somebody; she reads for whom it is, writes in her own name, and approves.
What stands when the nomination is handed in is frozen with it. Nothing of the nomination itself is
shown to her but the names of the candidates and who asks.
"""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Nomination, Round, Support
from app.rules.access import Permission
from app.rules.actors import ANONYMOUS
from app.rules.calendar import end_of
from app.rules.forms import count_words
from app.rules.mail_addresses import canonical
from app.rules.notices import NoticeKind
from app.rules.supports import MOST, MOST_WORDS, Fault, faults
from app.rules.texts import one_line
from app.rules.windows import Window
from app.services import audit, digests, nominations, notices, rounds, seals, spent_links
from app.services.locks import lock_nomination
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import NotFoundError, Work

__all__ = [
    "MOST",
    "MOST_WORDS",
    "FrozenError",
    "NotAskedError",
    "SupportFaultsError",
    "ask",
    "ask_again",
    "find",
    "give",
    "is_frozen",
    "of_nomination",
    "take_back",
    "withdraw",
]

LIFETIME = timedelta(days=60)
"""A link counts no longer than that, nor than the nomination can be handed in."""


class SupportFaultsError(ValueError):
    """What was written can't be taken so; ``faults`` says what is wrong, by field."""

    def __init__(self, found: dict[str, Fault]) -> None:
        super().__init__(", ".join(f"{name}: {fault}" for name, fault in found.items()))
        self.faults = found


class NotAskedError(ValueError):
    """Nobody can be asked now: the round takes no statements, or the nomination is not open."""


class FrozenError(ValueError):
    """What she wrote has been handed in with the nomination, and stands."""


def of_nomination(session: Session, nomination: Nomination) -> list[Support]:
    """List those who were asked, in the order in which they were, but for those taken back."""
    return list(
        session.scalars(
            select(Support)
            .where(Support.nomination_id == nomination.id, Support.taken_back_at.is_(None))
            .order_by(Support.id)
        )
    )


def is_in(nomination: Nomination, one: Support) -> bool:
    """Say whether what somebody approved has been handed in with its nomination."""
    versions = nomination.versions
    return (
        bool(versions)
        and one.approved_at is not None
        and (versions[-1].submitted_at >= one.approved_at)
    )


def may_ask(award_round: Round, window: Window | None) -> bool:
    """Say whether somebody can be asked now; not where only some sections are open."""
    return award_round.takes_support and window is not None and not window.is_partial


def ask(
    work: Work, nomination: Nomination, *, name: str, email: str, body: str, language: str
) -> Support:
    """Ask somebody for a statement of support, by mail with a personal link.

    Raises:
        NotAskedError: nobody can be asked now.
        SupportFaultsError: a name or an address lacks or is wrong, she has been asked before, or
            as many have as can be.

    """
    award_round, nomination = _begin(work, nomination)
    name, body, email = one_line(name).strip(), one_line(body).strip(), canonical(email)
    held = of_nomination(work.session, nomination)
    found = faults(name=name, email=email, body=body)
    if email in {one.email for one in held if one.withdrawn_at is None}:
        found["email"] = Fault.ASKED_BEFORE
    if len(held) >= MOST:
        found["email"] = Fault.TOO_MANY
    if found:
        raise SupportFaultsError(found)
    made = Support(
        nomination_id=nomination.id,
        nonce=token_urlsafe(12),
        email=email,
        name=name,
        body=body,
        role="",
        language=language,
        text="",
        asked_at=work.now,
        asked_by_id=work.actor.account_id,
        expires_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    _record(work, "support.asked", award_round, made)
    _send(work.session, award_round, nomination, made, work.now)
    return made


def ask_again(work: Work, nomination: Nomination, support_id: int) -> Support:
    """Send the question to somebody who has not answered once more, with a link that counts anew.

    Raises:
        NotAskedError: as ``ask``.
        NotFoundError: nobody of the nomination, or she has answered.

    """
    award_round, nomination = _begin(work, nomination)
    found = _one(work.session, nomination, support_id)
    if found.approved_at is not None or found.withdrawn_at is not None:
        raise NotFoundError("support")
    _record(work, "support.asked_again", award_round, found)
    _send(work.session, award_round, nomination, found, work.now)
    return found


def take_back(work: Work, nomination: Nomination, support_id: int) -> Support:
    """Ask somebody no longer: what she has written is not handed in, and she is told.

    Raises:
        NotAskedError: as ``ask``.
        NotFoundError: nobody of the nomination.

    """
    award_round, nomination = _begin(work, nomination)
    found = _one(work.session, nomination, support_id)
    found.taken_back_at, found.taken_back_by_id = work.now, work.actor.account_id
    work.session.flush()
    _record(work, "support.taken_back", award_round, found)
    notices.queue(
        work.session,
        None,
        NoticeKind.SUPPORT_TAKEN_BACK,
        key=f"support:{found.id}",
        now=work.now,
        to=notices.To(found.email, found.name, found.language),
        asker=_asker(nomination),
        prize=award_round.prize.name,
    )
    return found


def _begin(work: Work, nomination: Nomination) -> tuple[Round, Nomination]:
    award_round, nomination = nominations.begin(work, Permission.EDIT_NOMINATION, nomination)
    if not may_ask(award_round, nominations.window_of(award_round, nomination, work.now)):
        raise NotAskedError
    return award_round, nomination


def _one(session: Session, nomination: Nomination, support_id: int) -> Support:
    held = of_nomination(session, nomination)
    found = next((one for one in held if one.id == support_id), None)
    if found is None:
        raise NotFoundError("support")
    return found


def _asker(nomination: Nomination) -> str:
    return nomination.organisation.name if nomination.organisation else ""


def _record(work: Work, kind: str, award_round: Round, row: Support, **data: str) -> None:
    subject = f"nomination:{row.nomination_id}"
    audit.record(work, kind, subject, award_round=award_round, support=row.id, **data)


def _send(
    session: Session, award_round: Round, nomination: Nomination, made: Support, now: datetime
) -> None:
    window = nominations.window_of(award_round, nomination, now)
    until = window.until if window else None
    made.expires_at = min(now + LIFETIME, end_of(until)) if until else now + LIFETIME
    notices.queue(
        session,
        None,
        NoticeKind.SUPPORT_ASKED,
        key=f"{made.id}.{int(now.timestamp())}",
        now=now,
        to=notices.To(made.email, made.name, made.language),
        link={"purpose": "support", "id": made.id, "nonce": made.nonce},
        asker=_asker(nomination),
        prize=award_round.prize.name,
        until=(until or made.expires_at).isoformat(),
    )
    session.flush()


# --- by whoever has the link: nobody asks who she is -----------------------------------------


def find(session: Session, row_id: int, nonce: str) -> Support:
    """Find what a link is about, whatever has become of it.

    Raises:
        SpentLinkError: there is no such, or it has been taken back.

    """
    whole = joinedload(Support.nomination).options(
        joinedload(Nomination.organisation),
        selectinload(Nomination.candidates),
        selectinload(Nomination.versions),
        selectinload(Nomination.opening),
    )
    found = spent_links.find(session, Support, row_id, nonce, whole)
    if found.taken_back_at is not None:
        raise SpentLinkError(Spent.WITHDRAWN)
    return found


def is_frozen(found: Support) -> bool:
    """Say whether what she approved has been handed in with the nomination."""
    return is_in(found.nomination, found)


def is_open(award_round: Round, found: Support, now: datetime) -> bool:
    """Say whether she can still write."""
    window = nominations.window_of(award_round, found.nomination, now)
    return may_ask(award_round, window) and not is_frozen(found) and found.withdrawn_at is None


def give(
    session: Session,
    found: Support,
    now: datetime,
    *,
    name: str,
    body: str,
    role: str,
    text: str,
) -> None:
    """Write a statement and approve it, in her own name; or another one, until it is handed in.

    Raises:
        SpentLinkError: the nomination can't be handed in any more, or she has withdrawn it.
        FrozenError: what she wrote has been handed in.
        SupportFaultsError: something lacks, or the text is too long.

    """
    work, award_round = _lock(session, found, now)
    name, body, role = (one_line(part).strip() for part in (name, body, role))
    wrong = faults(name=name, body=body, role=role, text=text, words=count_words(text))
    if wrong:
        raise SupportFaultsError(wrong)
    found.name, found.body, found.role, found.text = name, body, role, text.strip()
    found.approved_at = now
    session.flush()
    _record(work, "support.given", award_round, found, digest=digests.of(seals.support(found)))
    _tell(session, found, NoticeKind.SUPPORT_GIVEN, now)


def withdraw(session: Session, found: Support, now: datetime) -> None:
    """Withdraw what she has written, or say no, until the nomination is handed in.

    Raises:
        SpentLinkError, FrozenError: as ``give``.

    """
    work, award_round = _lock(session, found, now)
    found.withdrawn_at = now
    session.flush()
    _record(work, "support.withdrawn", award_round, found)
    _tell(session, found, NoticeKind.SUPPORT_WITHDRAWN, now)


def _lock(session: Session, found: Support, now: datetime) -> tuple[Work, Round]:
    """Lock the nomination, so that nothing is written in the moment in which it is handed in."""
    lock_nomination(session, found.nomination)
    session.refresh(found)
    session.refresh(found.nomination, ["versions", "opening"])
    award_round = rounds.by_id(session, found.nomination.round_id)
    if found.taken_back_at is not None or found.withdrawn_at is not None:
        raise SpentLinkError(Spent.WITHDRAWN)
    if is_frozen(found):
        raise FrozenError
    if not is_open(award_round, found, now):
        raise SpentLinkError(Spent.EXPIRED)
    return Work(session, ANONYMOUS, now), award_round


def _tell(session: Session, found: Support, kind: NoticeKind, now: datetime) -> None:
    # Of no round: its secretariat reads the list of messages, and nothing of drafts.
    for account_id in nominations.told(session, found.nomination, kind):
        notices.queue(
            session,
            account_id,
            kind,
            key=f"support:{found.id}:{int(now.timestamp())}",
            now=now,
            nomination_id=found.nomination_id,
            who=found.name,
        )
