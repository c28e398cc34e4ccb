"""Who gets which answer of what a juror takes along and brings back.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

from tests.web.access_desk import ELSEWHERE, Row

_SITS = "chair juror recused called"
"""All but the deputy whom nobody has called: what one juror is recused from is one of two."""

OFFLINE: dict[str, Row] = {
    "scores.book": {
        _SITS: "999......",
        "deputy": "999333333",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "scores.own": {f"{_SITS} deputy": "999......", "elsewhere": ELSEWHERE, "rest": "3"},
    "scores.workbook": {
        _SITS: "9999.9999",
        "deputy": "999333333",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "scores.choose_workbook": {
        _SITS: "9999.9999",
        "deputy": "999333333",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    # What is sent is no workbook.
    "scores.send_workbook": {
        _SITS: "999929999",
        "deputy": "999939999",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    # What is sent was packed for nobody.
    "scores.store_workbook": {
        _SITS: "999929999",
        "deputy": "999333333",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
}
