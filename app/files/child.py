"""The process that reads a file from a stranger: ``python -m app.files.child SOURCE TARGET``.

It has its own memory and its own time, both bounded by the system, and holds nothing of ours. What
it found it prints as JSON. Whatever becomes of it, the server goes on.
"""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

MEMORY = 1024**3
SECONDS = 20
WRITTEN = 256 * 1024**2
"""The largest file that it may write."""


def bound() -> None:
    """Have the system hold this process to its bounds, where it can."""
    try:
        import resource  # noqa: PLC0415 - of Unix alone
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main(source: str, target: str) -> None:
    """Read a file, and say what it is or why it is not taken."""
    from app.files.reading import read  # noqa: PLC0415 - after the bounds are set
    from app.rules.attachments import RefusedFileError, Why  # noqa: PLC0415 - likewise

    try:
        said = asdict(read(Path(source), Path(target)))
    except RefusedFileError as refused:
        said = {"why": refused.why.value, "figures": refused.figures}
    except MemoryError:
        said = {"why": Why.TOO_HEAVY.value, "figures": {}}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    bound()
    main(*sys.argv[1:])
