"""What the scores say of a juror: who is told of whom and when, and what it tells of others."""

import pytest

from app.models import Round
from app.ranking.report import Juror
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.impartiality import Answer, Reach
from app.services import announcements, figures, phases, scores
from app.services.figures import Figures
from app.services.work import NotFoundError
from tests.factories import World, sheet
from tests.services.helpers import refused
from tests.services.judged import appointments, deliberated, five_sheets


def of(world: World, award_round: Round, reader: str, whom: str) -> Figures:
    """Read somebody's figures as somebody."""
    held = appointments(world, award_round)
    return figures.of_one(world.work(reader), award_round, held[whom])


def rounded(juror: Juror | None) -> tuple[float | None, ...]:
    assert juror is not None
    found = (juror.severity, juror.se, juror.influence, juror.correlation, juror.misfit)
    return tuple(None if one is None else round(one, 2) for one in found)


def answers(world: World, award_round: Round) -> dict[str, str]:
    """Say of each reader whose figures she is given: all, own, none; or that it is too early."""
    held = appointments(world, award_round)
    told = {}
    for name in world.people:
        seen = []
        for whom, appointment_id in [("everybody", 0), *held.items()]:
            work = world.work(name)
            try:
                if appointment_id:
                    figures.of_one(work, award_round, appointment_id)
                else:
                    figures.of_all(work, award_round)
                seen.append(whom)
            except DeniedError:
                continue
            except WrongPhaseError:
                seen.append(f"{whom} later")
        told[name] = " ".join(seen)
    return told


EVERYBODY = "everybody chair juror_b deputy_b juror_c deputy_c"
NOBODY = {"secretariat": "", "administrator": "", "nominator": "", "stranger": ""}
THEMSELVES = {name: name for name in ("juror_b", "deputy_b", "juror_c", "deputy_c")}


def later(names: str) -> str:
    return " ".join(f"{name} later" for name in names.split())


def test_in_the_deliberation_the_chair_sees_all_and_each_of_the_jury_herself(world: World) -> None:
    award_round, _ = world.at("deliberation")
    assert answers(world, award_round) == {
        **NOBODY,
        **THEMSELVES,
        "chair": EVERYBODY,
        "auditor": later(EVERYBODY),
    }


@pytest.mark.parametrize("phase", ["declaring", "scoring"])
def test_before_the_deliberation_nobody_sees_anything(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    assert answers(world, award_round) == {
        **NOBODY,
        **{name: later(name) for name in THEMSELVES},
        "chair": later(EVERYBODY),
        "auditor": later(EVERYBODY),
    }


@pytest.mark.parametrize("phase", ["decided", "announced"])
def test_after_the_decision_the_auditor_sees_all_too(world: World, phase: str) -> None:
    award_round, _ = world.at(phase)
    assert answers(world, award_round) == {
        **NOBODY,
        **THEMSELVES,
        "chair": EVERYBODY,
        "auditor": EVERYBODY,
    }


def test_a_refusal_does_not_tell_whether_the_appointment_exists(world: World) -> None:
    award_round, _ = world.at("deliberation")
    for name in ("juror_b", "deputy_b", "secretariat"):
        for appointment_id in (appointments(world, award_round)["juror_c"], 9999):
            work = world.work(name)
            with refused(work, DeniedError) as denied:
                figures.of_one(work, award_round, appointment_id)
            assert denied.value.hidden
    with pytest.raises(NotFoundError):
        figures.of_one(world.work("chair"), award_round, 9999)


def test_the_chair_is_told_of_everybody_who_sits_seat_by_seat(world: World) -> None:
    award_round, _ = deliberated(world)
    panel = figures.of_all(world.work("chair"), award_round)
    assert [(one.held.person_name, one.juror and one.juror.number) for one in panel.figures] == [
        ("chair", 12),
        ("juror_b", 8),
        ("deputy_b", 4),
        ("juror_c", 12),
    ]
    assert [round(one.share, 2) for one in panel.figures] == [0.33, 0.22, 0.11, 0.33]
    assert {one.is_enough for one in panel.figures} == {True}
    assert sum(one.juror.severity or 0 for one in panel.figures if one.juror) == pytest.approx(0)
    assert sum(one.juror.influence or 0 for one in panel.figures if one.juror) == pytest.approx(1)
    assert [rounded(one.juror) for one in panel.figures] == [
        (-0.68, 0.22, 0.33, 1.0, 0.06),
        (0.24, 0.24, 0.29, 0.91, 1.56),
        (0.2, 0.26, 0.09, 0.78, 1.74),
        (0.24, 0.22, 0.29, 0.84, 1.17),
    ]


def test_a_juror_is_told_of_herself_beside_what_the_ranking_says(world: World) -> None:
    award_round, made = deliberated(world)
    own = of(world, award_round, "juror_c", "juror_c")
    assert rounded(own.juror) == rounded(of(world, award_round, "chair", "juror_c").juror)
    assert own.table is not None
    assert len(own.scored) == 12
    first = own.scored[0]
    assert (first.nomination.id, first.score) == (made[2].id, pytest.approx(5.4))
    assert first.line is not None
    assert first.line.nomination == made[2].id
    assert own.juror is not None
    assert own.juror.winners_without is not None


def test_a_deputy_is_told_of_her_own_scores_and_of_nothing_else(world: World) -> None:
    award_round, made = deliberated(world)
    own = of(world, award_round, "deputy_b", "deputy_b")
    chairs = of(world, award_round, "chair", "deputy_b")
    assert rounded(own.juror) == rounded(chairs.juror)
    assert (own.table, own.look_again) == (None, [])
    assert [(one.nomination.id, round(one.score, 2), one.line) for one in own.scored] == [
        (made[1].id, 4.6, None),
        (made[2].id, 4.4, None),
        (made[0].id, 3.0, None),
        (made[3].id, 3.0, None),
    ]
    assert own.juror is not None
    assert (own.juror.winners_without, own.juror.listed_without) == (None, None)
    assert (own.juror.changes_winner, own.juror.changes_shortlist) == (False, False)
    assert chairs.juror is not None
    assert chairs.juror.winners_without is not None


def test_a_deputy_who_scored_too_few_is_told_no_figure_that_would_give_the_others_away(
    world: World,
) -> None:
    award_round, _ = deliberated(world, called=2)
    own = of(world, award_round, "deputy_b", "deputy_b")
    assert own.is_kept_back
    assert rounded(own.juror) == (None, None, None, None, None)
    assert len(own.scored) == 2
    chairs = of(world, award_round, "chair", "deputy_b")
    assert not chairs.is_kept_back
    assert None not in rounded(chairs.juror)[:3]


def test_who_was_never_called_has_no_figures(world: World) -> None:
    award_round, _ = deliberated(world)
    own = of(world, award_round, "deputy_c", "deputy_c")
    assert (own.juror, own.scored, own.share, own.is_kept_back) == (None, [], 0.0, False)


def test_what_a_juror_is_recused_from_changes_none_of_her_figures(world: World) -> None:
    award_round, made = deliberated(world)
    before = of(world, award_round, "juror_b", "juror_b")
    chairs = of(world, award_round, "chair", "juror_b")
    scores.revise(world.work("chair"), made[0], sheet(6, 6, version=2), "Leste feil.")
    assert of(world, award_round, "juror_b", "juror_b").juror == before.juror
    assert of(world, award_round, "chair", "juror_b").juror != chairs.juror
    assert {one.nomination.id for one in before.scored} == {one.id for one in made[4:]}


def test_who_is_recused_from_the_whole_comparison_is_told_nothing(world: World) -> None:
    award_round = world.open(reach=Reach.COMPARISON)
    made = world.judge(award_round, 2)
    world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC)
    world.declare_all(award_round, made, "juror_b")
    world.score(award_round, [])
    for name in ("chair", "deputy_b", "juror_c"):
        for nomination in made:
            world.seal(name, nomination, 4, 4)
    phases.move(world.work("secretariat"), award_round, "open_deliberation")
    own = of(world, award_round, "juror_b", "juror_b")
    assert (own.juror, own.scored) == (None, [])
    assert own.table is not None
    assert own.table.rows == []


@pytest.mark.parametrize(("sheets", "is_enough"), [(5, False), (6, True)])
def test_five_sheets_are_too_few_to_tell_severity_from_chance_and_six_are_not(
    world: World, sheets: int, is_enough: bool
) -> None:
    award_round = five_sheets(world) if sheets == 5 else world.at("deliberation")[0]
    panel = figures.of_all(world.work("chair"), award_round)
    assert [(one.held.person_name, one.is_enough) for one in panel.figures] == [
        ("chair", is_enough),
        ("juror_b", is_enough),
        ("juror_c", is_enough),
    ]


def test_a_round_from_before_the_product_has_no_figures(world: World) -> None:
    work = world.work("secretariat")
    past = announcements.enter_past_round(
        work, world.prize, year=2020, jury_id=world.jury.id, history={}
    )
    for name in ("chair", "juror_b"):
        with pytest.raises(NotFoundError):
            of(world, past, name, name)
