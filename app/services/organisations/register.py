"""The register of municipalities: the latest that was read is the one in force."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Municipality, Organisation
from app.rules.searching import is_name
from app.services import audit
from app.services.organisations.alphabet import norwegian
from app.services.work import Work

_LATEST = select(func.max(Municipality.register_year)).scalar_subquery()


def import_register(work: Work, rows: Iterable[dict[str, Any]]) -> int:
    """Add the municipalities of one year's register; returns how many."""
    municipalities = [Municipality(**row) for row in rows]
    work.session.add_all(municipalities)
    work.session.flush()
    years = sorted({m.register_year for m in municipalities})
    audit.record(
        work, "register.imported", "register:municipalities", years=years, count=len(municipalities)
    )
    return len(municipalities)


def register_year(session: Session) -> int:
    """Give the year of the register in force; nought where none was ever read."""
    return session.scalar(select(_LATEST)) or 0


def register(session: Session) -> list[Municipality]:
    """Give today's municipalities in Norwegian alphabetical order."""
    rows = session.scalars(select(Municipality).where(Municipality.register_year == _LATEST))
    return sorted(rows, key=lambda m: norwegian(m.display_name))


def counties(session: Session) -> list[tuple[str, str]]:
    """List today's counties in Norwegian order: the number, and the name."""
    found = session.execute(
        select(Municipality.county_number, Municipality.county_name)
        .where(Municipality.register_year == _LATEST)
        .distinct()
    )
    return sorted(((row[0], row[1]) for row in found), key=lambda one: norwegian(one[1]))


def named(session: Session, written: str) -> list[Municipality]:
    """Find today's municipalities by a whole name, Norwegian, Sámi or Kven, on any keyboard."""
    return [
        row
        for row in register(session)
        if any(
            is_name(written, name)
            for name in (
                row.display_name,
                f"{row.display_name} kommune",
                row.name,
                row.sami_name,
                row.kven_name,
            )
        )
    ]


def find_municipality(session: Session, number: str, year: int) -> Municipality | None:
    """Find a municipality by its number in the register of a year."""
    return session.scalars(
        select(Municipality).where(
            Municipality.register_year == year, Municipality.number == number
        )
    ).one_or_none()


def successors(session: Session, organisation: Organisation) -> list[Municipality]:
    """List what has become of a municipality that the register in force has no more."""
    before = organisation.municipality
    if before is None or before.register_year == register_year(session):
        return []
    found = session.scalars(
        select(Municipality).where(
            Municipality.register_year == _LATEST, Municipality.number.in_(before.successors)
        )
    )
    return sorted(found, key=lambda m: norwegian(m.display_name))
