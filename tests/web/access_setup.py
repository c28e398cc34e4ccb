"""Who gets which answer where a round is made and set up, its form too.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

from tests.web.access_desk import ELSEWHERE, Row

SECRETARIAT_ALONE: Row = {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"}

SETUP: dict[str, Row] = {
    "setup.new": {"secretariat": ".", "rest": "3"},
    "setup.make": {"secretariat": "r", "rest": "3"},
    "setup.index": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup.preview": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    # From the call on dates are changed on their own page, with a reason.
    "setup_dates.show": {"secretariat": ".rrrrrrrr", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_dates.store": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.store": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.new": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.add": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.edit": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.write": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_criteria.before_remove": {
        "secretariat": ".99999999",
        "elsewhere": ELSEWHERE,
        "rest": "3",
    },
    "setup_criteria.remove": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_call.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_call.store": {"secretariat": "rrrrrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_award.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_award.store": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    # Until the jury begins; then the rules have a page of their own.
    "setup_rules.show": {"secretariat": "...rrrrrr", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_rules.store": {"secretariat": "rrr999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_stages.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_basis.store": {"secretariat": "rrr999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_stages.store": {"secretariat": "rrr999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_jury.show": {"secretariat": ".", "elsewhere": ELSEWHERE, "rest": "3"},
    "setup_jury.store": {"secretariat": "rrr999999", "elsewhere": ELSEWHERE, "rest": "3"},
    # pause, pause, cancel, pause, cancel, pause, pause, cancel, resume.
    "course.before": {"secretariat": "9.....999", "elsewhere": ELSEWHERE, "rest": "3"},
    "course.do": {"secretariat": "9rrrrr999", "elsewhere": ELSEWHERE, "rest": "3"},
    # The form: whole while planned, its texts until the deadline.
    "builder.show": SECRETARIAT_ALONE,
    "builder.section": SECRETARIAT_ALONE,
    "builder.question": SECRETARIAT_ALONE,
    "builder.before_removal": {"secretariat": ".99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "builder.remove": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "builder.move": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "builder.save_section": {"secretariat": "rr9999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "builder.save_question": {"secretariat": "rr9999999", "elsewhere": ELSEWHERE, "rest": "3"},
    "previews.nominator": SECRETARIAT_ALONE,
    "previews.try_out": SECRETARIAT_ALONE,
    "previews.jury": SECRETARIAT_ALONE,
    "candidate_kinds.show": SECRETARIAT_ALONE,
    "candidate_kinds.save": {"secretariat": "r99999999", "elsewhere": ELSEWHERE, "rest": "3"},
}
