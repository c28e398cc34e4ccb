"""Every act of the secretariat's desk that leaves a record, and of the public side of a call."""

from app.models import Round
from app.services import (
    contacts,
    draft_messages,
    notes,
    public_questions,
    residents,
    screening,
    tellings,
)
from app.services.contacts import Contact
from app.services.tellings import To
from tests.factories import World


def use_desk(world: World, award_round: Round) -> None:
    """Say whom to ask, answer and set aside, write to drafts, note, check and tell."""
    office = world.work("secretariat")
    given = Contact("Kari Nordmann", "kari@example.org", "22 96 16 00")
    contacts.store(office, award_round, given)
    world.pass_time(hours=2)
    ask_and_answer(world, award_round)
    made = world.submit(award_round, 2)
    world.draft(award_round)
    office = world.work("secretariat")
    draft_messages.send(office, award_round, title="Fristen", body="Den står.", token="t")
    world.pass_time(days=11)
    office = world.work("secretariat")
    notes.write(office, made[0], "Ring kommunen.")
    found = "Et navn i avsnitt 2."
    residents.check(office, made[0], is_clear=False, finding=found, version=1)
    for place, nomination in enumerate(made):
        screening.admit(office, nomination, residents_checked=True)
        to = To(f"kandidat{place}@example.org", "Kandidat", "nn")
        (told,) = tellings.tell(office, nomination, 1, to)
        if place:
            tellings.decline(world.system, told.id, told.nonce, "Vi er ikke klare.")
        else:
            tellings.confirm(world.system, told.id, told.nonce)


def ask_and_answer(world: World, award_round: Round) -> None:
    """Ask three things about a call: one waits, one is set aside, one is answered."""
    for text in ("Hvor lang kan teksten være?", "Hvem vinner?", "Kan en bydel foreslås?"):
        public_questions.ask(
            world.session,
            award_round,
            text=text,
            email="",
            language="nb",
            network="n",
            now=world.clock.now,
        )
    office = world.work("secretariat")
    _waits, second, third = public_questions.every(office, award_round)
    public_questions.set_aside(office, award_round, second.id)
    public_questions.answer(office, award_round, third.id, text=third.text, said="Ja.")
