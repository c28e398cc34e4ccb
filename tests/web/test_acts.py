"""Acts that cannot be undone: each is shown before it is done, and done only as it was shown."""

import re
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from app.models import Account, Nomination, Notice, Round
from app.rules.impartiality import Answer
from app.services import decisions, phases, scores, screening, withdrawals
from app.services.scores import SheetInput
from tests.clients import client_of
from tests.factories import World, decision
from tests.web import acts_of_bodies as bodies
from tests.web.acts import Case, seen_on
from tests.web.acts_not import NOT_ACTS
from tests.web.acts_of_judging import absence, reminding
from tests.web.acts_of_late import excepting, returning
from tests.web.acts_of_setup import (
    cancelling,
    closing,
    extending,
    extending_of_jury,
    pausing,
    removing,
    removing_a_criterion,
    resuming,
)

ACTS = {
    "builder.remove",
    "phases.move",
    "course.do",
    "setup_criteria.remove",
    "decisions.finalise",
    "shortlists.name",
    "announcements.announce_now",
    "impartiality.rule",
    "impartiality.absence",
    "dates.change",
    "nominations.confirm_withdrawal",
    "late.give_back",
    "late.make_exception",
    "reminders.send",
    "prize_office.close",
    "organisations.refuse",
    "organisation_members.leave",
    "domains.confirm_all",
}


def test_whatever_can_be_sent_is_an_act_or_can_be_undone(app: Flask) -> None:
    sent = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert sent == ACTS | NOT_ACTS.keys()


def opening(world: World) -> Case:
    award_round, made = world.at("scoring")
    for name in ("chair", "juror_b"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    whole = SheetInput({"x": Decimal(4), "y": Decimal(3)}, "Grunner.", "", 0)
    scores.save_draft(world.work("juror_c"), made[0], whole)
    return Case(
        "secretariat",
        "/priser/prisen/2026/flytt/open_deliberation",
        {},
        lambda: world.seal("juror_c", made[1], 3, 3),
        ["juror_c (C): 2 skjemaer mangler; ett av dem er ferdig utfylt, men ikke levert."],
        lambda: stage(award_round) == "deliberation",
    )


def stage(award_round: Round) -> str:
    assert award_round.stage is not None
    return award_round.stage.state.value


def beginning(world: World) -> Case:
    award_round, made = world.at("screening")
    third = world.session.get_one(Nomination, made[1].id)
    screening.reject(world.work("secretariat"), third, "Utenfor.")
    screening.admit(world.work("secretariat"), made[0], residents_checked=True)

    def meanwhile() -> None:
        screening.reopen(world.work("secretariat"), third, "Feil.")
        screening.admit(world.work("secretariat"), third, residents_checked=True)

    return Case(
        "secretariat",
        "/priser/prisen/2026/flytt/begin_judging",
        {},
        meanwhile,
        [
            "Ett forslag er avvist",
            "Prøvedal kommune.",
            "chair, juror_b, deputy_b, juror_c og deputy_c.",
        ],
        lambda: award_round.milestone.value == "judging",
    )


def sealing(world: World) -> Case:
    award_round, made = world.at("deliberation")
    drafted = decisions.save(world.work("chair"), award_round, decision(made))

    def meanwhile() -> None:
        changed = decision(made, drafted.version, citation="Noe annet.")
        decisions.save(world.work("chair"), award_round, changed)

    return Case(
        "chair",
        "/priser/prisen/2026/avgjorelse/forsegl",
        {},
        meanwhile,
        ["Vinner: Prøvedal kommune.", "chair, juror_b og juror_c", "Ingen får e-post om dette."],
        lambda: award_round.milestone.value == "decided",
    )


def naming(world: World) -> Case:
    award_round, made = world.deliberate_shortlist(3)
    return Case(
        "chair",
        f"/priser/prisen/2026/kortliste/avgjor?valgt={made[0].id}&valgt={made[2].id}",
        {"reason": "Nummer to og tre er like gode."},
        lambda: withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss."),
        ["Videre går 2 forslag", "Ett forslag går ikke videre", "chair, juror_b og juror_c"],
        lambda: award_round.stages[0].state.value == "concluded",
    )


def announcing(world: World) -> Case:
    award_round, made = world.at("decided")
    return Case(
        "chair",
        "/priser/prisen/2026/kunngjoring/na",
        {},
        lambda: withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss."),
        ["Vinner: Prøvedal kommune.", "Nominert: Prøvedal kommune.", "nominator."],
        lambda: award_round.embargo_until is not None,
    )


def ruling(world: World) -> Case:
    award_round = world.open()
    made = world.judge(award_round)
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Vi har et samarbeid.")
    for name in ("chair", "juror_c"):
        world.declare(award_round, name, made[0], Answer.NO_CONFLICT)
    holder = world.jury.seats[1].appointments[0].id

    def done() -> bool:
        return (
            world.session.scalar(select(Notice.id).where(Notice.kind == "conflict_ruled"))
            is not None
        )

    return Case(
        "secretariat",
        "/priser/prisen/2026/habilitet",
        {
            "nomination": str(made[0].id),
            "appointment": str(holder),
            "outcome": "recused",
            "ground": "For nær.",
            "took_part": [str(world.jury.seats[at].appointments[0].id) for at in (0, 2)],
        },
        lambda: world.declare(award_round, "deputy_b", made[0], Answer.AUTOMATIC),
        [
            "juror_b blir inhabil for Prøvedal kommune.",
            "deputy_b trer inn i stedet.",
            "juror_b og deputy_b.",
        ],
        done,
        asks_by_post=True,
    )


def withdrawing(world: World) -> Case:
    award_round, made = world.at("screening")

    def meanwhile() -> None:
        for nomination in made:
            screening.admit(world.work("secretariat"), nomination, residents_checked=True)
        phases.move(world.work("secretariat"), award_round, "begin_judging")

    return Case(
        "nominator",
        f"/forslag/{made[0].id}/trekk",
        {"reason": "Vi trekker oss."},
        meanwhile,
        ["Én får e-post", "Du."],
        lambda: made[0].state.value == "withdrawn",
    )


CASES = {
    "builder.remove": removing,
    "course.do": pausing,
    "course.do, resuming": resuming,
    "course.do, cancelling": cancelling,
    "setup_criteria.remove": removing_a_criterion,
    "phases.move": opening,
    "phases.move, beginning": beginning,
    "decisions.finalise": sealing,
    "shortlists.name": naming,
    "announcements.announce_now": announcing,
    "impartiality.rule": ruling,
    "impartiality.absence": absence,
    "dates.change": extending,
    "dates.change, the jury's": extending_of_jury,
    "nominations.confirm_withdrawal": withdrawing,
    "late.give_back": returning,
    "late.make_exception": excepting,
    "reminders.send": reminding,
    "prize_office.close": closing,
    "organisations.refuse": bodies.refusing,
    "organisation_members.leave": bodies.leaving,
    "domains.confirm_all": bodies.confirming_domains,
}


def test_every_act_has_a_case() -> None:
    assert {name.partition(",")[0] for name in CASES} == ACTS


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("name", CASES)
def test_an_act_is_done_only_as_it_was_shown(app: Flask, world: World, name: str) -> None:
    case = CASES[name](world)
    client = client_of(app, world.people[case.who].id)

    def look() -> str:
        how = "POST" if case.asks_by_post else "GET"
        answer = client.open(case.address, method=how, data=case.data)
        assert answer.status_code == 200
        return answer.text

    page = look()
    for told in case.names:
        assert told in text_of(page)
    case.meanwhile()
    stale = client.post(case.address, data=case.data | {"seen": seen_on(page)})
    assert stale.status_code == 409
    assert "Ingenting er gjort: Noe er endret siden du åpnet siden" in stale.text
    world.session.expire_all()
    assert not case.done()
    again = seen_on(stale.text)
    assert again != seen_on(page)
    assert client.post(case.address, data=case.data | {"seen": again}).status_code == 303
    world.session.expire_all()
    assert case.done()


ASKED_BY_POST = {"impartiality.rule", "impartiality.absence", "dates.change"}


@pytest.mark.parametrize(
    "name", [name for name in CASES if name.partition(",")[0] not in ASKED_BY_POST]
)
def test_an_act_that_nobody_was_shown_is_shown_first(app: Flask, world: World, name: str) -> None:
    case = CASES[name](world)
    answer = client_of(app, world.people[case.who].id).post(case.address, data=case.data)
    assert answer.status_code == 409
    world.session.expire_all()
    assert not case.done()


@pytest.mark.parametrize(
    "name",
    [
        "phases.move",
        "decisions.finalise",
        "shortlists.name",
        "announcements.announce_now",
        "course.do",
        "course.do, resuming",
        "course.do, cancelling",
    ],
)
def test_the_second_of_two_clicks_is_told_that_it_is_done(
    app: Flask, world: World, name: str
) -> None:
    case = CASES[name](world)
    client = client_of(app, world.people[case.who].id)
    sent = case.data | {"seen": seen_on(client.get(case.address).text)}
    assert client.post(case.address, data=sent).status_code == 303
    second = client.post(case.address, data=sent)
    assert second.status_code == 409
    assert "Ingenting er gjort" not in second.text


@pytest.mark.parametrize(
    "name",
    [
        "phases.move",
        "phases.move, beginning",
        "reminders.send",
        "impartiality.rule",
        "impartiality.absence",
        "dates.change, the jury's",
        "prize_office.close",
        "course.do",
        "course.do, resuming",
        "course.do, cancelling",
    ],
)
def test_those_who_are_named_get_mail_and_no_others(app: Flask, world: World, name: str) -> None:
    case = CASES[name](world)
    client = client_of(app, world.people[case.who].id)
    how = "POST" if case.asks_by_post else "GET"
    page = client.open(case.address, method=how, data=case.data).text
    last = max(world.session.scalars(select(Notice.id)), default=0)
    assert client.post(case.address, data=case.data | {"seen": seen_on(page)}).status_code == 303
    found = world.session.scalars(
        select(Account.name).join(Notice).where(Notice.id > last).order_by(Notice.id)
    )
    named = re.search(r"får e-post</h2>.*?<p>(.*?)\.</p>", page, re.DOTALL)
    assert named is not None
    assert re.split(r", | og ", named[1]) == list(found)
