"""Whether the store has what the database lists, and nothing else, and answers refer to what is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.files import Store
from app.files.arriving import sweep as sweep_unfinished
from app.files.stores import KEPT, digest_of
from app.models import Attachment, File, Nomination, NominationVersion

YOUNG = timedelta(days=1)
"""How long what nothing lists is left alone: its row may be about to be stored."""


def check(session: Session, store: Store) -> Iterator[str]:
    """Name what is missing in the store, what is listed nowhere, and what refers to nothing."""
    listed = {sha256: size for sha256, size in session.execute(select(File.sha256, File.size))}  # noqa: C416 - rows, not pairs
    # The store afterwards: bytes are there before they are listed, and never go.
    there = {digest_of(entry.name): entry.size for entry in store.entries(KEPT)}
    for sha256, size in sorted(listed.items()):
        if sha256 not in there:
            yield f"file {sha256}: missing in the store"
        elif there[sha256] != size:
            yield f"file {sha256}: {there[sha256]} bytes in the store, {size} were listed"
    for sha256 in sorted(there.keys() - listed.keys()):
        yield f"file {sha256}: in the store, and listed nowhere (flask files sweep takes it away)"
    yield from _unattached(session)


def _unattached(session: Session) -> Iterator[str]:
    """Find answers, working and handed in, that refer to what was never attached there."""
    known = {
        (nomination_id, sha256, shown)
        for nomination_id, sha256, shown in session.execute(
            select(Attachment.nomination_id, Attachment.sha256, Attachment.shown_sha256)
        )
    }
    working = session.execute(select(Nomination.id, Nomination.answers)).yield_per(100)
    for nomination_id, answers in working:
        yield from _unknown(
            known, nomination_id, answers, f"the draft of nomination {nomination_id}"
        )
    handed_in = session.execute(
        select(NominationVersion.nomination_id, NominationVersion.number, NominationVersion.content)
    ).yield_per(100)
    for nomination_id, number, content in handed_in:
        what = f"version {number} of nomination {nomination_id}"
        yield from _unknown(known, nomination_id, content.get("answers", {}), what)


def _unknown(known: set[Any], nomination_id: int, answers: Any, what: str) -> Iterator[str]:
    for value in answers.values():
        for entry in value if isinstance(value, list) else ():
            if not isinstance(entry, dict) or "sha256" not in entry:
                continue
            if (nomination_id, entry["sha256"], entry.get("shown")) not in known:
                yield f"{what}: refers to the file {entry['sha256']}, which was not attached to it"


def sweep(session: Session, store: Store, now: datetime) -> tuple[int, int]:
    """Take away what never came whole, and what is in the store and listed nowhere for a day.

    Nothing that a row refers to is ever taken away here. Gives how many of each.
    """
    listed = set(session.scalars(select(File.sha256)))
    orphans = [
        entry.name
        for entry in store.entries(KEPT)
        if digest_of(entry.name) not in listed and entry.put_at < now - YOUNG
    ]
    for name in orphans:
        store.remove(name)
    return sweep_unfinished(store, now), len(orphans)
