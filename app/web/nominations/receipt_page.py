"""The receipt of a version: what was handed in, and the digest of each part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Nomination, NominationVersion, Notice, Round
from app.rules.notices import NoticeKind
from app.services import accounts, nominees, notices, rounds
from app.services.nominations import receipts
from app.services.work import NotFoundError, Work
from app.words.nominations import readings
from app.words.nominations import receipts as words
from app.words.nominations import status as nomination_words
from app.words.nominations.readings import Reading
from app.words.nominations.receipts import DigestLine


@dataclass(frozen=True)
class ReceiptPage:
    """What was handed in, when, by whom, and who has been told."""

    version: NominationVersion
    sender: str
    told: Sequence[Notice]
    reading: Reading
    next_step: str
    digests: Sequence[DigestLine]
    counts: bool
    """Whether it is the last one, which is judged."""


def version_of(nomination: Nomination, number: int | None) -> NominationVersion:
    """Find one of the versions of a nomination; the last, where none is asked for.

    Raises:
        NotFoundError: there is none of that number.

    """
    for version in reversed(nomination.versions):
        if number in {None, version.number}:
            return version
    raise NotFoundError(f"version {number}")


def receipt_page(
    work: Work, nomination: Nomination, award_round: Round, version: NominationVersion
) -> ReceiptPage:
    """Lay out the receipt of a version."""
    sender = version.submitted_by_id
    form = rounds.form(work.session, award_round)
    return ReceiptPage(
        version=version,
        sender=accounts.names_of(work.session, [sender]).get(sender or 0, ""),
        told=notices.told(
            work.session,
            NoticeKind.NOMINATION_SUBMITTED,
            f"nomination:{nomination.id}:{version.number}",
        ),
        reading=readings.of_version(form, version),
        next_step=nomination_words.next_step(
            nomination, award_round, work.now, nominees.announced_ids(work.session, award_round)
        ),
        digests=words.digest_lines(form, receipts.parts(version)),
        counts=version is nomination.versions[-1],
    )
