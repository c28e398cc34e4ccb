"""Whoever missed a deadline, was called in, or lost a nomination to judge, is told on her page."""

from datetime import timedelta

from flask import Flask

from app.rules.impartiality import Answer
from app.services import phases, screening, withdrawals
from tests.clients import client_of
from tests.factories import World
from tests.services.helpers import told


def page(app: Flask, world: World, name: str, address: str) -> str:
    answer = client_of(app, world.people[name].id).get(address)
    assert answer.status_code == 200
    return answer.text


def test_a_draft_that_missed_the_deadline_is_the_first_thing_its_nominator_sees(
    app: Flask, world: World
) -> None:
    missed = world.open()
    world.draft(missed, title="Aldri sendt")
    world.pass_time(days=11)
    world.open(2027)
    overview = page(app, world, "nominator", "/oversikt")
    assert '<h1 class="title-1">Utkastet ble ikke sendt inn før fristen</h1>' in overview
    assert "Fristen i prisrunden 2026 var" in overview
    assert "kan sekretariatet gi unntak til vurderingen starter: pris@example.org." in overview


def test_one_that_was_sent_in_does_not_hide_one_that_was_not(app: Flask, world: World) -> None:
    award_round = world.open()
    world.submit(award_round, 1)
    world.draft(award_round, title="Aldri sendt")
    world.pass_time(days=11)
    overview = page(app, world, "nominator", "/oversikt")
    assert '<h1 class="title-1">Utkastet ble ikke sendt inn før fristen</h1>' in overview


def test_a_deputy_is_told_what_she_is_called_in_for(app: Flask, world: World) -> None:
    award_round = world.open()
    made = world.judge(award_round)
    desk = "/priser/prisen/2026/vurdering"
    before = page(app, world, "deputy_b", desk)
    assert "Du skal si fra om bindinger til 2 forslag" in before
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    called = page(app, world, "deputy_b", desk)
    assert '<h1 class="title-1">Du er kalt inn for Prøvedal kommune</h1>' in called
    assert "du vurderer i stedet" in called
    assert "Du er kalt inn for ett forslag" in page(app, world, "deputy_b", "/oversikt")
    assert "Du er kalt inn" not in page(app, world, "deputy_c", desk)


def test_the_deadline_for_scores_that_has_passed_is_said_to_all_whom_it_concerns(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("scoring")
    for nomination in made:
        world.seal("juror_b", nomination, 4, 4)
    world.seal("juror_c", made[0], 4, 4)
    assert award_round.scoring_deadline_at is not None
    world.clock.now = award_round.scoring_deadline_at + timedelta(hours=1)
    late = "Det du leverer før sekretariatet åpner drøftingen, teller. Da stenges det."
    assert late in page(app, world, "juror_c", "/priser/prisen/2026/vurdering")
    assert late in page(app, world, "juror_c", "/oversikt")
    assert late not in page(app, world, "juror_b", "/priser/prisen/2026/vurdering")
    lines = ("chair (A): 2 skjemaer mangler.", "juror_c (C): ett skjema mangler.")
    for name, address in (
        ("secretariat", "/priser/prisen/2026/styring"),
        ("secretariat", "/priser/prisen/2026/framdrift"),
        ("chair", "/priser/prisen/2026/framdrift"),
    ):
        found = page(app, world, name, address)
        assert [line for line in lines if line not in found] == [], address


def test_a_withdrawal_in_judging_is_told_to_those_who_judged_and_to_no_one_recused(
    app: Flask, world: World
) -> None:
    award_round = world.open()
    made = world.judge(award_round)
    world.declare_all(award_round, made, "juror_b")
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    phases.move(world.work("secretariat"), award_round, "open_scoring")
    withdrawals.withdraw(world.work("nominator"), made[0], "Vi trekker oss.")
    kind = "withdrawn_in_judging"
    names = ["secretariat", "chair", "juror_c", "deputy_b"]
    assert sorted(told(world.session, kind)) == sorted((kind, name) for name in names)
    assert told(world.session, "nomination_withdrawn") == [("nomination_withdrawn", "nominator")]
    said = "Trukket av forslagsstilleren: Prøvedal kommune."
    desk = "/priser/prisen/2026/vurdering"
    shown = [
        name
        for name in ("chair", "juror_b", "juror_c", "deputy_c")
        if said in page(app, world, name, desk)
    ]
    assert shown == ["chair", "juror_c"]
    control = page(app, world, "secretariat", "/priser/prisen/2026/styring")
    assert "Trukket av forslagsstilleren under vurderingen: Prøvedal kommune." in control


def test_a_late_withdrawal_is_told_to_the_secretariat_and_the_chair(world: World) -> None:
    _, made = world.at("decided")
    withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss.")
    kind = "withdrawn_in_judging"
    assert told(world.session, kind) == [(kind, "secretariat"), (kind, "chair")]


def test_undoing_a_rejection_is_told_and_what_follows_is_told_again(
    app: Flask, world: World
) -> None:
    _, made = world.at("screening")
    office = client_of(app, world.people["secretariat"].id)
    screening.reject(world.work("secretariat"), made[0], "Utenfor formålet.")
    address = f"/forslag/{made[0].id}"
    assert office.post(f"{address}/gjor-om", data={"reopen_reason": " "}).status_code == 422
    done = office.post(f"{address}/gjor-om", data={"reopen_reason": "Det var innenfor."})
    assert done.status_code == 303
    assert office.post(f"{address}/gjor-om", data={"reopen_reason": "Igjen."}).status_code == 409
    assert "Avvist " not in page(app, world, "nominator", f"{address}/se-over")
    screening.reject(world.work("secretariat"), made[0], "Utenfor likevel.")
    kinds = [kind for kind, _ in told(world.session) if kind.startswith("nomination_re")]
    assert kinds == ["nomination_rejected", "nomination_reopened", "nomination_rejected"]


def test_screening_can_be_undone_until_the_judging_begins(app: Flask, world: World) -> None:
    award_round, made = world.at("screening")
    for nomination in made:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    address = f"/forslag/{made[0].id}/gjennomgang"
    assert "til vurderingen starter" in page(app, world, "secretariat", address)
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    after = page(app, world, "secretariat", address)
    assert "Vurderingen er startet, og det kan ikke gjøres om." in after
    office = client_of(app, world.people["secretariat"].id)
    sent = office.post(f"/forslag/{made[0].id}/gjor-om", data={"reopen_reason": "Feil."})
    assert sent.status_code == 409
