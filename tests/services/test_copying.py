"""Copying a nomination of an earlier year: what comes along, what does not, and for whom."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models import FormSection, Nomination, Question, Round
from app.rules.access import CollaboratorRole, DeniedError
from app.rules.writing_aids import WRITING_AIDS
from app.services import nominations, organisations, rounds
from app.services.nominations import NotMemberError, copying
from app.services.nominations.candidates import as_filled_in
from app.services.sharing.people import let_in
from app.services.work import NotFoundError
from tests.factories import World


@pytest.fixture
def rounds_of_two_years(world: World) -> tuple[Nomination, Round]:
    (source,) = world.submit(world.open(2026), 1)
    world.pass_time(days=20)
    return source, world.open(2027)


def question(world: World, award_round: Round, key: str) -> Question:
    return world.session.scalars(
        select(Question)
        .join(FormSection, FormSection.id == Question.section_id)
        .where(FormSection.round_id == award_round.id, Question.key == key)
    ).one()


def change(world: World, award_round: Round, which: str, **columns: Any) -> None:
    found = question(world, award_round, which)
    for name, value in columns.items():
        setattr(found, name, value)
    world.session.flush()


def test_answers_and_candidates_come_along_and_what_was_declared_does_not(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    made = copying.copy(world.work("nominator"), source, award_round)
    assert made.round_id == award_round.id
    assert made.answers == {
        "title": "Hemmelig tittel 1",
        "story": "Dette er teksten til Hemmelig tittel 1.",
    }
    assert WRITING_AIDS in source.answers
    assert as_filled_in(made) == as_filled_in(source)
    assert [fault.key for fault in nominations.find_faults(world.session, made)] == [WRITING_AIDS]


def test_what_the_form_of_now_has_no_room_for_is_listed(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    change(world, award_round, "story", key="another")
    found = copying.foresee(world.work("nominator"), source, award_round)
    assert set(found.taken) == {"title"}
    assert [(one.key, text) for one, text in found.left] == [
        ("story", "Dette er teksten til Hemmelig tittel 1.")
    ]


def test_a_question_of_another_kind_takes_nothing(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    change(world, award_round, "story", kind="url")
    found = copying.foresee(world.work("nominator"), source, award_round)
    assert (set(found.taken), [one.key for one, _ in found.left]) == ({"title"}, ["story"])


def test_a_question_that_is_put_otherwise_is_named(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    change(world, award_round, "story", label={"nb": "Noe annet?"})
    found = copying.foresee(world.work("nominator"), source, award_round)
    assert [one.key for one in found.changed] == ["story"]
    assert set(found.taken) == {"title", "story"}


def test_a_candidate_of_a_kind_that_is_not_taken_is_named_and_left(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    award_round.candidate_kinds = ["person"]
    world.session.flush()
    found = copying.foresee(world.work("nominator"), source, award_round)
    assert (found.candidates, found.unclear) == ([], ["Prøvedal kommune"])


def test_a_candidate_is_read_by_the_register_of_now(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    town = organisations.find_municipality(world.session, "0001", 2024)
    assert town is not None
    town.register_year = 2023
    world.session.flush()
    found = copying.foresee(world.work("nominator"), source, award_round)
    assert [(one.name, one.is_unclear) for one in found.candidates] == [("Prøvedal", True)]
    assert found.unclear == ["Prøvedal kommune"]


def test_only_those_who_act_for_the_organisation_copy_and_not_into_the_same_round(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    world.people["editor"] = world.account("editor")
    let_in(world.work("nominator"), source, world.people["editor"], CollaboratorRole.EDITOR)
    with pytest.raises(NotMemberError):
        copying.copy(world.work("editor"), source, award_round)
    with pytest.raises(DeniedError):
        copying.copy(world.work("stranger"), source, award_round)
    draft = world.draft(award_round)
    with pytest.raises(NotFoundError):
        copying.copy(world.work("nominator"), draft, award_round)


def test_those_of_other_rounds_of_the_prize_are_offered(
    world: World, rounds_of_two_years: tuple[Nomination, Round]
) -> None:
    source, award_round = rounds_of_two_years
    world.draft(award_round)
    assert [one.id for one in copying.earlier(world.work("nominator"), award_round)] == [source.id]
    assert copying.earlier(world.work("stranger"), award_round) == []
    assert rounds.by_id(world.session, source.round_id).prize_id == award_round.prize_id
