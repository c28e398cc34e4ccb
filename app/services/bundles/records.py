"""The records of a round, each with the event of its chain that vouches for it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditChain, AuditEvent, Round
from app.services import digests
from app.services.audit.chains import covered as covered_by_event
from app.services.digests import Form
from app.verifying.bundles import VOUCHED

Record = dict[str, Any]
Cover = Callable[[Form], Any]
"""Gives what a digest covers, in a form."""


def kinds_of(section: str) -> Collection[str]:
    """Give the kinds of event that vouch for the records of a section."""
    return next(one.kinds for one in VOUCHED if one.section == section)


def in_any_form(cover: Callable[..., Any], *rows: Any) -> Cover:
    """Cover what is covered alike in every form."""
    return lambda _form: cover(*rows)


class Chain:
    """The chain of a round, from which each record takes the event that vouches for it."""

    def __init__(self, session: Session, award_round: Round) -> None:
        self.head = session.scalars(
            select(AuditChain).where(AuditChain.round_id == award_round.id)
        ).one()
        self.events = session.scalars(
            select(AuditEvent)
            .where(AuditEvent.chain_id == self.head.id)
            .order_by(AuditEvent.position)
        ).all()
        self._by_subject: dict[str, list[AuditEvent]] = {}
        for event in self.events:
            self._by_subject.setdefault(event.subject, []).append(event)
        self._taken: set[int] = set()

    def about(self, subject: str, kinds: Collection[str], **data: Any) -> list[AuditEvent]:
        """List the events of some kinds about a subject that tell of these values."""
        return [
            event
            for event in self._by_subject.get(subject, ())
            if event.kind in kinds
            and all(event.data.get(key) == value for key, value in data.items())
        ]

    def record(
        self,
        subject: str,
        events: Iterable[AuditEvent],
        covered: Cover,
        **more: Any,
    ) -> Record:
        """Write a record: with the event that agrees, or else with one that is about it.

        Args:
            subject: as events name it.
            events: those that may be about it.
            covered: gives what a digest covers, in a form.
            more: what else is told of it, which no digest covers.

        """
        left = [event for event in events if event.position not in self._taken]
        agreeing = [event for event in left if _agrees(event, covered)]
        event = next(iter(agreeing or left), None)
        if event is not None:
            self._taken.add(event.position)
        written = {"subject": subject, "event": event.position if event else None, **more}
        stored = event.data.get("digest") if event else None
        if stored and digests.form_of(stored) is Form.FIRST:
            text = digests.text(stored, covered(Form.FIRST))
            return {**written, "text": text.decode()}
        return {**written, "covered": covered(Form.JCS)}

    def whole(self) -> dict[str, Any]:
        """Give all of it as plain data."""
        return {
            "name": self.head.name,
            "length": self.head.length,
            "head": self.head.head,
            "events": plain(self.head.name, self.events),
        }


def _agrees(event: AuditEvent, covered: Cover) -> bool:
    stored = event.data.get("digest")
    return stored is None or digests.agrees(stored, covered(digests.form_of(stored)))


def plain(name: str, events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """Give events as plain data: what their digests cover but for the chain's name, and those."""
    return [
        {key: value for key, value in covered_by_event(name, event).items() if key != "chain"}
        | {"digest": event.digest}
        for event in events
    ]
