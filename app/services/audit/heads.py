"""Heads of chains, to be kept outside: what a chain is compared with that was computed anew.

Whoever owns the tables can write a whole chain anew, with digests that agree. It cannot be seen
from the inside; but the digest of an event that was noted elsewhere is then another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent
from app.services import digests
from app.services.audit.chains import Only
from app.services.audit.findings import Finding, Tampering
from app.services.audit.matching import of_chains

HEADER = "# Heads of Hederspris' audit chains"
_LINE = re.compile(r"(?P<chain>\S+) (?P<length>[0-9]{1,18}) (?P<digest>\S+)")


class BadHeadsError(ValueError):
    """What was given is no list of heads; says which line is wrong, and how."""


@dataclass(frozen=True)
class Head:
    """How far a chain had come, and the digest of its last event."""

    chain: str
    length: int
    digest: str

    def __str__(self) -> str:
        return f"{self.chain} {self.length} {self.digest}"


def heads(session: Session, now: datetime, only: Only = None) -> list[str]:
    """Write the heads of chains, a line each, under a line that says what they are."""
    found = session.execute(
        select(AuditChain.name, AuditChain.length, AuditChain.head)
        .where(*of_chains(AuditChain.round_id, only))
        .order_by(AuditChain.id)
    )
    title = (
        f"{HEADER}, {now.isoformat(timespec='seconds')}: chain, length, digest of its last event"
    )
    return [title, *(str(Head(*row)) for row in found)]


def parse(given: bytes) -> list[Head]:
    """Read heads that were written before, of one time or of several after each other.

    Raises:
        BadHeadsError: it is something else.

    """
    try:
        lines = given.decode().splitlines()
    except UnicodeDecodeError:
        raise BadHeadsError("it is not text in UTF-8") from None
    if not lines or not lines[0].startswith(HEADER):
        raise BadHeadsError(f"line 1 does not begin with “{HEADER}”")
    found = []
    for number, line in enumerate(lines, start=1):
        if line.startswith(HEADER) or not line.strip():
            continue
        found.append(_head(number, line.strip()))
    if not found:
        raise BadHeadsError("it has no line after the first")
    return found


def _head(number: int, line: str) -> Head:
    read = _LINE.fullmatch(line)
    if read is None:
        raise BadHeadsError(f"line {number} is not a chain, its length and a digest")
    try:
        digests.form_of(read["digest"])
    except ValueError:
        raise BadHeadsError(f"line {number} ends with something that is no digest") from None
    if int(read["length"]) < 1:
        raise BadHeadsError(f"line {number} has no length: a chain has at least one event")
    return Head(read["chain"], int(read["length"]), read["digest"])


def compare(session: Session, noted: Sequence[Head]) -> list[Finding]:
    """Compare the chains with heads that were kept outside: each must have grown from there."""
    by_chain: dict[str, list[Head]] = {}
    for head in sorted(noted, key=lambda head: head.length):
        by_chain.setdefault(head.chain, []).append(head)
    held = {
        name: (chain_id, length)
        for chain_id, name, length in session.execute(
            select(AuditChain.id, AuditChain.name, AuditChain.length)
        )
    }
    return [
        finding
        for name, wanted in by_chain.items()
        for finding in _compare(session, name, wanted, held.get(name))
    ]


def _compare(
    session: Session, name: str, noted: Sequence[Head], held: tuple[int, int] | None
) -> Iterator[Finding]:
    if held is None:
        yield Finding(name, None, Tampering.NO_CHAIN)
        return
    chain_id, length = held
    if length < noted[-1].length:
        what = f": it has {length} events, and {noted[-1].length} were noted"
        yield Finding(name, length, Tampering.SHORTER, what)
    as_noted = 0
    for head in noted:
        if head.length > length:
            return
        found = session.scalar(
            select(AuditEvent.digest).where(
                AuditEvent.chain_id == chain_id, AuditEvent.position == head.length
            )
        )
        if found != head.digest:
            since = f"after event {as_noted}, which is as noted, and " if as_noted else ""
            what = f" {since}by event {head.length}, which is not the one that was noted"
            yield Finding(name, head.length, Tampering.REPLACED, what)
            return
        as_noted = head.length
