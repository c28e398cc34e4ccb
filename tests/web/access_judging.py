"""Who gets which answer while the jury scores: reminders, exceptions for seats, emergency looks.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

from tests.web.access_desk import ELSEWHERE, Row

MEMBERS = "chair juror recused deputy called"
MET: Row = {f"{MEMBERS} secretariat elsewhere auditor": "4", "rest": "3"}
KEPT: Row = {f"{MEMBERS} secretariat elsewhere": "4", "rest": "3"}

JUDGING: dict[str, Row] = {
    "reminders.before": {"secretariat": "999..9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "reminders.send": {"secretariat": "999rr9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "seat_exceptions.show": {"secretariat": "9999..999", "elsewhere": ELSEWHERE, "rest": "3"},
    "seat_exceptions.make": {"secretariat": "9999r2999", "elsewhere": ELSEWHERE, "rest": "3"},
    # None holds here.
    "seat_exceptions.lift": {"secretariat": "999922999", "elsewhere": ELSEWHERE, "rest": "3"},
    "looks.show": {"secretariat": "9999.9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "looks.look": {"secretariat": "9999r9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "own_account.set_phone": {"rest": "r"},
    # The rounds of the stage have had no meeting. See test_meetings.
    "meetings.index": {
        f"{MEMBERS} secretariat auditor": "999......",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "meetings.open_meeting": {
        "chair": "99999r999",
        "secretariat": "99999r999",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "meetings.show": MET,
    "meetings.item": MET,
    "meetings.minutes": MET,
    "meetings.on_screen": KEPT,
    "meetings.turn": KEPT,
    "meetings.attend": KEPT,
    "meetings.note": KEPT,
    "meetings.move": KEPT,
    "meetings.divide": KEPT,
    "meetings.close": KEPT,
    "meetings.write_minutes": KEPT,
    # Whoever is of another prize's secretariat is of a jury of hers too.
    "meetings.answer_minutes": {f"{MEMBERS} elsewhere": "4", "rest": "3"},
}
