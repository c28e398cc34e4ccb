"""The check of the record as it is run: beside people who write, and against heads kept outside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Account, AuditChain, Nomination, Round, Stage
from app.models.engine import writing
from app.rules.lifecycle import Milestone, StageKind, StageState
from app.services import accounts, audit, rounds, scores
from app.services.audit import Finding, chains, verifying
from app.services.audit.chains import Only
from app.services.work import Work
from tests.factories import sheet
from tests.races.conftest import Act, Arena


def run(arena: Arena, *arguments: str) -> Result:
    """Run a command as an operator does: in a transaction of its own, that only reads."""
    arena.session.commit()
    token = writing.set(False)
    try:
        return arena.app.test_cli_runner().invoke(args=["audit", *arguments])
    finally:
        writing.reset(token)


def test_two_who_begin_a_chain_at_once_make_one(arena: Arena) -> None:
    stage = Stage(position=1, kind=StageKind.FINAL, state=StageState.WAITING)
    columns = {"slug": "prisen-1990", "year": 1990, "milestone": Milestone.PLANNED}
    award_round = Round(prize=arena.world.prize, stages=[stage], **columns)
    arena.session.add(award_round)
    arena.session.flush()
    round_id = award_round.id
    arena.session.commit()

    def record(kind: str, **data: Any) -> Act:
        def act(work: Work) -> None:
            held = rounds.by_id(work.session, round_id)
            audit.record(work, kind, f"round:{round_id}", award_round=held, **data)

        return act

    outcomes = arena.race(
        ("secretariat", record("round.planned", year=1990)),
        ("auditor", record("thing.done")),
        ("chair", record("thing.done")),
    )
    assert outcomes == [None, None, None]
    made = select(AuditChain.length).where(AuditChain.round_id == round_id)
    assert arena.session.scalars(made).all() == [3]
    assert audit.verify(arena.session) == []


def test_what_is_written_while_the_check_runs_is_no_fault(
    arena: Arena, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (one, _) = arena.at("scoring")
    juror = arena.id_of("juror_b")
    check = chains.check
    sealed: list[int] = []

    def and_then_somebody_writes(session: Session, only: Only = None) -> Iterator[Finding]:
        yield from check(session, only)
        token = writing.set(True)
        with Session(db.engine) as other:
            account = other.get_one(Account, juror)
            actor = accounts.actor_for(other, account, arena.clock.now.date())
            nomination = other.get_one(Nomination, one)
            made = scores.seal(Work(other, actor, arena.clock.now), nomination, sheet(4, 5))
            sealed.append(made.revision_count)
            other.commit()
        writing.reset(token)

    monkeypatch.setattr(verifying.chains, "check", and_then_somebody_writes)
    result = run(arena, "verify")
    assert sealed == [1]
    assert (result.exit_code, "all as they were recorded" in result.output) == (0, True)


@pytest.fixture
def noted(arena: Arena, tmp_path: Path) -> Path:
    """Print the heads of all chains into a file."""
    arena.at("scoring")
    printed = run(arena, "heads")
    assert printed.exit_code == 0
    file = tmp_path / "heads.txt"
    file.write_text(printed.output, encoding="utf-8")
    return file


def test_heads_are_a_line_a_chain_under_one_that_says_what_they_are(
    arena: Arena, noted: Path
) -> None:
    first, *lines = noted.read_text(encoding="utf-8").splitlines()
    at = arena.clock.now.isoformat(timespec="seconds")
    what = "chain, length, digest of its last event"
    assert first == f"# Heads of Hederspris' audit chains, {at}: {what}"
    chains_held = select(AuditChain.name, AuditChain.length, AuditChain.head).order_by(
        AuditChain.id
    )
    assert lines == [" ".join(map(str, row)) for row in arena.session.execute(chains_held)]


def test_the_check_compares_with_heads_and_says_so(arena: Arena, noted: Path) -> None:
    arena.at("open")
    result = run(arena, "verify", "--against", str(noted))
    chains_noted = len(noted.read_text(encoding="utf-8").splitlines()) - 1
    assert result.exit_code == 0
    assert result.output.splitlines()[1] == (
        f"{chains_noted} heads that were kept outside: all in their chains."
    )


def test_what_is_not_in_the_chain_any_more_is_a_finding(arena: Arena, noted: Path) -> None:
    lines = noted.read_text(encoding="utf-8").splitlines()
    name, length, _ = lines[-1].split()
    lines[-1] = f"{name} {length} jcs:{'0' * 64}"
    noted.write_text("\n".join(lines), encoding="utf-8")
    result = run(arena, "verify", "--against", str(noted))
    what = f"computed anew by event {length}, which is not the one that was noted"
    assert (result.exit_code, result.output) == (1, f"{name}: the chain was {what}\n")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("noe annet", "line 1 does not begin with “# Heads of Hederspris' audit chains”"),
        (
            "# Heads of Hederspris' audit chains\nx",
            "line 2 is not a chain, its length and a digest",
        ),
    ],
)
def test_a_file_that_holds_no_heads_is_refused_in_a_sentence(
    arena: Arena, tmp_path: Path, given: str, said: str
) -> None:
    file = tmp_path / "heads.txt"
    file.write_text(given, encoding="utf-8")
    result = run(arena, "verify", "--against", str(file))
    assert (result.exit_code, result.output) == (2, f"{file}: {said}.\n")


def test_a_file_that_is_not_there_is_said_so(arena: Arena, tmp_path: Path) -> None:
    result = run(arena, "verify", "--against", str(tmp_path / "heads.txt"))
    assert result.exit_code == 2
    assert "does not exist" in result.output
