"""The secretariat's desk in the demonstration: notes, likely duplicates, questions, whom to ask."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.models import Account, Membership, Nomination, Organisation, Round
from app.rules.writing_aids import WRITING_AIDS, Used
from app.services import accounts, contacts, nominations, notes, public_questions
from app.services.contacts import Contact
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.work import Work
from seeds.files import read_toml
from seeds.people import as_account


def load(
    system: Work,
    secretariat: Account,
    call: Round,
    judged: Mapping[int, Nomination],
    second: Round,
    now: datetime,
) -> None:
    """Note on what is judged, answer about the open call, and hand in the same work twice."""
    told = read_toml("demo/desk.toml")
    office = as_account(system, secretariat, now - timedelta(days=3))
    contacts.store(office, call, Contact(**told["contact"]))
    for place, one in enumerate(told["note"]):
        later = as_account(system, secretariat, now - timedelta(days=4, hours=-place))
        notes.write(later, judged[one["number"]], one["text"])
    _ask(office, call, told["question"])
    for place, one in enumerate(told["alike"]):
        _nominate(system, second, one, now - timedelta(days=2, hours=-place))


def _ask(office: Work, call: Round, told: list[dict[str, Any]]) -> None:
    """Ask what there is to ask; what has an answer is answered."""
    for one in told:
        public_questions.ask(
            office.session,
            call,
            text=one["text"],
            email="",
            language="nb",
            network="demonstration",
            now=office.now - timedelta(hours=5),
        )
    for asked, one in zip(public_questions.every(office, call), told, strict=True):
        if "answer" in one:
            public_questions.answer(office, call, asked.id, text=one["text"], said=one["answer"])


def _nominate(system: Work, award_round: Round, told: dict[str, Any], when: datetime) -> None:
    account = accounts.by_email(system.session, f"{told['account']}@example.org")
    work = as_account(system, account, when)
    made = nominations.start(work, award_round, _body(system, account))
    answers = {**told["answers"], WRITING_AIDS: {"used": Used.NONE.value, "what": ""}}
    base = nominations.base_of(made, [*answers, CANDIDATES])
    given = [CandidateInput(name=told["candidate"])]
    nominations.save(work, made, answers, base=base, candidates=given)
    nominations.submit(as_account(system, account, when + timedelta(minutes=30)), made)


def _body(system: Work, account: Account) -> Organisation:
    held = system.session.scalars(
        select(Membership).where(Membership.account_id == account.id, Membership.ended_at.is_(None))
    ).first()
    if held is None:
        raise LookupError(f"an organisation of account {account.id}")
    return system.session.get_one(Organisation, held.organisation_id)
