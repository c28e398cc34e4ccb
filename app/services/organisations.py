"""Organisations, and the register of municipalities."""

from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import normalize

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Account, Membership, Municipality, Organisation, Texts
from app.rules.searching import is_name
from app.services import audit
from app.services.work import Work

CURRENT_REGISTER = 2024


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


def register(session: Session) -> list[Municipality]:
    """Give today's municipalities in Norwegian alphabetical order."""
    rows = session.scalars(
        select(Municipality).where(Municipality.register_year == CURRENT_REGISTER)
    )
    return sorted(rows, key=lambda m: norwegian(m.display_name))


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


_LETTERS = {letter: chr(0x7B + place) for place, letter in enumerate("æøå")}
_SAME = str.maketrans("äöáčđŋšŧž", "æøacdnstz")


def norwegian(text: str) -> str:
    """Give a key that sorts as the Norwegian alphabet does: æ, ø and å last."""
    folded = normalize("NFC", text.casefold()).translate(_SAME)
    return "".join(_LETTERS.get(letter, letter) for letter in folded)


def create(
    work: Work,
    *,
    name: str,
    names: Texts | None = None,
    org_number: str | None = None,
    municipality: Municipality | None = None,
    language: str = "nb",
    is_invented: bool = False,
    areas: Sequence[str] = (),
) -> Organisation:
    """Create an organisation."""
    organisation = Organisation(
        name=name,
        names=names or {},
        org_number=org_number,
        municipality=municipality,
        language=language,
        is_invented=is_invented,
        areas=list(areas),
    )
    work.session.add(organisation)
    work.session.flush()
    audit.record(work, "organisation.created", f"organisation:{organisation.id}")
    return organisation


def add_member(
    work: Work, organisation: Organisation, account: Account, *, is_signatory: bool = False
) -> Membership:
    """Let an account act for an organisation."""
    membership = Membership(
        account_id=account.id,
        organisation_id=organisation.id,
        is_signatory=is_signatory,
        since=work.now,
    )
    work.session.add(membership)
    work.session.flush()
    audit.record(
        work,
        "membership.added",
        f"organisation:{organisation.id}",
        account=account.id,
        signatory=is_signatory,
    )
    return membership


def of_actor(work: Work) -> list[Organisation]:
    """List the organisations that the actor acts for, by name."""
    found = work.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(work.actor.organisations))
        .options(joinedload(Organisation.municipality))
    ).all()
    return sorted(found, key=lambda organisation: norwegian(organisation.name))


def members(session: Session, organisation_id: int) -> Sequence[int]:
    """List the accounts that act for an organisation now."""
    return session.scalars(
        select(Membership.account_id).where(
            Membership.organisation_id == organisation_id, Membership.ended_at.is_(None)
        )
    ).all()


def colleagues(work: Work, organisation_id: int) -> Sequence[str]:
    """Name those who act for an organisation beside the actor herself, in Norwegian order."""
    found = work.session.scalars(
        select(Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.ended_at.is_(None),
            Account.disabled_at.is_(None),
            Account.id != work.actor.account_id,
        )
    )
    return sorted(found, key=norwegian)


def is_org_number(text: str) -> bool:
    """Check an organisation number: nine digits, the last a check digit (modulus 11)."""
    digits = text.replace(" ", "").replace("\u00a0", "")
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()):
        return False
    weights = (3, 2, 7, 6, 5, 4, 3, 2, 1)
    return sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0


def counties(session: Session) -> list[tuple[str, str]]:
    """List today's counties in Norwegian order: the number, and the name."""
    found = session.execute(
        select(Municipality.county_number, Municipality.county_name)
        .where(Municipality.register_year == CURRENT_REGISTER)
        .distinct()
    )
    return sorted(((row[0], row[1]) for row in found), key=lambda one: norwegian(one[1]))


def institutions(session: Session) -> list[Organisation]:
    """List the organisations that are no municipality, in Norwegian order."""
    found = session.scalars(select(Organisation).where(Organisation.municipality_id.is_(None)))
    return sorted(found, key=lambda one: norwegian(one.name))


def called(session: Session, written: str) -> Organisation | None:
    """Find an institution by its whole name in any language, on any keyboard."""
    return next(
        (
            one
            for one in institutions(session)
            if any(is_name(written, name) for name in (one.name, *one.names.values()))
        ),
        None,
    )


def find_by_name(session: Session, name: str) -> Organisation | None:
    """Find an organisation by its exact name."""
    return session.scalars(select(Organisation).where(Organisation.name == name)).first()
