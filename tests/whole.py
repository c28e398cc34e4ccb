"""The short form of what reads page after page, and the whole one, which is run by hand.

``HEDERSPRIS_TEST_WHOLE=1 .venv/bin/pytest -n 3 -m sweep`` reads in every phase and every role.
"""

import os

from tests.factories import PHASES

WHOLE = os.environ.get("HEDERSPRIS_TEST_WHOLE") == "1"
BORDERS = PHASES if WHOLE else ("open", "scoring", "deliberation", "decided", "announced")
"""Where what may be read changes: call, sheets, what the jury sees, what some know, and all."""
THREE = PHASES if WHOLE else ("open", "scoring", "announced")
"""The call, while the jury scores, and when everybody sees all."""
