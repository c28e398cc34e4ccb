"""Texts are clean in every row, whoever gives them: a page, a command, a seed, a service."""

from dataclasses import replace

import pytest
from sqlalchemy import JSON, Enum, String, update

from app.models import Nomination, NominationMove, ScoreRevision
from app.models.base import Model
from app.services import accounts, audit, digests, nominations, scores, screening, withdrawals
from app.services.attempts import Source
from tests.factories import World, sheet

NASTY = "En\r\nto\x00tre\u2028fire\ud800 e\u0301"
CLEAN = "En\nto tre\nfire\ufffd é"

COLUMNS = [
    (mapper.class_, attribute.key, attribute.columns[0].type)
    for mapper in sorted(Model.registry.mappers, key=lambda one: one.class_.__name__)
    for attribute in mapper.column_attrs
    if isinstance(attribute.columns[0].type, (String, JSON))
    and not isinstance(attribute.columns[0].type, Enum)
]


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, key, _ in COLUMNS])
def test_a_row_is_given_no_text_that_is_not_clean(kind: type[Model], key: str) -> None:
    row = kind(**{key: NASTY})
    assert getattr(row, key) == CLEAN
    setattr(row, key, {NASTY: [NASTY, 1]})
    assert getattr(row, key) == {CLEAN: [CLEAN, 1]}


def test_there_are_columns_of_both_kinds() -> None:
    kinds = [isinstance(kind, JSON) for _, _, kind in COLUMNS]
    assert kinds.count(True) > 20
    assert kinds.count(False) > 40


def test_what_a_digest_vouches_for_is_what_is_stored(world: World) -> None:
    _, made = world.at("scoring")
    given = replace(sheet(4, 4, NASTY), notes=NASTY)
    sealed = scores.seal(world.work("juror_b"), made[0], given)
    (revision,) = world.session.query(ScoreRevision).filter_by(sheet_id=sealed.id)
    assert (revision.grounds, sealed.private_notes) == (CLEAN, CLEAN)
    world.session.expire_all()
    assert audit.verify(world.session) == []


def test_a_draft_that_was_stored_before_is_frozen_clean(world: World) -> None:
    """It was stored when a text still could hold such characters."""
    award_round = world.open()
    draft = world.draft(award_round)
    old = {**draft.answers, "story": NASTY.replace("\ud800", "")}
    world.session.execute(update(Nomination).values(answers=old))
    world.session.expire_all()
    version = nominations.submit(world.work("nominator"), draft)
    assert version.content["answers"]["story"] == CLEAN.replace("\ufffd", "")
    world.session.expire(version)
    assert version.digest == digests.of(version.content)


def test_what_people_say_is_stored_clean(world: World) -> None:
    award_round = world.open()
    first, second = world.submit(award_round)
    world.pass_time(days=11)
    screening.reject(world.work("secretariat"), first, NASTY)
    withdrawals.withdraw(world.work("nominator"), second, NASTY)
    world.session.expire_all()
    moves = world.session.query(NominationMove).filter(NominationMove.reason != "")
    assert [move.reason for move in moves] == [CLEAN, CLEAN]


HERE = Source(account="an account", network="a network")


def test_a_password_opens_however_its_letters_are_written(world: World) -> None:
    system = world.work("administrator")
    accounts.create(system, email="aa@example.org", name="Å", password="b\u00e5tt\x85ur")
    opened = accounts.authenticate(system, "aa@example.org", "ba\u030att\x85ur", HERE)
    assert opened.name == "Å"
    with pytest.raises(accounts.SignInRefusedError):
        accounts.authenticate(system, "aa@example.org", "b\u00e5tt\nur", HERE)
