"""Rounds that a version before had one stage for, or a shortlist, go on where they stood."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Account, AuditEvent, Nomination, Round, ScoreSheet
from app.services import audit, decisions, nominees, phases, ranking, rounds, scores, shortlists
from app.services.accounts import actor_for
from app.services.work import Work
from tests.factories import decision, sheet
from tests.migrations import kept

SHEETS = ("id", "stage_id", "nomination_id", "appointment_id", "draft_scores", "revision_count")


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with kept.upgraded("handed_in", tmp_path_factory.mktemp("rounds")) as app:
        yield app


@pytest.fixture
def session(upgraded: Flask) -> Iterator[Session]:
    with upgraded.app_context():
        yield db.session
        db.session.rollback()


def work(session: Session, name: str) -> Work:
    """Give the work of somebody, an hour after the last thing that was done."""
    now = session.scalars(select(func.max(AuditEvent.happened_at))).one() + timedelta(hours=1)
    account = session.scalars(select(Account).where(Account.name == name)).one()
    return Work(session, actor_for(session, account, now.date()), now)


def judged(session: Session, award_round: Round) -> list[Nomination]:
    """Give what the jury judges, by number."""
    return list(
        session.scalars(
            select(Nomination)
            .where(
                Nomination.round_id == award_round.id,
                Nomination.state.in_(award_round.in_the_running),
            )
            .order_by(Nomination.number)
        )
    )


def test_every_round_has_a_list_and_stands_where_it_stood(session: Session) -> None:
    found = {
        award_round.year: [
            (one.kind.value, one.state.value, one.nominees.value) for one in award_round.stages
        ]
        for award_round in session.scalars(select(Round))
    }
    assert found == {
        2013: [],
        2026: [("final", "concluded", "not_here")],
        2027: [("final", "deliberation", "not_here")],
        2028: [("final", "waiting", "not_here")],
        2029: [("final", "waiting", "not_here")],
        2030: [("final", "scoring", "not_here")],
        2031: [("final", "concluded", "not_here")],
        2032: [("shortlist", "concluded", "later"), ("final", "waiting", "not_here")],
    }


def test_sheets_are_the_same_and_the_record_holds(session: Session) -> None:
    table = kept.read("handed_in")["tables"]["score_sheets"]
    was = [tuple(row[table["columns"].index(name)] for name in SHEETS) for row in table["rows"]]
    rows = session.execute(
        select(*(getattr(ScoreSheet, name) for name in SHEETS)).order_by(ScoreSheet.id)
    )
    assert [tuple(row) for row in rows] == was
    assert list(audit.verify(session)) == []


def test_the_recorded_round_is_read_as_before(session: Session) -> None:
    past = rounds.by_slug(session, "prisen-2013")
    sealed = decisions.sealed(session, past)
    assert sealed is not None
    assert decisions.seal_holds(sealed)
    assert [one.nomination.candidate_names for one in sealed.distinctions] == ["Vinneren i 2013"]


def test_in_the_round_in_scoring_jurors_hand_in_and_it_is_decided(session: Session) -> None:
    award_round = rounds.by_slug(session, "prisen-2030")
    first, second = judged(session, award_round)
    for name in ("chair", "juror_b", "juror_c"):
        scores.seal(work(session, name), first, sheet(5, 4))
        scores.seal(work(session, name), second, sheet(3, 4))
    phases.move(work(session, "secretariat"), award_round, "open_deliberation")
    sealed = decisions.finalise(work(session, "chair"), award_round, decision([first, second]))
    assert decisions.seal_holds(sealed)
    assert [stage.state.value for stage in award_round.stages] == ["concluded"]
    assert list(audit.verify(session)) == []


def test_the_round_in_deliberation_has_its_ranking_and_the_chair_decides(session: Session) -> None:
    award_round = rounds.by_slug(session, "prisen-2027")
    chair = work(session, "chair")
    frozen = ranking.to_freeze(session, award_round, chair.today)
    assert [(one["nomination"], one["place"], one["score"]) for one in frozen["places"]] == [
        (1, 1, "4.6"),
        (2, 2, "4.0"),
    ]
    sealed = decisions.finalise(chair, award_round, decision(judged(session, award_round)))
    assert sealed.ranking["places"] == frozen["places"]
    assert list(audit.verify(session)) == []


def test_what_was_decided_is_what_would_be_ranked_today(session: Session) -> None:
    award_round = rounds.by_slug(session, "prisen-2031")
    sealed = decisions.sealed(session, award_round)
    assert sealed is not None
    assert decisions.seal_holds(sealed)
    frozen = ranking.to_freeze(session, award_round, work(session, "chair").today)
    for part in ("places", "scores", "method"):
        assert frozen[part] == sealed.ranking[part]


def test_the_round_with_a_shortlist_goes_on_to_its_final(session: Session) -> None:
    award_round = rounds.by_slug(session, "prisen-2032")
    (named,) = shortlists.named(session, award_round)
    went_on = [one.nomination_id for one in named.entries if one.goes_on]
    assert nominees.named_ids(session, award_round) == went_on
    assert nominees.public(session, award_round) is None
    for name in ("open_declaring", "open_scoring"):
        phases.move(work(session, "secretariat"), award_round, name)
    made = judged(session, award_round)
    assert [one.id for one in made] == went_on
    for name in ("chair", "juror_b", "juror_c"):
        for one in made:
            scores.seal(work(session, name), one, sheet(5 if one is made[0] else 2, 4))
    phases.move(work(session, "secretariat"), award_round, "open_deliberation")
    sealed = decisions.finalise(work(session, "chair"), award_round, decision(made))
    assert [(one.nomination_id, one.distinction.value) for one in sealed.distinctions] == [
        (went_on[0], "winner"),
        (went_on[1], "nominee"),
    ]
    assert list(audit.verify(session)) == []
