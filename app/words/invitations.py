"""Why nobody is invited now, in words at the address."""

from app.services.invitations import AlreadyInvitedError, TooManyInvitedError, UnconfirmedError
from app.words.text import _

REFUSED = (AlreadyInvitedError, TooManyInvitedError, UnconfirmedError)
"""What keeps the people of an organisation from inviting, whatever they invite to."""


def refused(refusal: Exception) -> str:
    """Say what stands in the way, and what to do about it; of one of ``REFUSED``."""
    if isinstance(refusal, AlreadyInvitedError):
        return _("Adressen er alt invitert. Send invitasjonen på nytt fra listen.")
    if isinstance(refusal, TooManyInvitedError):
        return _("Mange er invitert og har ikke svart. Trekk noen av invitasjonene først.")
    return _("Sekretariatet må bekrefte virksomheten før dere inviterer noen.")
