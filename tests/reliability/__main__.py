"""The long form, by hand: ``python -m tests.reliability [--kills 200] [--database URL]``.

On a folder of its own for SQLite; on the server of ``HEDERSPRIS_TEST_DATABASE_URL``, where that
is set, for PostgreSQL. Ends with 1 when anything was lost or left half.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from click import echo

from tests.conftest import make_database
from tests.reliability.killing import kill

parser = ArgumentParser(prog="python -m tests.reliability", description=__doc__)
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--writers", type=int, default=10)
parser.add_argument("--seed", type=int, default=0)
asked = parser.parse_args()
with TemporaryDirectory() as folder:
    url = make_database(Path(folder), "hederspris_killed")
    made = kill(url, Path(folder), kills=asked.kills, writers=asked.writers, seed=asked.seed)
echo(
    f"{made.kills} kills, {made.breaks} broken lines; {made.acknowledged} changes acknowledged, "
    f"{made.receipts} receipts, {made.nominations} nominations; {made.orphans} files swept, "
    f"{len(made.faults)} faults"
)
for fault in made.faults:
    echo(fault)
sys.exit(1 if made.faults else 0)
