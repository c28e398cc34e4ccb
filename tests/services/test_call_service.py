"""The public side of a call: questions, whom to ask, messages to drafts, who hears of the next."""

import pytest
from sqlalchemy import select

from app.models import Notice, PublicQuestion, Round, Subscription
from app.rules.access import DeniedError, WrongPhaseError
from app.services import audit, contacts, draft_messages, notices, public_questions, subscriptions
from app.services.attempts import TooSoonError
from app.services.contacts import Contact
from app.services.draft_messages import MessageFaultError, NobodyError
from app.services.public_questions import AnswerMissingError, QuestionClosedError
from app.services.spent_links import Spent, SpentLinkError
from app.services.work import LockedError, NotFoundError
from tests.factories import World
from tests.services.helpers import last_event, refused, told


def ask(
    world: World, award_round: Round, text: str = "Kan en bydel foreslås?", email: str = ""
) -> None:
    public_questions.ask(
        world.session,
        award_round,
        text=text,
        email=email,
        language="nn",
        network="n",
        now=world.clock.now,
    )


def queued(world: World, kind: str) -> list[Notice]:
    return list(world.session.scalars(select(Notice).where(Notice.kind == kind)))


# --- questions --------------------------------------------------------------------------------


def test_a_question_is_public_when_it_is_answered_and_the_address_is_forgotten(
    world: World,
) -> None:
    award_round = world.open()
    ask(world, award_round, " Kan en bydel foreslås? ", "Kari@Example.org")
    ask(world, award_round)
    (asked,) = world.session.scalars(select(PublicQuestion))
    assert (asked.email, asked.language) == ("kari@example.org", "nn")
    assert public_questions.answered(world.session, award_round) == []
    assert public_questions.count_waiting(world.session, award_round) == 1
    assert told(world.session, "question_asked") == [("question_asked", "secretariat")]
    office = world.work("secretariat")
    public_questions.answer(office, award_round, asked.id, text="Kan en bydel?", said=" Ja. ")
    assert [(q.text, q.answer, q.email) for q in [asked]] == [("Kan en bydel?", "Ja.", "")]
    (sent,) = queued(world, "question_answered")
    assert (sent.to_address, sent.round_id) == ("kari@example.org", None)
    public_questions.answer(office, award_round, asked.id, text="Kan en bydel?", said="Nei.")
    assert len(queued(world, "question_answered")) == 1
    assert public_questions.answered(world.session, award_round) == [asked]
    assert last_event(world.session).data.keys() == {"question", "digest"}
    assert audit.verify(world.session) == []
    public_questions.set_aside(office, award_round, asked.id)
    assert public_questions.answered(world.session, award_round) == []
    assert audit.verify(world.session) == []


def test_a_question_has_its_time_and_its_answer_both_parts(world: World) -> None:
    award_round = world.open()
    ask(world, award_round)
    (asked,) = world.session.scalars(select(PublicQuestion))
    office = world.work("secretariat")
    for text, said, field in ((" ", "Ja.", "text"), ("Kan en?", " ", "answer")):
        with refused(office, AnswerMissingError) as missing:
            public_questions.answer(office, award_round, asked.id, text=text, said=said)
        assert missing.value.field == field
    other = world.plan(2031)
    with refused(office, WrongPhaseError):
        public_questions.answer(office, other, asked.id, text="Kan?", said="Ja.")
    second = world.open_planned(other)
    office = world.work("secretariat")
    with refused(office, NotFoundError):
        public_questions.answer(office, second, asked.id, text="Kan?", said="Ja.")
    world.pass_time(days=11)
    with pytest.raises(QuestionClosedError):
        ask(world, award_round, "For sent?")


def test_nobody_asks_without_end(world: World) -> None:
    award_round = world.open()
    for number in range(10):
        ask(world, award_round, f"Spørsmål {number}?")
    with pytest.raises(TooSoonError):
        ask(world, award_round, "Ett til?")


@pytest.mark.parametrize("name", ["nominator", "chair", "administrator"])
def test_what_waits_is_read_by_those_who_run_the_round(world: World, name: str) -> None:
    award_round = world.open()
    work = world.work(name)
    with refused(work, DeniedError):
        public_questions.every(work, award_round)
    public_questions.every(world.work("auditor"), award_round)


# --- messages to drafts -------------------------------------------------------------------------


def test_a_message_goes_to_everybody_with_a_draft_once_and_no_list_names_them(
    world: World,
) -> None:
    award_round = world.open()
    world.submit(award_round, 1)
    world.draft(award_round, "stranger")
    office = world.work("secretariat")
    assert draft_messages.count(office, award_round) == 1
    for _again in range(2):
        sent = draft_messages.send(
            office, award_round, title="Om\nfristen", body="Husk fristen.", token="t"
        )
    assert (sent.title, sent.receivers) == ("Om fristen", 1)
    assert told(world.session, "drafts_written_to") == [("drafts_written_to", "stranger")]
    listed = {one.kind for one in notices.of_round(world.session, award_round)}
    assert "drafts_written_to" not in listed
    assert draft_messages.of_round(world.session, award_round) == [sent]
    assert audit.verify(world.session) == []


def test_a_message_has_something_in_it_and_somebody_to_go_to(world: World) -> None:
    award_round = world.open()
    office = world.work("secretariat")
    with refused(office, MessageFaultError) as fault:
        draft_messages.send(office, award_round, title=" ", body="x" * 5001, token="a")
    assert fault.value.faults == {"title": False, "body": True}
    with refused(office, NobodyError):
        draft_messages.send(office, award_round, title="Hei", body="Hei.", token="b")
    for name in ("auditor", "administrator", "nominator"):
        with refused(world.work(name), DeniedError):
            draft_messages.count(world.work(name), award_round)
    world.pass_time(days=11)
    late = world.work("secretariat")
    with refused(late, WrongPhaseError):
        draft_messages.count(late, award_round)


# --- whom to ask ------------------------------------------------------------------------------


def test_whom_to_ask_is_kept_on_record_until_the_decision(world: World) -> None:
    award_round = world.open()
    assert [lack.what for lack in contacts.lacks(award_round)] == ["no_contact"]
    given = Contact(" Kari  Nordmann ", "Kari@Example.org", "22 96 16 00")
    contacts.store(world.work("secretariat"), award_round, given)
    assert contacts.of(award_round) == Contact("Kari Nordmann", "kari@example.org", "22 96 16 00")
    assert contacts.lacks(award_round) == []
    assert audit.verify(world.session) == []
    award_round.contact_phone = "99 99 99 99"
    world.session.flush()
    assert len(audit.verify(world.session)) == 1


def test_whom_to_ask_stands_when_the_round_is_decided(world: World) -> None:
    award_round, _ = world.at("decided")
    office = world.work("secretariat")
    with refused(office, LockedError):
        contacts.store(office, award_round, Contact("Kari"))


# --- who hears of the next --------------------------------------------------------------------


def subscribe(world: World, email: str = "kari@example.org", network: str = "n") -> None:
    subscriptions.ask(
        world.session,
        world.prize,
        email=email,
        language="nn",
        network=network,
        now=world.clock.now,
    )


def held(world: World) -> list[Subscription]:
    return list(world.session.scalars(select(Subscription)))


def test_an_address_hears_of_each_call_once_it_is_confirmed_until_it_is_ended(
    world: World,
) -> None:
    subscribe(world)
    subscribe(world, "KARI@example.org")
    assert len(queued(world, "subscription_asked")) == 1
    (one,) = held(world)
    world.open(2031)
    assert queued(world, "call_published") == []
    subscriptions.confirm(world.session, one.id, one.nonce, world.clock.now)
    with pytest.raises(SpentLinkError) as spent:
        subscriptions.confirm(world.session, one.id, one.nonce, world.clock.now)
    assert spent.value.why is Spent.USED
    world.pass_time(hours=1)
    subscribe(world)
    assert len(queued(world, "subscription_asked")) == 1
    world.open(2032)
    (sent,) = queued(world, "call_published")
    assert (sent.to_address, sent.to_language, sent.context["year"]) == (
        *("kari@example.org", "nn"),
        2032,
    )
    subscriptions.end(world.session, one.id, one.nonce)
    assert held(world) == []
    world.open(2033)
    assert len(queued(world, "call_published")) == 1


def test_what_nobody_confirms_is_taken_away(world: World) -> None:
    subscribe(world)
    (one,) = held(world)
    world.pass_time(days=8)
    with pytest.raises(SpentLinkError) as spent:
        subscriptions.confirm(world.session, one.id, one.nonce, world.clock.now)
    assert spent.value.why is Spent.EXPIRED
    subscribe(world, "ola@example.org")
    assert [each.email for each in held(world)] == ["ola@example.org"]
