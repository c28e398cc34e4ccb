"""One request, one transaction: committed after an unsafe method below 400, else not at all."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEvent, Organisation
from app.web.transaction import WriteInSafeRequestError
from tests.clients import ReviewingClient, client_of
from tests.factories import World


def stored(session: Session) -> list[str]:
    return list(session.scalars(select(Organisation.name).order_by(Organisation.name)))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_an_unsafe_request_that_succeeds_is_committed(
    bench: ReviewingClient, bench_session: Session, method: str
) -> None:
    assert bench.open("/bench/store", method=method).status_code == 200
    assert stored(bench_session) == ["stored"]


@pytest.mark.parametrize("code", [200, 204, 303])
def test_an_answer_below_400_is_committed(
    bench: ReviewingClient, bench_session: Session, code: int
) -> None:
    assert bench.post(f"/bench/answer/{code}").status_code == code
    assert stored(bench_session) == [f"answered {code}"]


@pytest.mark.parametrize("code", [400, 403, 404, 409, 422, 500])
def test_an_answer_of_400_and_above_is_rolled_back(
    bench: ReviewingClient, bench_session: Session, code: int
) -> None:
    assert bench.post(f"/bench/answer/{code}").status_code == code
    assert stored(bench_session) == []


@pytest.mark.parametrize("code", [400, 403, 404, 409])
def test_an_error_that_is_raised_is_rolled_back(
    bench: ReviewingClient, bench_session: Session, code: int
) -> None:
    assert bench.post(f"/bench/abort/{code}").status_code == code
    assert stored(bench_session) == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_get_that_writes_is_an_error(bench: ReviewingClient, method: str) -> None:
    with pytest.raises(WriteInSafeRequestError):
        bench.open("/bench/store-at-once", method=method)


def test_a_get_that_writes_without_a_flush_leaves_nothing(
    bench: ReviewingClient, bench_session: Session
) -> None:
    assert bench.get("/bench/store").status_code == 200
    assert stored(bench_session) == []


def test_a_get_that_writes_behind_the_session_leaves_nothing(
    bench: ReviewingClient, bench_session: Session
) -> None:
    assert bench.get("/bench/store-in-bulk").status_code == 200
    assert stored(bench_session) == []


def test_a_request_may_write_after_one_that_only_read(
    bench: ReviewingClient, bench_session: Session
) -> None:
    assert bench.get("/bench/store").status_code == 200
    assert bench.post("/bench/store").status_code == 200
    assert stored(bench_session) == ["stored"]


def test_what_is_kept_survives_the_refusal_and_nothing_else(
    bench: ReviewingClient, bench_session: Session
) -> None:
    assert bench.post("/bench/keep").status_code == 409
    assert stored(bench_session) == ["kept"]


def test_what_is_kept_is_kept_for_that_request_only(
    bench: ReviewingClient, bench_session: Session
) -> None:
    bench.post("/bench/keep")
    bench.post("/bench/abort/409")
    assert stored(bench_session) == ["kept"]


def test_a_commit_that_fails_is_a_409_page_and_leaves_nothing(
    bench: ReviewingClient, bench_session: Session
) -> None:
    answer = bench.post("/bench/clash")
    assert answer.status_code == 409
    assert "Noen andre var først" in answer.get_data(as_text=True)
    assert stored(bench_session) == []


def test_after_a_commit_that_failed_the_next_request_is_sound(
    bench: ReviewingClient, bench_session: Session
) -> None:
    bench.post("/bench/clash")
    assert bench.post("/bench/store").status_code == 200
    assert stored(bench_session) == ["stored"]


def test_a_refused_sign_in_is_on_record(
    bench_app: Flask, bench_world: World, bench_session: Session
) -> None:
    bench = client_of(bench_app, None)
    form = {"email": "auditor@example.org", "password": "wrong"}
    assert bench.post("/logg-inn", data=form).status_code == 422
    latest = bench_session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert latest is not None
    auditor = bench_world.people["auditor"].id
    assert (latest.kind, latest.subject) == ("account.sign_in_refused", f"account:{auditor}")


def test_the_actor_is_read_afresh_for_every_request(
    bench_app: Flask, bench_world: World, bench_session: Session
) -> None:
    account = bench_world.people["stranger"]
    bench = client_of(bench_app, account.id)
    assert bench.get("/bench/jury").status_code == 403
    bench.sign_in(bench_world.people["juror_b"].id)
    assert bench.get("/bench/jury").status_code == 200
