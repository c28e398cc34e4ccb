"""Whom a call says to ask: a name, an address and a telephone number."""

from dataclasses import asdict, dataclass

from app.models import Round
from app.rules.access import Permission
from app.rules.lifecycle import AFTER_DECISION, Course
from app.rules.mail_addresses import canonical
from app.rules.setup import Lack, Step
from app.services import audit, digests, may, seals, stamps
from app.services.work import LockedError, Work


@dataclass(frozen=True)
class Contact:
    """Who answers about a call."""

    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""


def of(award_round: Round) -> Contact:
    """Give whom a call says to ask."""
    return Contact(**seals.contact(award_round))


def store(work: Work, award_round: Round, given: Contact, *, base: str | None = None) -> None:
    """Say whom to ask. It can be changed until the round is decided, on record.

    Raises:
        LockedError: the round is decided or cancelled.
        StaleEditError: somebody else has said otherwise since.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    is_over = award_round.phase(work.now) in AFTER_DECISION
    if is_over or award_round.course is Course.CANCELLED:
        raise LockedError("the round is over")
    tidy = Contact(
        " ".join(given.contact_name.split()),
        canonical(given.contact_email),
        " ".join(given.contact_phone.split()),
    )
    held = of(award_round)
    stamps.insist(asdict(held), asdict(tidy), base)
    if held == tidy:
        return
    for name, value in asdict(tidy).items():
        setattr(award_round, name, value)
    work.session.flush()
    audit.record(
        work,
        "contact.set",
        f"round:{award_round.id}",
        award_round=award_round,
        digest=digests.of(seals.contact(award_round)),
    )


def lacks(award_round: Round) -> list[Lack]:
    """List what lacks: without anybody, the prize's own address stands."""
    held = asdict(of(award_round))
    if not any(held.values()):
        return [Lack(Step.CONTACT, "no_contact", stops=False)]
    return [
        Lack(Step.CONTACT, "contact_missing", stops=False, figures={"part": part})
        for part, value in held.items()
        if not value
    ]
