"""What each kind of event vouches for: one table of all kinds, and one of all tables of rows.

A kind either has a check, which recomputes what it vouches for from the rows, or a reason for
vouching for nothing. A table either has a check that reads it, or a reason for being no record.
Tests hold both to be complete.
"""

from sqlalchemy.orm import Session

from app.services.audit import (
    desk,
    judging,
    nominations,
    organisations,
    people,
    prizes,
    progress,
    rounds,
    signing_keys,
    sittings,
    visits,
)
from app.services.audit.matching import Check

FOR_NOTHING = {
    "access.denied": "it tells of something that was not done",
    "account.renamed": "personal data is not put on chains: that it changed is",
    "account.sign_in_refused": "it tells of something that was not done",
    "account.signed_in": "sessions are no record: they end, and are done with",
    "account.signed_out_everywhere": "sessions are no record: they end, and are done with",
    "account.address_asked_for": "nothing is changed by it: mail is sent",
    "account.address_changed": "personal data is not put on chains: that it changed is",
    "account.password_asked_for": "nothing is changed by it: mail is sent",
    "account.password_set": "what one signs in with is no record: that it changed is",
    "deputy.stepped_in": "it follows from declarations and rulings, which are checked",
    "file.infected": "what a scanner says is asked for again at any time",
    "invitation.sent_again": "mail is no record: it is queued, sent and done with",
    "nomination.file_put_back": "of the draft: what is handed in is vouched for as a whole",
    "nomination.file_removed": "of the draft: what is handed in is vouched for as a whole",
    "nomination.submission_asked_for": "mail is no record: it is queued, sent and done with",
    "support.asked_again": "mail is no record: it is queued, sent and done with",
    "notice.sent_again": "mail is no record: it is queued, sent and done with",
    "member.sits_again": "it follows from declarations and rulings, which are checked",
    "role.kept": "it takes back what was asked for, and changes nothing",
    "role.revocation_asked_for": "it changes nothing: another has to confirm",
    "seat.vacant": "it follows from declarations and rulings, which are checked",
}
"""The kinds that vouch for nothing in other tables, and why."""

NO_RECORD = {
    "address_changes": "links to be used once, on the way to what is put on record",
    "analyses": "computed from sealed sheets, and again at any time",
    "attempts": "counts of the hour, which are forgotten",
    "audit_chains": "the chains themselves",
    "audit_events": "the events themselves",
    "notices": "the outbox of mail, which is sent and done with",
    "password_resets": "links to be used once, on the way to what is put on record",
    "presences": "who was seen writing where last, which is written over",
    "registrations": "links to be used once, on the way to what is put on record",
    "sessions": "who is signed in, which ends",
    "sending": "how the sending of mail goes now",
    "subscriptions": "addresses that are taken away as soon as somebody asks for it",
}
"""The tables that no event vouches for, and why."""

FREE = {
    "accounts": "personal data is not put on chains: that an account was created is",
    "ballots.draft_ranks": "of the draft",
    "ballots.draft_abstention": "of the draft",
    "ballots.saved_at": "of the draft",
    "ballots.version": "of the draft",
    "candidates.place": "follows from the register",
    "candidates.is_invented": "of the demonstration alone",
    "candidates.is_unclear": "of drafts alone: nothing unclear can be handed in",
    "candidates.position": "their order is what counts",
    "decisions.saved_at": "of the draft",
    "decisions.version": "of the draft",
    "decision_entries.position": "their order is what counts",
    "files.scan": "what a scanner says is asked for again at any time",
    "files.scanned_at": "what a scanner says is asked for again at any time",
    "files.stored_at": "when it was attached is what counts",
    "form_sections.position": "their order is what counts",
    "invitations.nonce": "part of the link",
    "invitations.email": "personal data is not put on chains",
    "invitations.name": "personal data is not put on chains",
    "invitations.language": "which language the message is in",
    "invitations.declined_words": "personal data is not put on chains: that she declined is",
    "invitations.expires_at": "counts from when it was sent, and may be set anew",
    "municipalities": "a public register, of which the rows of each year are counted",
    "nominations.answers": "of the draft: what counts is what was handed in",
    "nominations.written_candidates": "of the draft: what counts is what was handed in",
    "nominations.language": "which language the page begins in",
    "nominations.saved_at": "of the draft",
    "nominations.sending_asked_at": "of the draft",
    "nominations.sending_asked_by_id": "of the draft",
    "nominations.version": "of the draft",
    "openings.ended_at": "follows from the moves after it, which are checked",
    "organisations.areas": "what an institution is responsible for may change",
    "organisations.is_invented": "of the demonstration alone",
    "organisations.language": "which language it is written to in",
    "organisations.municipality_id": "follows the register, which is read anew",
    "organisations.name": "what it is called may change",
    "organisations.names": "what it is called may change",
    "organisations.org_number": "a public number, which may change",
    "organisations.refused_number": "a public number, which may change",
    "prizes.version": "counts changes",
    "public_questions.email": "personal data is not put on chains, and it is forgotten",
    "questions.position": "their order is what counts",
    "role_grants.revocation_asked_at": "waits for a second, and may be taken back",
    "role_grants.revocation_asked_by_id": "waits for a second, and may be taken back",
    "rounds.version": "counts changes",
    "rulebooks.locked_at": "follows from the start of judging",
    "score_sheets.draft_scores": "of the draft",
    "score_sheets.draft_evidence": "of the draft",
    "score_sheets.draft_grounds": "of the draft",
    "score_sheets.private_notes": "the juror's own, and never of the record",
    "score_sheets.saved_at": "of the draft",
    "score_sheets.version": "of the draft",
    "seats.areas": "what conflicts are suggested from, which decides nothing",
    "seats.position": "the order on pages",
    "seats.short": "a short name for narrow places",
    "supports.nonce": "part of the link",
    "supports.email": "personal data is not put on chains",
    "supports.language": "which language the message is in",
    "supports.expires_at": "counts from when it was sent, and may be set anew",
    "stages.position": "their order is what counts",
    "tellings.email": "personal data is not put on chains",
    "tellings.expires_at": "counts from when it was told",
    "tellings.language": "which language the message is in",
    "tellings.name": "personal data is not put on chains",
}
"""Of the other tables, the columns that no event vouches for (of a whole table: most), and why."""


def checks(session: Session) -> list[Check]:
    """List every check, in the order in which an auditor reads of them."""
    return [
        *people.CHECKS,
        *organisations.CHECKS,
        *prizes.CHECKS,
        *signing_keys.CHECKS,
        *rounds.CHECKS,
        *rounds.rulebooks(session),
        *nominations.CHECKS,
        *desk.CHECKS,
        *judging.CHECKS,
        judging.rulings(session),
        *sittings.CHECKS,
        *visits.CHECKS,
        *progress.CHECKS,
        judging.shortlists(session),
        judging.decisions(session),
    ]
