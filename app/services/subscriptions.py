"""Who hears when the next call of a prize is published: addresses that were confirmed.

What is answered is the same whether an address is known or not. It is kept until she takes it away,
by the link in each message.
"""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.models import Prize, Round, Subscription
from app.rules.mail_addresses import canonical, mailbox
from app.rules.notices import NoticeKind
from app.services import attempts, notices, spent_links
from app.services.old_rows import take_away

LIFETIME = timedelta(days=7)
PAUSE = timedelta(minutes=5)
"""Whoever asks again so soon is sent nothing more: the first is on its way."""
FREE_OF_NETWORK = 20


def ask(
    session: Session, prize: Prize, *, email: str, language: str, network: str, now: datetime
) -> None:
    """Send a link by which an address is confirmed; nothing where it is, or one is on its way.

    Raises:
        TooSoonError: too many have asked from there.

    """
    attempts.spend(session, f"subscribing:{network}", FREE_OF_NETWORK, now)
    take_away(
        session,
        Subscription.id,
        Subscription.confirmed_at.is_(None) & (Subscription.expires_at < now),
    )
    found = session.scalars(
        select(Subscription)
        .where(Subscription.prize_id == prize.id, Subscription.mailbox == mailbox(email))
        .with_for_update()
    ).one_or_none()
    if found is not None and (found.confirmed_at or now - found.asked_at < PAUSE):
        return
    if found is None:
        found = Subscription(prize_id=prize.id, mailbox=mailbox(email), nonce=token_urlsafe(12))
        session.add(found)
    found.email, found.language = canonical(email), language
    found.asked_at, found.expires_at = now, now + LIFETIME
    session.flush()
    notices.queue(
        session,
        None,
        NoticeKind.SUBSCRIPTION_ASKED,
        key=f"subscription:{found.nonce}:{int(now.timestamp())}",
        now=now,
        to=notices.To(found.email, "", language),
        prize=prize.name,
        until=found.expires_at.isoformat(),
        link={"purpose": "subscription", "id": found.id, "nonce": found.nonce},
    )


def find(session: Session, row_id: int, nonce: str) -> Subscription:
    """Find what a link is about.

    Raises:
        SpentLinkError: it is there no more.

    """
    return spent_links.find(session, Subscription, row_id, nonce)


def find_unconfirmed(session: Session, row_id: int, nonce: str, now: datetime) -> Subscription:
    """Find what is to be confirmed.

    Raises:
        SpentLinkError: it has been, or its time is over.

    """
    found = find(session, row_id, nonce)
    spent_links.insist(used_at=found.confirmed_at, expires_at=found.expires_at, now=now)
    return found


def confirm(session: Session, row_id: int, nonce: str, now: datetime) -> Subscription:
    """Confirm an address: from now on it hears of each call.

    Raises:
        SpentLinkError: as ``find_unconfirmed``.

    """
    found = find_unconfirmed(session, row_id, nonce, now)
    found.confirmed_at = now
    session.flush()
    return found


def end(session: Session, row_id: int, nonce: str) -> None:
    """Take an address away, for good."""
    session.execute(
        delete(Subscription).where(Subscription.id == row_id, Subscription.nonce == nonce)
    )


def tell(session: Session, award_round: Round, now: datetime) -> None:
    """Tell every confirmed address that a call is published, each once."""
    found = session.scalars(
        select(Subscription)
        .where(
            Subscription.prize_id == award_round.prize_id, Subscription.confirmed_at.is_not(None)
        )
        .order_by(Subscription.id)
    )
    for one in found.all():
        notices.queue(
            session,
            None,
            NoticeKind.CALL_PUBLISHED,
            key=f"round:{award_round.id}:subscription:{one.nonce}",
            now=now,
            to=notices.To(one.email, "", one.language),
            prize=award_round.prize.name,
            year=award_round.year,
            slug=award_round.slug,
            opens_at=award_round.opens_at.isoformat() if award_round.opens_at else "",
            link={"purpose": "unsubscribing", "id": one.id, "nonce": one.nonce},
        )
