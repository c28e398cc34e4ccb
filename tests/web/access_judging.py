"""Who gets which answer while the jury scores: reminders, exceptions for seats, emergency looks.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

from tests.web.access_desk import ELSEWHERE, Row

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
}
