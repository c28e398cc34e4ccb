"""The puzzle of 2013: who may read, score, count, preside and be told, for every pair."""

import pytest

from app.models import Notice, Ruling
from app.rules.access import DeniedError
from app.rules.impartiality import Outcome
from app.services import decisions, desks, impartiality, phases, progress, scores
from tests.factories import World, decision, sheet
from tests.services import puzzle
from tests.services.puzzle import NOMINEES, Puzzle

# Of each: R reads and scores, and her sheet counts; - sits not, as a deputy whose member does;
# x is recused. The nominees: Drammen, Hamarøy, Tønsberg, Stavanger.
EXPECTED = {
    "rogaland": "RRRx",
    "ks": "RRRR",
    "vara.ks": "----",
    "nav": "RRRR",
    "vara.nav": "----",
    "helse": "RRRR",
    "vara.helse": "----",
    "bufdir": "RRRR",
    "vara.bufdir": "----",
    "jd": "RRRR",
    "nordland": "RxRR",
    "vara.nordland": "-R--",
    "lpp": "RRxR",
    "husbanken": "xRRR",
    "vara.husbanken": "x---",
}


def signs(laid: Puzzle, name: str) -> str:
    """Say what somebody may with each nominee, by trying to read and to score."""
    found = ""
    where = impartiality.board(laid.world.session, laid.award_round, laid.world.clock.now.date())
    for nominee in NOMINEES:
        nomination, work = laid.nominees[nominee], laid.world.work(name)
        sits = where.sits(nomination.id, laid.held[name])
        try:
            scores.open_nomination(work, nomination.id)
            scores.seal(work, nomination, sheet(4, 4))
        except DeniedError:
            recused = where.standing(nomination.id, laid.held[name]) == "recused"
            assert not sits
            found += "x" if recused else "-"
        else:
            assert sits
            found += "R"
    return found


def test_who_reads_scores_and_counts(world: World) -> None:
    laid = puzzle.lay(world)
    assert {name: signs(laid, name) for name in EXPECTED} == EXPECTED
    today = world.clock.now.date()
    counted = progress.coverage_of(world.session, laid.award_round, today)
    assert [(one.seats_filled, one.sealed) for one in counted] == [(8, 8), (9, 9), (8, 8), (8, 8)]
    seen = progress.progress(world.work("secretariat"), laid.award_round)
    assert seen.uncounted == []
    assert sum(square.mark == "vacant" for square in seen.squares.values()) == 3


def test_who_is_told_and_for_what(world: World) -> None:
    laid = puzzle.lay(world)
    told = [
        (str(one.kind), one.account.name if one.account else "", one.context.get("nomination_id"))
        for one in world.session.query(Notice).order_by(Notice.id)
        if one.kind in {"deputy_called", "deputy_released", "chair_elected", "conflict_ruled"}
    ]
    ids = {name: nomination.id for name, nomination in laid.nominees.items()}
    assert told == [
        ("chair_elected", "rogaland", None),
        ("chair_elected", "ks", None),
        ("conflict_ruled", "rogaland", ids["stavanger"]),
        ("conflict_ruled", "nordland", ids["hamaroy"]),
        ("deputy_called", "vara.nordland", ids["hamaroy"]),
        ("conflict_ruled", "vara.nordland", ids["hamaroy"]),
        ("conflict_ruled", "husbanken", ids["drammen"]),
    ]
    desk = desks.desk(world.work("vara.nordland"), laid.award_round)
    assert [entry.id for entry in desk.called] == [ids["hamaroy"]]


PRESIDES = {"drammen": "rogaland", "hamaroy": "rogaland", "tonsberg": "rogaland", "stavanger": "ks"}


def test_who_presides(world: World) -> None:
    laid = puzzle.lay(world)
    session, award_round = world.session, laid.award_round
    where = impartiality.board(session, award_round, world.clock.now.date())
    elected = impartiality.standing_elections(session, award_round)
    leaders = {
        name: leader.person_name
        for name, nomination in laid.nominees.items()
        if (leader := impartiality.lead(where, elected, nomination.id).leader) is not None
    }
    assert leaders == PRESIDES
    whole = impartiality.of_comparison(session, award_round, world.clock.now.date())
    assert whole.leader is not None
    assert whole.leader.person_name == "ks"


@pytest.mark.parametrize("name", ["rogaland", "ks", "nav", "vara.ks", "nordland"])
def test_only_the_acting_chair_decides_while_the_chairs_own_county_is_in_it(
    world: World, name: str
) -> None:
    laid = puzzle.lay(world)
    for one in EXPECTED:
        signs(laid, one)
    phases.move(world.work("secretariat"), laid.award_round, "open_deliberation")
    work = world.work(name)
    given = decision(list(laid.nominees.values())[:2])
    if name == "ks":
        decisions.save(work, laid.award_round, given)
        return
    with pytest.raises(DeniedError):
        decisions.save(work, laid.award_round, given)


def test_the_members_and_the_deputy_of_one_seat_in_question_rule_on_neither(world: World) -> None:
    laid = puzzle.lay(world)
    took_part = {
        ruling.appointment_id: [one.appointment_id for one in ruling.participants]
        for ruling in rulings(world)
    }
    of_nordland = took_part[laid.held["nordland"]]
    assert laid.held["vara.nordland"] not in of_nordland
    assert laid.held["rogaland"] in of_nordland
    assert laid.held["rogaland"] not in took_part[laid.held["rogaland"]]
    assert len(of_nordland) == 8


def rulings(world: World) -> list[Ruling]:
    return world.session.query(Ruling).order_by(Ruling.id).all()


def test_a_recusal_undone_seats_the_member_again(world: World) -> None:
    laid = puzzle.lay(world)
    signs(laid, "vara.nordland")
    laid.rule("nordland", "hamaroy", Outcome.CLEARED, by="rogaland")
    assert signs(laid, "nordland") == "RRRR"
    assert signs(laid, "vara.nordland") == "----"
