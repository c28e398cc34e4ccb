"""A draft that people of other bodies share: one writes in it, one reads it, one is invited."""

from datetime import datetime, timedelta

from app.models import Nomination
from app.rules.access import CollaboratorRole
from app.services import accounts, nominations, presence, rounds, sharing
from app.services.work import Work
from seeds.people import as_account

SHARED_WITH = {
    "forslag14@example.org": CollaboratorRole.EDITOR,
    "forslag16@example.org": CollaboratorRole.READER,
}
"""Accounts that are offered on the sign-in page for what they have nominated themselves."""


def load(system: Work, writer: Work, draft: Nomination, now: datetime) -> None:
    """Let two in, invite a third, and have the editor write an answer that was empty."""
    for address, role in SHARED_WITH.items():
        account = accounts.by_email(system.session, address)
        invited = sharing.invite(
            writer,
            draft,
            email=address,
            name=account.name,
            language=account.language,
            role=role,
        )
        sharing.take_with(as_account(system, account, writer.now), invited, account)
        if role is CollaboratorRole.EDITOR:
            editor = as_account(system, account, now - timedelta(hours=3))
    sharing.invite(
        writer,
        draft,
        email="boligsjef@example.org",
        name="Boligsjef, Nordvik kommune",
        language="nb",
        role=CollaboratorRole.EDITOR,
    )
    key, text = "transfer", "Nabokommunen har alt tatt i bruk den samme modellen."
    base = nominations.base_of(draft, [key])
    nominations.save(editor, draft, {key: text}, base=base)
    award_round = rounds.by_id(editor.session, draft.round_id)
    presence.note(editor, award_round, draft, "results", key, saved=True)
