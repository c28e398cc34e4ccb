"""Fetching bundles: by those who may, signed by the key of the installation."""

from sqlalchemy.orm import Session

from app.models import Decision, Round
from app.rules.access import Permission, Role
from app.services import announcements, decisions, impartiality, may, signing_keys
from app.services.bundles.full import gather
from app.services.bundles.public import gather_public, is_public
from app.services.work import NotFoundError, Work
from app.verifying.assembling import verifier
from app.verifying.bundles import FULL, PUBLIC, seal_bundle


def sealed_bundle(session: Session, award_round: Round, installation: str, form: str) -> bytes:
    """Write the bundle of a round, whoever asks.

    Args:
        session: where to look.
        award_round: whose decision.
        installation: its secret, which the key to sign with follows from.
        form: full or public.

    Raises:
        NotFoundError: nothing has been decided here.
        NotPublicError: its scores are not public, or there are none.

    """
    if award_round.is_recorded or decisions.sealed(session, award_round) is None:
        raise NotFoundError("a decision that was sealed here")
    data = (gather_public if form == PUBLIC else gather)(session, award_round)
    key = signing_keys.current(session, installation)
    return seal_bundle(form, award_round.slug, data, verifier(), key.secret)


def fetch(work: Work, award_round: Round, installation: str) -> bytes:
    """Give the full form to chair and auditor; to the secretariat when the result is public.

    Raises:
        DeniedError: she has none of these offices, or was recused from something in it.
        WrongPhaseError: nothing is decided yet, or she may not know of it.
        NotFoundError: as ``sealed_bundle``.

    """
    mine = work.actor.appointment_in(award_round.jury_id)
    recused = (
        mine is not None
        and not award_round.is_recorded
        and impartiality.hidden_from(work.session, award_round, mine.appointment_id)
    )
    decides = may.roles(work, award_round) & {Role.CHAIR, Role.AUDITOR}
    announced = Role.SECRETARIAT in may.roles(work, award_round) and not decides
    asked = Permission.FETCH_ANNOUNCED_BUNDLE if announced else Permission.FETCH_BUNDLE
    may.require(work, asked, award_round, impartial=not recused)
    made = sealed_bundle(work.session, award_round, installation, FULL)
    _publish_key(work, installation)
    return made


def fetch_public(work: Work, award_round: Round, installation: str) -> bytes:
    """Give the public form to anybody, once the result is public.

    Raises:
        NotFoundError: it is not, or the scores are not.

    """
    if not has_public(work, award_round):
        raise NotFoundError("a public bundle")
    made = sealed_bundle(work.session, award_round, installation, PUBLIC)
    _publish_key(work, installation)
    return made


def has_public(work: Work, award_round: Round) -> bool:
    """Say whether the actor can fetch the public form."""
    result = announcements.results(work, [award_round]).get(award_round.id)
    decision: Decision | None = decisions.sealed(work.session, award_round) if result else None
    return decision is not None and is_public(award_round, decision)


def _publish_key(work: Work, installation: str) -> None:
    """Have the key published that has just signed, if it is new: also after a page that reads."""
    if not signing_keys.current(work.session, installation).is_known:
        work.keep(lambda kept: signing_keys.ensure(kept, installation))
