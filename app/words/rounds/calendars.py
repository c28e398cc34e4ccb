"""The dates of a call as a calendar file (RFC 5545), in the reader's language.

Moments are in UTC, which every calendar shows in its own time. The identity of an event stays, so that a
date that is changed takes the place of the one that was there when the file is fetched again.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from app.models import Round, Visit
from app.rules.lifecycle import Phase
from app.words import formats
from app.words.rounds import calls
from app.words.rounds.glance import title
from app.words.text import _

LONGEST_LINE = 75
"""Octets; what is longer is folded."""


def calendar_file(award_round: Round, address: str, host: str, now: datetime) -> bytes:
    """Write the dates that a call tells.

    Args:
        award_round: whose dates.
        address: of the page of the call.
        host: what the identities of the events belong to.
        now: when it is written.

    """
    return _file(_events(award_round, address, host, now))


def visit_file(names: str, visit: Visit, address: str, host: str, now: datetime) -> bytes:
    """Write a visit, which has a time.

    Args:
        names: of the candidates that are visited.
        visit: when and where.
        address: of its page.
        host: what the identity of the event belongs to.
        now: when it is written.

    """
    tongue = formats.language()
    said = _("Befaring: %(names)s", names=names)
    return _file(
        [
            "BEGIN:VEVENT",
            f"UID:befaring-{visit.id}@{host}",
            f"DTSTAMP:{_moment(now)}",
            f"DTSTART:{_moment(visit.starts_at or now)}",
            f"SUMMARY;LANGUAGE={tongue}:{_escaped(said)}",
            f"LOCATION:{_escaped(visit.place)}",
            f"URL:{address}",
            "END:VEVENT",
        ]
    )


def _file(events: Iterable[str]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hederspris//NONSGML Hederspris//NO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *events,
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _events(award_round: Round, address: str, host: str, now: datetime) -> Iterator[str]:
    # Which of two is the newer is told by the stamp alone: a count of what has been done to the
    # round would tell that the jury has decided.
    prize, tongue = formats.in_language(award_round.prize.name), formats.language()
    is_off = award_round.public_phase(now) is Phase.CANCELLED
    for date in calls.dates(award_round):
        said = _("%(prize)s: %(date)s", prize=prize, date=date.title)
        yield "BEGIN:VEVENT"
        yield f"UID:{award_round.slug}-{date.key}@{host}"
        yield f"DTSTAMP:{_moment(now)}"
        yield f"DTSTART:{_moment(date.at)}"
        yield f"SUMMARY;LANGUAGE={tongue}:{_escaped(said)}"
        yield f"DESCRIPTION;LANGUAGE={tongue}:{_escaped(title(award_round))}"
        yield f"URL:{address}"
        yield f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """Fold a line between letters, never inside one."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode()
        # What is folded begins with a space, which counts.
        if len(part) + len(octets) > LONGEST_LINE - bool(parts):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part])
