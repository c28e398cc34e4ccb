"""Who gets which answer of bundles: fetched by some, checked by anybody.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

from tests.web.access_desk import ELSEWHERE, EVERYBODY, Row

BUNDLES: dict[str, Row] = {
    "bundles.show": EVERYBODY,
    "bundles.check": {"public": "2", "rest": "2"},
    "bundles.program": EVERYBODY,
    # The rules of the stage keep the scores among the jury, and so the bundle that has them.
    "bundles.fetch_public": {"public": "4", "rest": "4"},
    "bundles.fetch": {
        "chair auditor": "999999...",
        "secretariat": "9999999..",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
}
