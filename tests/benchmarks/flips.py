"""Bits flipped in a bundle, one at a time: each must be found, and its part be named.

    python -m tests.benchmarks.flips BUNDLE.zip… [--times 200] [--seed 1]

In every header, content and entry of the container, and in every part behind a container that was
packed anew. The verifier that answers is an unflipped ``verify.py`` in a process of its own, in an
empty folder, with Python and NumPy alone; what the product says in this process must be the same.
"""

import argparse
import json
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from app.verifying.assembling import verifier
from app.verifying.checking import check_bundle
from app.verifying.findings import Weight
from tests.verifying.flips import Flip, behind_container, in_container

ALONE = """
import base64, json, runpy, sys
program = runpy.run_path("verify.py", run_name="verifier")
sys.meta_path.insert(0, program["_Modules"]())
for line in sys.stdin:
    found = program["check_bundle"](base64.b64decode(line))
    sys.stdout.write(json.dumps([str(one) for one in found]) + "\\n")
    sys.stdout.flush()
"""


def main() -> int:
    """Flip, ask both, and count. Ends with 1 when something was not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundles", nargs="+", type=Path)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = Random(given.seed)  # noqa: S311 - the same flips each time
    bad = 0
    with TemporaryDirectory() as folder:
        Path(folder, "verify.py").write_bytes(verifier())
        for path in given.bundles:
            content = path.read_bytes()
            flips = [
                *in_container(content, random, given.times),
                *behind_container(content, random, given.times),
            ]
            bad += run(path, content, flips, folder)
    return 1 if bad else 0


def run(path: Path, content: bytes, flips: list[Flip], folder: str) -> int:
    """Ask of one bundle and all its flips; count those that were not found as they should."""
    command = [sys.executable, "-I", "-c", ALONE]
    counted, wrong = Counter[str](), 0
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="ascii"
    ) as alone:
        assert alone.stdin is not None
        assert alone.stdout is not None
        for flipped, part in [(content, ""), *flips]:
            alone.stdin.write(b64encode(flipped).decode() + "\n")
            alone.stdin.flush()
            told = json.loads(alone.stdout.readline())
            found = check_bundle(flipped)
            broken = [one for one in found if one.weight is Weight.BROKEN]
            named = {one.part for one in broken}
            is_named = part in named or (part == "manifest.json" and "signature.json" in named)
            if told != [str(one) for one in found] or (is_named if part else not broken) is False:
                wrong += 1
                sys.stderr.write(f"{path} {part}: {told}\n")
            counted[part] += 1
        alone.stdin.close()
    sys.stdout.write(f"{path}: {sum(counted.values()) - 1} flips, {wrong} not as they should\n")
    for part, times in counted.items():
        if part:
            sys.stdout.write(f"  {part}: {times}\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
