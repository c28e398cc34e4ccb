"""The migrations: one line of them, to what the models say, up and down with data in it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import (
    MetaData,
    Table,
    create_engine,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from app.extensions import alembic, db
from app.models import Account, AuditEvent, Model
from app.models.engine import writing
from app.rules.dates import RoundDate
from app.rules.notices import Stopped
from app.services import (
    attempts,
    audit,
    phases,
    sessions,
    signing_keys,
)
from tests import balloting, meeting
from tests.conftest import START, make_app, make_database, worker
from tests.factories import World
from tests.migrations.shapes import shape
from tests.migrations.stored import (
    LOST,
    TAKEN_OUT,
    attached,
    closed,
    desk,
    handing_in,
    invited,
    moved,
    named,
    sat,
    shared,
    watched,
)
from tests.services.recorded import enter_paper

TABLES = Model.metadata.tables


def dispose(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_database(tmp_path_factory.mktemp("migrated"), f"hederspris_migrated_{worker()}")


@pytest.fixture(scope="module")
def migrated(url: str) -> Iterator[Flask]:
    """Give an application on a database of its own, with two rounds really stored in it."""
    app = make_app(url)
    token = writing.set(True)
    with app.app_context():
        world = World(db.session, app.config["CLOCK"])
        world.at("archived", 2026)
        amended, made = world.at("deliberation", 2027)
        world.amend(amended, quorum=1)
        meeting.in_full(world, amended)
        planned = world.plan(2028)
        phases.change_dates(
            world.work("secretariat"),
            planned,
            {RoundDate.ANNOUNCEMENT: None},
            "",
            base=planned.version,
        )
        handing_in(world, planned)
        named(world)
        invited(world)
        closed(world)
        attached(world)
        shared(world, made[0])
        moved(world)
        desk(world)
        watched(world)
        sat(world)
        enter_paper(world, 2051)
        balloting.to_deliberation(world, 2053)
        signing_keys.ensure(world.system, "hemmelig")
        db.session.commit()
    yield app
    writing.reset(token)
    dispose(app)


def rows(app: Flask) -> dict[str, int]:
    """Count the rows of every table that there is in the revision that the database is at."""
    with app.app_context():
        there = set(inspect(db.engine).get_table_names())
        return {
            name: db.session.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in TABLES.items()
            if name in there
        }


def migrate(app: Flask, direction: str, target: int | str) -> None:
    with app.app_context():
        getattr(alembic, direction)(target)


def revision(app: Flask) -> list[str]:
    with app.app_context():
        return [script.revision for script in alembic.current()]


def line(app: Flask) -> list[str]:
    """List the revisions from the newest to the first."""
    with app.app_context():
        return [script.revision for script in alembic.script_directory.walk_revisions()]


def test_there_is_one_line_of_migrations(migrated: Flask) -> None:
    with migrated.app_context():
        heads = [script.revision for script in alembic.heads()]
        scripts = list(alembic.script_directory.walk_revisions())
    newest_first = sorted((script.revision for script in scripts), reverse=True)
    assert heads == newest_first[:1]
    assert [script.revision for script in scripts] == newest_first
    assert [script.down_revision for script in scripts] == [*newest_first[1:], None]
    assert [script.path.rsplit("/", 1)[1][:5] for script in scripts] == [
        f"{number}_" for number in newest_first
    ]


def test_the_models_ask_for_nothing_more(migrated: Flask) -> None:
    with migrated.app_context():
        assert alembic.compare_metadata() == []


def test_the_migrations_make_what_the_models_would(
    migrated: Flask, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Checks too, which the comparison above does not look at."""
    folder = tmp_path_factory.mktemp("made")
    engine = create_engine(make_database(folder, f"hederspris_made_{worker()}"))
    Model.metadata.create_all(engine)
    try:
        made = shape(engine)
        with migrated.app_context():
            found = shape(db.engine)
    finally:
        engine.dispose()
    assert sorted(found) == sorted(made) == sorted(TABLES)
    for name, table in made.items():
        assert found[name] == table, name


def test_every_table_has_data_that_a_migration_must_keep(migrated: Flask) -> None:
    empty = {name for name, number in rows(migrated).items() if number == 0}
    # What is computed can be computed again, how sending goes is noted by the next sender, and a
    # session or a count is begun anew.
    assert empty == {"analyses", "ruling_participants", "rulings", "sending", "sessions"}


def test_each_migration_is_undone_and_done_again_with_the_data_in_place(migrated: Flask) -> None:
    """Down to the first and up again, each undone, done and undone: rows go with their table."""
    for upper, lower in pairwise(line(migrated)):
        above = rows(migrated)
        migrate(migrated, "downgrade", lower)
        assert revision(migrated) == [lower]
        below = rows(migrated)
        gone = LOST.get(upper, {})
        assert below == {name: above[name] - gone.get(name, 0) for name in below}
        migrate(migrated, "upgrade", upper)
        assert revision(migrated) == [upper]
        assert rows(migrated) == {name: below.get(name, 0) for name in above}
        migrate(migrated, "downgrade", lower)
    migrate(migrated, "upgrade", "heads")
    with migrated.app_context():
        assert alembic.compare_metadata() == []
    with migrated.app_context():
        found = [str(finding) for finding in audit.verify(db.session)]
    assert sorted(found) == sorted(each for said in TAKEN_OUT.values() for each in said)


def test_what_is_on_record_is_guarded_again_after_that(migrated: Flask) -> None:
    with migrated.app_context():
        with pytest.raises(DBAPIError):
            db.session.execute(delete(AuditEvent))
        db.session.rollback()


def rulebooks(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        rows = db.session.execute(select(TABLES["rulebooks"]).order_by(TABLES["rulebooks"].c.id))
        return [dict(row) for row in rows.mappings()]


def test_locked_rules_are_kept_and_only_those(migrated: Flask) -> None:
    before = rulebooks(migrated)
    assert [(one["version"], one["locked_at"] is not None) for one in before] == [
        (1, True),
        (1, True),
        (2, True),
        (1, False),
        (1, True),
        (1, False),
        (1, False),
        *[(1, True)] * 4,
    ]
    migrate(migrated, "downgrade", "0003")
    table = TABLES["rulebooks"]
    with migrated.app_context():
        assert db.session.execute(update(table).values(quorum=3)).rowcount == 11
        db.session.rollback()
    migrate(migrated, "upgrade", "heads")
    assert rulebooks(migrated) == before
    with migrated.app_context():
        for locked in (*before[:3], before[4], *before[7:]):
            for act in (update(table).values(quorum=3), delete(table)):
                with pytest.raises(DBAPIError, match="append-only"):
                    db.session.execute(act.where(table.c.id == locked["id"]))
                db.session.rollback()
        free = update(table).values(quorum=3).where(table.c.id == before[3]["id"])
        assert db.session.execute(free).rowcount == 1
        db.session.rollback()


def test_candidates_from_before_get_the_kind_that_they_were(migrated: Flask) -> None:
    table = TABLES["candidates"]

    def kinds() -> list[tuple[str, str, bool]]:
        with migrated.app_context():
            rows = db.session.execute(
                select(table.c.kind, table.c.name, table.c.municipality_id.is_not(None))
                .where(table.c.position > 1)
                .order_by(table.c.position)
            )
            return [(str(row[0]), row[1], row[2]) for row in rows]

    with migrated.app_context():
        first = db.session.execute(select(table).where(table.c.position == 1).limit(1)).one()
        town = first.municipality_id
        of = {"nomination_id": first.nomination_id, "place": "", "is_invented": False}
        for position, columns in (
            (2, {"kind": "municipality", "name": "Prøvedal kommune", "municipality_id": town}),
            (3, {"kind": "municipality", "name": "Prøve", "is_unclear": True}),
            (4, {"kind": "organisation", "name": "Stiftelsen"}),
            (5, {"kind": "place", "name": "Torget", "municipality_id": town}),
        ):
            known = {"is_unclear": False, "municipality_id": None, "details": {}, **columns}
            db.session.execute(insert(table).values(position=position, **of, **known))
        db.session.commit()
    migrate(migrated, "downgrade", "0013")
    migrate(migrated, "upgrade", "heads")
    assert kinds() == [
        ("municipality", "Prøvedal kommune", True),
        ("municipality", "Prøve", False),
        ("organisation", "Stiftelsen", False),
        ("organisation", "Torget", False),
    ]
    with migrated.app_context():
        db.session.execute(delete(table).where(table.c.position > 1))
        db.session.commit()


def words(app: Flask) -> tuple[set[str], set[tuple[str, str]]]:
    """Give the answers that are declared, and how the notices of rulings are called."""
    with app.app_context():
        answers = set(db.session.scalars(text("SELECT answer FROM declarations")))
        told = text("SELECT kind, key FROM notices WHERE kind LIKE '%ruled'")
        return answers, {(row.kind, row.key) for row in db.session.execute(told)}


def test_a_conflict_is_called_so_in_rows_from_before_too(migrated: Flask) -> None:
    with migrated.app_context():
        receiver = db.session.scalars(text("SELECT min(id) FROM accounts")).one()
        db.session.execute(
            insert(TABLES["notices"]).values(
                account_id=receiver,
                kind="conflict_ruled",
                key="conflict_ruled:ruling:1:1",
                context={},
                queued_at=START,
                not_before=START,
            )
        )
        db.session.commit()
    now = words(migrated)
    assert now == ({"no_conflict"}, {("conflict_ruled", "conflict_ruled:ruling:1:1")})
    migrate(migrated, "downgrade", "0004")
    assert words(migrated) == ({"no_ties"}, {("tie_ruled", "tie_ruled:ruling:1:1")})
    migrate(migrated, "upgrade", "heads")
    assert words(migrated) == now
    with migrated.app_context():
        table = TABLES["declarations"]
        for act in (update(table).values(answer="automatic"), delete(table)):
            with pytest.raises(DBAPIError, match="append-only"):
                db.session.execute(act)
            db.session.rollback()


def as_it_is(name: str) -> Table:
    """Give a table as the database has it now, which is not what the models say."""
    return Table(name, MetaData(), autoload_with=db.session.connection())


def outbox(app: Flask) -> list[tuple[Any, ...]]:
    """Give how the messages of the test stand that have a number for a key."""
    table = TABLES["notices"].c
    names = ("attempts", "claimed_until", "retry_at", "stopped")
    with app.app_context():
        found = select(*(table[name] for name in names)).where(table.key.like("number:%"))
        return [tuple(row) for row in db.session.execute(found.order_by(table.key))]


def test_a_pause_is_no_claim_and_what_was_given_up_is_said_to_be(migrated: Flask) -> None:
    migrate(migrated, "downgrade", "0006")
    pause = START + timedelta(minutes=8)
    rows = [(0, None, ""), (3, pause, "550"), (8, pause, "down")]
    with migrated.app_context():
        receiver = db.session.scalars(text("SELECT min(id) FROM accounts")).one()
        for number, (attempts, until, error) in enumerate(rows):
            db.session.execute(
                insert(as_it_is("notices")).values(
                    account_id=receiver,
                    kind="scoring_open",
                    key=f"number:{number}",
                    context={},
                    queued_at=START,
                    not_before=START,
                    attempts=attempts,
                    claimed_until=until,
                    last_error=error,
                )
            )
        db.session.commit()
    migrate(migrated, "upgrade", "heads")
    now = [(0, None, None, None), (3, None, pause, None), (8, None, None, Stopped.GIVEN_UP)]
    assert outbox(migrated) == now
    with migrated.app_context():
        closed = update(TABLES["notices"]).where(TABLES["notices"].c.key == "number:0")
        db.session.execute(closed.values(stopped=Stopped.ACCOUNT_CLOSED))
        db.session.commit()
    migrate(migrated, "downgrade", "0006")
    with migrated.app_context():
        found = text("SELECT attempts FROM notices WHERE key LIKE 'number:%' ORDER BY key")
        assert db.session.scalars(found).all() == [8, 3, 8]  # none is sent that had stopped
    migrate(migrated, "upgrade", "heads")


def test_sessions_and_counts_are_begun_anew(migrated: Flask) -> None:
    with migrated.app_context():
        account = db.session.scalars(select(Account)).first()
        assert account is not None
        sessions.start(db.session, account, START)
        attempts.tell(db.session, "denied:1", START)
        db.session.commit()
    held = rows(migrated)
    assert (held["sessions"], held["attempts"]) == (1, 1)
    migrate(migrated, "downgrade", "0005")
    migrate(migrated, "upgrade", "heads")
    assert rows(migrated) == held | {"sessions": 0, "attempts": 0}


def test_without_the_guards_the_record_could_be_changed(migrated: Flask) -> None:
    """Makes sure that it is the migration that guards it, and nothing else."""
    migrate(migrated, "downgrade", "0001")
    with migrated.app_context():
        db.session.execute(delete(AuditEvent))
        db.session.rollback()
    migrate(migrated, "upgrade", "heads")


def test_from_nothing_to_the_newest_and_back(migrated: Flask) -> None:
    migrate(migrated, "downgrade", "base")
    with migrated.app_context():
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        if db.engine.dialect.name == "postgresql":
            left = db.session.scalar(
                text("SELECT count(*) FROM pg_proc WHERE proname LIKE 'refuse_%'")
            )
            assert left == 0
    migrate(migrated, "upgrade", "heads")
    assert set(rows(migrated).values()) == {0}
