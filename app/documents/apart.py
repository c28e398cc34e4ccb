"""Long documents, typeset in a process of their own: ``python -m app.documents.apart``.

Typst keeps what it has worked out for the next time, which is hundreds of megabytes for hundreds of
pages: they go with the process. What is asked comes as JSON on standard input, what is made leaves
on standard output.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app.documents.typesetting import DocumentRefusedError, typeset

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 120
"""So many seconds a document may take."""


def typeset_apart(
    template: str, data: Mapping[str, Any], *, language: str, made_at: datetime
) -> bytes:
    """Typeset a long document, as ``typeset`` does.

    Raises:
        DocumentRefusedError: it can't be made, or takes too long.

    """
    asked = {"data": data, "language": language, "made_at": made_at.isoformat()}
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        made = subprocess.run(  # noqa: S603 - our own program, with a name of ours
            [sys.executable, "-m", "app.documents.apart", template],
            cwd=ROOT,
            env=env,
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise DocumentRefusedError("it took too long") from late
    if made.returncode:
        raise DocumentRefusedError(made.stderr.decode(errors="replace")[-2000:])
    return made.stdout


def main(template: str) -> None:
    """Typeset what is asked on standard input."""
    asked = json.load(sys.stdin.buffer)
    made_at = datetime.fromisoformat(asked["made_at"])
    made = typeset(template, asked["data"], language=asked["language"], made_at=made_at)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
