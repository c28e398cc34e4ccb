"""A list asks the database as often with twelve rows, or with more than a page, as with three."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from app.extensions import db
from app.models import Candidate, Nomination, Round
from app.models.engine import writing
from app.rules.impartiality import Answer, Outcome
from app.services import announcements, decisions, impartiality, jury, phases, screening
from app.services.decisions import PastNominee
from tests.addresses import at
from tests.clients import client_of
from tests.conftest import START, SettableClock, isolated
from tests.factories import World, decision

pytestmark = pytest.mark.sweep

FEW, MANY, PAGES = 3, 12, 52
MOST = 40
"""More statements than this, however constant, is a page that nobody has thought about."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements that are sent to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


class Counted:
    """Counts the statements of pages, by phase, reader and page."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        self.found: dict[tuple[str, str, str], int] = {}
        self.with_ranking: set[tuple[str, str, str]] = set()

    def read(self, phase: str, name: str | None, **addresses: str) -> None:
        """Fetch pages as somebody, and note how many statements each took."""
        self.world.session.commit()
        account = self.world.people[name].id if name else None
        client = client_of(self.app, account)
        client.reviewing = False
        for page, address in addresses.items():
            with statements() as sent:
                answer = client.get(address)
            assert answer.status_code == 200, (phase, name, page, answer.status_code)
            self.found[phase, name or "public", page] = len(sent)
            if any("decisions.ranking" in statement for statement in sent):
                self.with_ranking.add((phase, name or "public", page))


def count_all(app: Flask, rows: int) -> Counted:
    """Take a round with so many nominations, and as many years, through all its phases."""
    clock: SettableClock = app.config["CLOCK"]
    clock.now = START
    token = writing.set(True)
    with app.app_context(), isolated(app):
        world = World(db.session, clock)
        counted = Counted(app, world)
        _past(world, rows)
        award_round = world.open()
        made = world.submit(award_round, rows)
        _while_open(counted, award_round, made)
        _while_screening(counted, award_round, made)
        _while_declaring(counted, award_round, made)
        _while_scoring(counted, award_round, made)
        _while_deliberating(counted, award_round, made)
        _when_announced(counted, award_round, made)
        db.session.close()
    writing.reset(token)
    return counted


def _past(world: World, rows: int) -> None:
    for year in range(2025 - rows, 2025):
        work = world.work("secretariat")
        past = announcements.enter_past_round(
            work, world.prize, year=year, jury_id=world.jury.id, history={}
        )
        candidate = Candidate(position=1, name=f"Vinner {year}", place="Prøvefylke")
        citation = {"nb": f"Vinner i {year}."}
        decisions.record_past(
            work, past, [PastNominee(candidate, won=True)], citation=citation, grounds=[]
        )


def _while_open(counted: Counted, award_round: Round, made: list[Nomination]) -> None:
    slug, first = award_round.slug, made[0].id
    counted.read("open", None, front="/", history="/priser/prisen/tidligere", show=f"{at(slug)}")
    counted.read(
        "open",
        "nominator",
        overview="/oversikt",
        mine="/forslag",
        start=f"{at(slug)}/nytt-forslag",
        receipt=f"/forslag/{first}/kvittering",
    )
    counted.read("open", "secretariat", overview="/oversikt", control=f"{at(slug)}/styring")


def _while_screening(counted: Counted, award_round: Round, made: list[Nomination]) -> None:
    world, slug = counted.world, award_round.slug
    world.pass_time(days=11)
    counted.read(
        "screening",
        "secretariat",
        overview="/oversikt",
        control=f"{at(slug)}/styring",
        inbox=f"{at(slug)}/forslag",
        show=f"/forslag/{made[0].id}/gjennomgang",
    )
    for nomination in made:
        screening.admit(world.work("secretariat"), nomination, residents_checked=True)
    phases.move(world.work("secretariat"), award_round, "begin_judging")


def _while_declaring(counted: Counted, award_round: Round, made: list[Nomination]) -> None:
    world, slug = counted.world, award_round.slug
    counted.read("declaring", "juror_b", overview="/oversikt", desk=f"{at(slug)}/vurdering")
    for nomination in made:
        world.declare(award_round, "juror_c", nomination, Answer.POSSIBLE, "Vi har samarbeidet.")
    world.declare_all(award_round, made, "juror_c")
    pages = {"rulings": f"{at(slug)}/habilitet", "progress": f"{at(slug)}/framdrift"}
    for name in ("chair", "secretariat"):
        counted.read("declaring", name, **pages)
    counted.read("declaring", "juror_c", desk=f"{at(slug)}/vurdering")
    held = jury.holders(world.session, award_round, world.clock.now.date())
    in_conflict = next(one.id for one in held if one.person_name == "juror_c")
    for nomination in made:
        work = world.work("secretariat")
        impartiality.rule(
            work, award_round, nomination, in_conflict, Outcome.CLEARED, "Ikke nær nok."
        )
    phases.move(world.work("secretariat"), award_round, "open_scoring")


def _while_scoring(counted: Counted, award_round: Round, made: list[Nomination]) -> None:
    world, slug = counted.world, award_round.slug
    world.seal_all(made)
    own = {"desk": f"{at(slug)}/vurdering", "sheet": f"/vurdering/{made[0].id}"}
    counted.read("scoring", "juror_b", overview="/oversikt", **own)
    counted.read(
        "scoring",
        "secretariat",
        overview="/oversikt",
        control=f"{at(slug)}/styring",
        rulings=f"{at(slug)}/habilitet",
        progress=f"{at(slug)}/framdrift",
    )
    phases.move(world.work("secretariat"), award_round, "open_deliberation")


def _while_deliberating(counted: Counted, award_round: Round, made: list[Nomination]) -> None:
    slug = award_round.slug
    ranking = f"{at(slug)}/rangering"
    open_to_all = {"ranking": ranking, "sheets": f"{ranking}/{made[0].id}"}
    decide = f"{at(slug)}/avgjorelse"
    held = jury.holders(counted.world.session, award_round, counted.world.clock.now.date())
    own = {one.person_name: f"{ranking}/medlemmer/{one.id}" for one in held}
    counted.read("deliberation", "chair", overview="/oversikt", decide=decide, **open_to_all)
    counted.read("deliberation", "chair", jurors=f"{ranking}/medlemmer", juror=own["juror_b"])
    for name in ("juror_b", "deputy_b"):
        counted.read("deliberation", name, own=own[name])
    for name in ("juror_b", "secretariat"):
        counted.read("deliberation", name, **open_to_all)


def _when_announced(counted: Counted, award_round: Round, made: list[Nomination]) -> None:
    world, slug = counted.world, award_round.slug
    nominees = [nomination.id for nomination in made[1:]]
    decisions.finalise(world.work("chair"), award_round, decision(made, nominees=nominees))
    counted.read("decided", "chair", decide=f"{at(slug)}/avgjorelse")
    counted.read("decided", "auditor", ranking=f"{at(slug)}/rangering")
    announcements.announce(world.work("chair"), award_round, None)
    counted.read(
        "announced", None, front="/", history="/priser/prisen/tidligere", show=f"{at(slug)}"
    )
    counted.read("announced", "nominator", overview="/oversikt", mine="/forslag")
    counted.read(
        "announced",
        "secretariat",
        outbox=f"{at(slug)}/meldinger",
        trail=f"{at(slug)}/hendelseslogg",
    )
    counted.read("announced", "auditor", overview="/oversikt", installation="/hendelseslogg")


@pytest.fixture(scope="module")
def counted(app: Flask) -> dict[int, Counted]:
    """Count with few, with many, and with more than a page."""
    return {rows: count_all(app, rows) for rows in (FEW, MANY, PAGES)}


@pytest.fixture(scope="module")
def counts(counted: dict[int, Counted]) -> dict[int, dict[tuple[str, str, str], int]]:
    """Give how many statements each page took, by how many rows there were."""
    return {rows: one.found for rows, one in counted.items()}


def test_a_page_asks_as_often_with_many_rows_as_with_few(
    counts: dict[int, dict[tuple[str, str, str], int]],
) -> None:
    assert len(counts[FEW]) > 40
    assert counts[MANY] == counts[FEW]
    assert counts[PAGES] == counts[FEW]


def test_no_page_asks_more_than_it_should(
    counts: dict[int, dict[tuple[str, str, str], int]],
) -> None:
    asks_much = {page: count for page, count in counts[FEW].items() if count > MOST}
    assert asks_much == {}


def test_only_whoever_reads_the_decision_loads_the_frozen_ranking(
    counted: dict[int, Counted],
) -> None:
    assert counted[FEW].with_ranking == {
        ("deliberation", "chair", "decide"),
        ("decided", "chair", "decide"),
    }
