"""Who gets which answer at the secretariat's desk, and on the public side of a call.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

Row = dict[str, str]
EVERYBODY: Row = {"public": ".", "rest": "."}
LINKS: Row = {"public": "g", "rest": "g"}
ELSEWHERE = "433333333"
"""A round that is only planned does not exist for those who have no office in it."""

DESK: dict[str, Row] = {
    "rounds.calendar": {"public": "4........", "rest": "4........"},
    "rounds.form": {"public": "4........", "rest": "4........"},
    "public_questions.show": {"public": "4........", "rest": "4........"},
    "public_questions.ask": {"public": "4r9999999", "rest": "4r9999999"},
    "subscriptions.show": EVERYBODY,
    "subscriptions.ask": {"public": ".", "rest": "."},
    "papers.show": {"secretariat": "9999.9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "papers.enter": {"secretariat": "9999r9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "papers.withdraw": {"secretariat": "9999r9999", "elsewhere": ELSEWHERE, "rest": "3"},
    "draft_messages.write": {"secretariat": "9.9999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "draft_messages.look_over": {"secretariat": "9.9999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "draft_messages.send": {"secretariat": "9r9999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "public_questions.every": {
        "secretariat auditor": "9........",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    # Nobody has asked anything here.
    "public_questions.answer": {"secretariat": "944444444", "elsewhere": ELSEWHERE, "rest": "3"},
    "public_questions.set_aside": {
        "secretariat": "944444444",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "tellings.before": {"secretariat": "-9....999", "rest": "4"},
    "tellings.tell": {"secretariat": "-99rrr999", "rest": "4"},
    "setup_contact.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_contact.store": {"secretariat": "rrrrrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    "screening.compare": {"secretariat auditor": "-........", "rest": "4"},
    "screening.write_note": {"secretariat": "-rrrrrrr9", "rest": "4"},
    "screening.check_residents": {"secretariat": "-rrrrrrr9", "rest": "4"},
    "screening.before_admitting": {"secretariat": "99.999999", "rest": "4"},
    "screening.admit_many": {"secretariat": "99r999999", "rest": "4"},
    **dict.fromkeys(
        (
            *("subscriptions.before_confirming", "subscriptions.confirm"),
            *("subscriptions.before_ending", "subscriptions.end"),
            *("tellings.show", "tellings.confirm", "tellings.decline"),
        ),
        LINKS,
    ),
}
