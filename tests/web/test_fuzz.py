"""The short form of the fuzz: some requests in each role. The long one: docs/tests.md."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import close, make_app, make_database, worker
from tests.web.access_world import ROLES
from tests.web.fuzz import Fuzzer, Ground, prepare

BATCHES = 1
SEED = 1


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Give a stage of its own, with a form that asks everything."""
    url = make_database(tmp_path_factory.mktemp("fuzz"), f"hederspris_fuzz_{worker()}")
    app: Flask = make_app(url)
    yield prepare(app)
    close(app)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_sent_ends_in_an_error(ground: Ground, role: str) -> None:
    fuzzer = Fuzzer(ground, role, SEED)
    found = [finding for number in range(BATCHES) for finding in fuzzer.batch(number)]
    assert not found, f"{len(found)} found, such as {found[0]}"
