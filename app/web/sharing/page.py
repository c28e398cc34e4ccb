"""The page of those who share one nomination."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import Invitation, Nomination
from app.services import sharing
from app.services.invitations import standing
from app.services.sharing import Sharing
from app.services.work import Work
from app.web.sharing.forms import CollaboratorForm
from app.words import accounts as account_words
from app.words.nominations import status as nomination_words


@dataclass(frozen=True)
class InvitedLine:
    """One invitation that has not been answered."""

    invitation: Invitation
    role: str
    standing: str


@dataclass(frozen=True)
class SharingPage:
    """Who reads and writes a nomination, who is invited, and the form to invite one more."""

    nomination: Nomination
    title: str
    sharing: Sharing
    invited: Sequence[InvitedLine]
    form: CollaboratorForm

    @property
    def errors(self) -> list[tuple[str, str]]:
        """List what is wrong in the form, with the field."""
        return [(field.name, field.errors[0]) for field in self.form if field.errors]


def sharing_page(work: Work, nomination: Nomination, form: CollaboratorForm) -> SharingPage:
    """Lay out the page."""
    found = sharing.look(work, nomination)
    return SharingPage(
        nomination,
        nomination_words.title_of(nomination),
        found,
        [
            InvitedLine(
                one,
                str(account_words.OFFICES[one.role]),
                str(account_words.STANDINGS[standing(one, work.now)]),
            )
            for one in found.invited
        ],
        form,
    )
