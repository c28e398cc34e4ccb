"""Statements of support: asked by link, written without an account, frozen with the nomination."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.models import Nomination, Notice, Round, Support
from app.rules.access import DeniedError
from app.rules.supports import Fault, faults
from app.services import (
    audit,
    late,
    nominations,
    nominators,
    rounds,
    screening,
    supports,
    withdrawals,
)
from app.services.spent_links import Spent, SpentLinkError
from app.services.supports import FrozenError, NotAskedError, SupportFaultsError
from app.services.work import LockedError, NotFoundError
from tests.factories import World
from tests.services.helpers import events, refused, told

WORDS = {"name": "Eva Dunfjeld", "body": "Laget", "role": "Leder", "text": "Vi støtter dette."}


def ask(world: World, nomination: Nomination, email: str = "eva@example.net") -> Support:
    return supports.ask(
        world.work("nominator"), nomination, name="Eva", email=email, body="Laget", language="nn"
    )


def give(world: World, asked: Support, **words: str) -> None:
    supports.give(world.session, asked, world.clock.now, **(WORDS | words))


def submit(world: World, nomination: Nomination) -> Any:
    return nominations.submit(world.work("nominator"), nomination)


def asked_in(world: World) -> tuple[Nomination, Support]:
    draft = world.draft(world.open())
    return draft, ask(world, draft)


def test_she_is_asked_by_a_link_of_her_own_and_told_nothing_of_the_text(world: World) -> None:
    draft, asked = asked_in(world)
    sent = world.session.scalars(select(Notice).where(Notice.kind == "support_asked")).one()
    assert (sent.to_address, sent.to_name, sent.to_language) == ("eva@example.net", "Eva", "nn")
    assert sent.context["link"] == {"purpose": "support", "id": asked.id, "nonce": asked.nonce}
    assert sent.context.keys() == {"link", "asker", "prize", "until"}
    assert sent.context["asker"] == "nominator kommune"
    assert sent.round_id is None
    assert events(world.session, "support.asked") == [("support.asked", f"nomination:{draft.id}")]


def test_what_is_approved_is_frozen_with_the_nomination(world: World) -> None:
    draft, asked = asked_in(world)
    ask(world, draft, "ikke.svart@example.net")
    give(world, asked)
    version = submit(world, draft)
    assert version.content["support"] == [WORDS | {"language": "nn"}]
    assert version.word_count == 8 + 3
    assert told(world.session, "support_given") == [("support_given", "nominator")]
    assert list(audit.verify(world.session)) == []


def test_without_any_a_version_does_not_speak_of_them(world: World) -> None:
    draft, _asked = asked_in(world)
    assert submit(world, draft).content.keys() == {"candidates", "answers", "form"}


def test_one_that_comes_afterwards_is_a_change_to_be_handed_in(world: World) -> None:
    draft, asked = asked_in(world)
    first = submit(world, draft)
    give(world, asked)
    assert "support" not in first.content
    second = submit(world, draft)
    assert (second.number, [one["name"] for one in second.content["support"]]) == (
        2,
        ["Eva Dunfjeld"],
    )


def test_she_can_write_anew_until_it_is_handed_in_and_not_afterwards(world: World) -> None:
    draft, asked = asked_in(world)
    give(world, asked)
    give(world, asked, text="Andre ord.")
    assert submit(world, draft).content["support"][0]["text"] == "Andre ord."
    for act in (
        lambda: give(world, asked, text="For sent."),
        lambda: supports.withdraw(world.session, asked, world.clock.now),
    ):
        with pytest.raises(FrozenError):
            act()
    assert list(audit.verify(world.session)) == []


def test_what_she_withdraws_is_not_handed_in_and_the_nominators_are_told(world: World) -> None:
    draft, asked = asked_in(world)
    give(world, asked)
    award_round = world.session.get_one(Round, draft.round_id)
    assert supports.is_open(award_round, asked, world.clock.now)
    supports.withdraw(world.session, asked, world.clock.now)
    assert not supports.is_open(award_round, asked, world.clock.now)
    assert "support" not in submit(world, draft).content
    assert told(world.session, "support_withdrawn") == [("support_withdrawn", "nominator")]
    with pytest.raises(SpentLinkError) as spent:
        give(world, asked)
    assert spent.value.why is Spent.WITHDRAWN


def test_what_is_taken_back_is_not_handed_in_and_its_link_is_spent(world: World) -> None:
    draft, asked = asked_in(world)
    give(world, asked)
    supports.take_back(world.work("nominator"), draft, asked.id)
    assert "support" not in submit(world, draft).content
    with pytest.raises(SpentLinkError) as spent:
        supports.find(world.session, asked.id, asked.nonce)
    assert spent.value.why is Spent.WITHDRAWN
    assert supports.of_nomination(world.session, draft) == []


def test_a_link_with_another_nonce_leads_nowhere(world: World) -> None:
    _draft, asked = asked_in(world)
    assert supports.find(world.session, asked.id, asked.nonce) is asked
    for row_id, nonce in ((asked.id, "annen"), (asked.id + 1, asked.nonce)):
        with pytest.raises(SpentLinkError) as spent:
            supports.find(world.session, row_id, nonce)
        assert spent.value.why is Spent.UNKNOWN


def test_after_the_deadline_nothing_is_written(world: World) -> None:
    draft, asked = asked_in(world)
    world.pass_time(days=11)
    with pytest.raises(SpentLinkError) as spent:
        give(world, asked)
    assert spent.value.why is Spent.EXPIRED
    work = world.work("nominator")
    with refused(work, NotAskedError):
        supports.ask_again(work, draft, asked.id)


def test_the_last_minute_is_inside_the_deadline(world: World) -> None:
    draft, asked = asked_in(world)
    until = rounds.by_id(world.session, draft.round_id).deadline_at
    assert until is not None
    world.clock.now = until + timedelta(seconds=59)
    give(world, asked)
    assert asked.approved_at == world.clock.now


def test_an_exception_opens_for_statements_and_a_return_does_not(world: World) -> None:
    award_round = world.open()
    draft, other = world.draft(award_round), world.draft(award_round)
    asked, of_other = ask(world, draft), ask(world, other)
    give(world, of_other)
    submit(world, other)
    world.pass_time(days=11)
    until = world.clock.now + timedelta(days=2)
    late.make_exception(world.work("secretariat"), draft, "Nettet var nede.", until)
    give(world, asked)
    assert submit(world, draft).content["support"] == [WORDS | {"language": "nn"}]
    late.return_for_completion(world.work("secretariat"), other, ["second"], "Mer.", until)
    work = world.work("nominator")
    with refused(work, NotAskedError):
        supports.ask(work, other, name="Ny", email="ny@x.no", body="", language="nb")
    assert submit(world, other).content["support"] == [WORDS | {"language": "nn"}]


def test_asking_again_sends_the_same_link_anew(world: World) -> None:
    draft, asked = asked_in(world)
    world.pass_time(hours=1)
    again = supports.ask_again(world.work("nominator"), draft, asked.id)
    assert again.nonce == asked.nonce
    kinds = [row.kind for row in world.session.scalars(select(Notice)) if "support" in row.kind]
    assert kinds == ["support_asked", "support_asked"]
    give(world, asked)
    work = world.work("nominator")
    with refused(work, NotFoundError):
        supports.ask_again(work, draft, asked.id)


def test_a_round_can_do_without(world: World) -> None:
    planned = world.plan()
    work = world.work("secretariat")
    nominators.set_nominators(
        work, planned, planned.nominators, signatory_required=False, takes_support=False
    )
    draft = world.draft(world.open_planned(planned))
    nominator = world.work("nominator")
    with refused(nominator, NotAskedError):
        supports.ask(nominator, draft, name="Eva", email="e@x.no", body="", language="nb")
    assert list(audit.verify(world.session)) == []


def test_what_may_have_been_asked_for_is_not_stopped_while_the_call_is_open(world: World) -> None:
    award_round = world.open()
    work = world.work("secretariat")
    with refused(work, LockedError):
        nominators.set_nominators(
            work, award_round, award_round.nominators, signatory_required=False, takes_support=False
        )


@pytest.mark.parametrize("who", ["stranger", "secretariat", "chair"])
def test_only_those_who_nominate_ask(world: World, who: str) -> None:
    draft, asked = asked_in(world)
    work = world.work(who)
    with refused(work, DeniedError):
        supports.ask(work, draft, name="Eva", email="x@x.no", body="", language="nb")
    with refused(work, DeniedError):
        supports.take_back(work, draft, asked.id)


def test_nobody_of_another_nomination_is_asked_again(world: World) -> None:
    award_round = world.open()
    one, other = world.draft(award_round), world.draft(award_round)
    asked = ask(world, one)
    work = world.work("nominator")
    with refused(work, NotFoundError):
        supports.ask_again(work, other, asked.id)


def test_the_same_address_is_asked_once_and_no_more_than_ten(world: World) -> None:
    draft, _asked = asked_in(world)
    work = world.work("nominator")
    with refused(work, SupportFaultsError) as wrong:
        ask(world, draft, "EVA@example.net")
    assert wrong.value.faults == {"email": Fault.ASKED_BEFORE}
    for number in range(9):
        ask(world, draft, f"n{number}@example.net")
    with refused(work, SupportFaultsError) as wrong:
        ask(world, draft, "ellevte@example.net")
    assert wrong.value.faults == {"email": Fault.TOO_MANY}


def test_whoever_said_no_can_be_asked_anew(world: World) -> None:
    draft, asked = asked_in(world)
    supports.withdraw(world.session, asked, world.clock.now)
    give(world, ask(world, draft))
    assert len(submit(world, draft).content["support"]) == 1


def test_what_is_judged_is_not_asked_for(world: World) -> None:
    [nomination] = world.submit(world.open(), 1)
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    work = world.work("nominator")
    with refused(work, NotAskedError):
        supports.ask(work, nomination, name="Eva", email="e@x.no", body="", language="nb")


FAULTS: list[tuple[dict[str, Any], dict[str, Fault]]] = [
    ({"name": "", "body": ""}, {"name": Fault.MISSING}),
    ({"name": "Eva", "body": "", "email": ""}, {"email": Fault.MISSING}),
    ({"name": "Eva", "body": "", "email": "eva"}, {"email": Fault.BAD_EMAIL}),
    ({"name": "Eva", "body": "b" * 201}, {"body": Fault.TOO_LONG}),
    ({"name": "Eva", "body": "", "role": "r" * 201, "text": "x"}, {"role": Fault.TOO_LONG}),
    ({"name": "Eva", "body": "", "text": " \n"}, {"text": Fault.MISSING}),
    ({"name": "Eva", "body": "", "text": "x", "words": 301}, {"text": Fault.TOO_MANY_WORDS}),
    ({"name": "Eva", "body": "", "text": "x", "words": 300}, {}),
    ({"name": "Áŋŋa 😀", "body": "=1+1", "role": "<b>", "text": "\u202e"}, {}),
]


@pytest.mark.parametrize(("given", "expected"), FAULTS)
def test_what_is_wrong_is_said_by_field(given: dict[str, Any], expected: dict[str, Fault]) -> None:
    assert faults(**given) == expected


def test_what_is_wrong_is_not_stored(world: World) -> None:
    _draft, asked = asked_in(world)
    with pytest.raises(SupportFaultsError) as wrong:
        give(world, asked, text="ord " * 301)
    assert wrong.value.faults == {"text": Fault.TOO_MANY_WORDS}
    assert (asked.text, asked.approved_at) == ("", None)


def test_a_draft_that_is_withdrawn_takes_no_statements(world: World) -> None:

    draft, asked = asked_in(world)
    withdrawals.withdraw(world.work("nominator"), draft, "Feil.")
    with pytest.raises(SpentLinkError) as spent:
        give(world, asked)
    assert spent.value.why is Spent.EXPIRED
