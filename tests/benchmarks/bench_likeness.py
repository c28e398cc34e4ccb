"""How long it takes to compare the texts of a round: ``python -m tests.benchmarks.bench_likeness``.

Texts of so many words as nominations have, of a vocabulary that falls off as that of languages
does, each twentieth of them a copy with some words changed.
"""

import random
import sys
import time
import tracemalloc

from app.ranking.likeness import alike

WORDS = 700


def texts(count: int, seed: int = 1) -> list[str]:
    """Make texts that share common words and differ in rare ones."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    letters = "abcdefghijklmnoprstuvyæøå"
    known = ["".join(chance.choices(letters, k=chance.randint(3, 11))) for _ in range(30_000)]
    weights = [1 / (rank + 3) for rank in range(len(known))]
    made: list[str] = []
    for place in range(count):
        if place % 20 == 19:
            told = made[place - 5].split()
            for at in chance.sample(range(len(told)), len(told) // 10):
                told[at] = chance.choice(known)
        else:
            told = chance.choices(known, weights, k=WORDS)
        made.append(" ".join(told))
    return made


def main() -> None:
    """Print seconds and memory for some counts, or for those that are asked for."""
    for count in [int(one) for one in sys.argv[1:]] or [100, 500, 2000]:
        made = texts(count)
        start = time.process_time()
        pairs = alike(made, 0.4)
        seconds = time.process_time() - start
        tracemalloc.start()
        alike(made, 0.4)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        print(f"{count:5} texts: {seconds:6.2f} s, {peak:5.0f} MB, {len(pairs)} pairs")  # noqa: T201 - by hand


if __name__ == "__main__":
    main()
