"""A route without a guard, or with two, does not start."""

import pytest
from flask import Flask

from app.rules.access import Permission
from app.web import guards
from app.web.guards import GuardError, guard_of, needs, public, signed_in
from tests.clients import ReviewingClient, client_of
from tests.factories import World


def test_every_route_of_the_product_has_its_guard(app: Flask) -> None:
    bare = [name for name, view in app.view_functions.items() if guard_of(view) is None]
    assert bare == ["static"]


def test_a_route_without_a_guard_is_refused_by_name() -> None:
    app = Flask(__name__)
    app.add_url_rule("/guarded", "guarded", public(lambda: "open"))
    guards.refuse_unguarded(app)
    app.add_url_rule("/bare", "bare", lambda: "open")
    with pytest.raises(GuardError, match="routes without a guard: bare"):
        guards.refuse_unguarded(app)


GUARDS = {"public": public, "signed_in": signed_in, "needs": needs(Permission.SCREEN)}


@pytest.mark.parametrize("inner", GUARDS)
@pytest.mark.parametrize("outer", GUARDS)
def test_two_guards_are_refused(outer: str, inner: str) -> None:
    def view() -> str:
        return "never"

    with pytest.raises(GuardError, match="two guards"):
        GUARDS[outer](GUARDS[inner](view))


def test_a_guard_is_named_on_the_view_it_guards() -> None:
    def view() -> str:
        """Say something."""
        return "something"

    assert guard_of(needs(Permission.SCREEN)(view)) == "screen"
    assert guard_of(view) is None


def test_who_has_not_signed_in_is_sent_to_do_so_and_back(bench: ReviewingClient) -> None:
    answer = bench.get("/bench/signed-in?page=2")
    assert answer.status_code == 302
    assert answer.location == "/logg-inn?next=/bench/signed-in?page%3D2"


def test_who_has_signed_in_comes_in(bench_app: Flask, bench_world: World) -> None:
    bench = client_of(bench_app, bench_world.people["stranger"].id)
    assert bench.get("/bench/signed-in").status_code == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [("stranger", 403), ("secretariat", 403), ("juror_b", 200), ("deputy_b", 200), ("chair", 200)],
)
def test_a_guard_lets_in_who_may_ever(
    bench_app: Flask, bench_world: World, name: str, status: int
) -> None:
    bench = client_of(bench_app, bench_world.people[name].id)
    assert bench.get("/bench/jury").status_code == status
