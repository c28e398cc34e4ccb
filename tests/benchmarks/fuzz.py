"""Requests at random, in each role, as many as one likes. Run by hand:

    HEDERSPRIS_TEST_DATABASE_URL=postgresql+psycopg://… \\
        .venv/bin/python -m tests.benchmarks.fuzz [--requests 20000] [--role ROLE] [--seed 1]

Each finding is printed with what repeats it: ``--seed S --role R --batch N``.
 Ends with 1 if there is any.
"""

import argparse
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter, process_time
from unittest.mock import patch

from argon2 import PasswordHasher

from app.services import passwords
from tests.conftest import close, make_app, make_database, pytest_collection_finish, worker
from tests.web.access_world import ROLES
from tests.web.fuzz import BATCH, Fuzzer, prepare

SHOWN = 3
"""So many findings of one kind are printed whole."""


def main() -> int:
    """Fuzz, and say how many requests were made how fast, and what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--requests", type=int, default=20_000, help="in each role")
    asked.add_argument("--role", choices=ROLES, action="append")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--batch", type=int, help="only this one")
    given = asked.parse_args()
    logging.disable(logging.CRITICAL)
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with tempfile.TemporaryDirectory() as folder, patch.object(passwords, "_HASHER", cheap):
        app = make_app(make_database(Path(folder), f"hederspris_fuzz_long_{worker()}"))
        ground = prepare(app)
        pytest_collection_finish()  # the collector passes over what is loaded by now
        kinds: Counter[str] = Counter()
        for role in given.role or ROLES:
            fuzz(Fuzzer(ground, role, given.seed), given, kinds)
        close(app)
    return 1 if kinds else 0


def fuzz(fuzzer: Fuzzer, given: argparse.Namespace, kinds: "Counter[str]") -> None:
    """Make the requests in one role."""
    numbers = range(-(-given.requests // BATCH)) if given.batch is None else [given.batch]
    began, worked = perf_counter(), process_time()
    for number in numbers:
        for finding in fuzzer.batch(number):
            kind = finding.what.strip().splitlines()[-1][:120]
            kinds[kind] += 1
            if kinds[kind] <= SHOWN:
                say(f"--- found: {finding}\n")
    made = fuzzer.made
    took = perf_counter() - began
    say(
        f"{fuzzer.role}: {made} requests, {made / took:.0f} a second,"
        f" {process_time() - worked:.0f} s of CPU time,"
        f" answers {dict(sorted(fuzzer.answers.items()))}"
    )


def say(words: str) -> None:
    """Write at once, so that a long run can be followed."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
