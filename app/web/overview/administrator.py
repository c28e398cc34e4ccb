"""What waits for an administrator: an act of another that she can confirm."""

from dataclasses import dataclass

from app.rules.access import Permission, Verdict
from app.services import invitations, may, people
from app.services.invitations import Standing
from app.services.work import Work
from app.words.text import _, _n


@dataclass(frozen=True)
class Waiting:
    """How much waits for her to confirm it."""

    invitations: int
    revocations: int

    @property
    def says(self) -> str:
        """Say what waits; nothing where nothing does."""
        told = []
        if self.invitations:
            told.append(
                _n(
                    "Én invitasjon venter på at du bekrefter den.",
                    "I alt %(num)s invitasjoner venter på at du bekrefter dem.",
                    self.invitations,
                )
            )
        if self.revocations:
            told.append(
                _n(
                    "Én rolle skal fjernes hvis du bekrefter det.",
                    "I alt %(num)s roller skal fjernes hvis du bekrefter det.",
                    self.revocations,
                )
            )
        return " ".join(told)

    @property
    def title(self) -> str:
        """Say it as the first thing on her page."""
        if self.invitations or self.revocations:
            return _("Noe venter på at du bekrefter")
        return _("Du har tilsyn med systemet")


def waiting(work: Work) -> Waiting | None:
    """Count what waits for the actor; None where she is no administrator."""
    if may.decide_installation(work, Permission.MANAGE_PEOPLE) is not Verdict.ALLOWED:
        return None
    mine = work.actor.account_id
    invited = [
        one
        for one in invitations.open_ones(work)
        if invitations.standing(one, work.now) is Standing.UNCONFIRMED and one.made_by_id != mine
    ]
    asked = [one for one in people.asked_to_be_taken(work) if one.revocation_asked_by_id != mine]
    return Waiting(len(invited), len(asked))
