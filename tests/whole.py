"""The short form of what reads page after page, and the whole one, which is run by hand.

``HEDERSPRIS_TEST_WHOLE=1 .venv/bin/pytest -n 3 -m sweep`` reads in every phase and every role.
"""

import os

from tests.factories import PHASES

WHOLE = os.environ.get("HEDERSPRIS_TEST_WHOLE") == "1"
SECRET = PHASES if WHOLE else ("scoring", "deliberation", "decided")
"""Where the most must be kept from the most."""
THREE = PHASES if WHOLE else ("open", "scoring", "announced")
"""The call, while the jury scores, and when everybody sees all."""


def by_turns(phases: tuple[str, ...], place: int) -> tuple[str, ...]:
    """Give whoever comes in that place one of the phases, so that all are asked in by somebody."""
    return phases if WHOLE else (phases[place % len(phases)],)
