"""What a digest on record covers of a row: everything that must never be another afterwards.

The same is asked when something is put on record and when the record is checked. What the first
form of digests covered is kept beside it, so that what was sealed by it can still be checked.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date
from decimal import Decimal
from typing import Any

from app.rules.disclosure import SeesOthers
from app.services.digests import Form

RULES = (
    "version",
    "grounds_required",
    "grounds_word_limit",
    "method",
    "tie_breaks",
    "weights",
    "quorum",
    "recusal_reach",
    "law",
    "reason",
)
SCALE = ("scale_low", "scale_high", "scale_step")
ROUND = ("language", "is_invented", "gifts", "history")
PRIZE = ("slug", "name", "purpose", "about", "gifts", "contact_email", "secretariat_id")
CALL = ("call_intro", "call_who", "call_how", "writing_aids", "residents_warning")
SECTION = ("key", "title", "help")
QUESTION = (
    *("key", "kind", "label", "help", "required", "word_limit", "low", "high"),
    *("options", "for_jury", "is_public", "criteria"),
)
CANDIDATE_RULES = ("candidate_kinds", "candidate_needs", "most_candidates", "allows_own")
CONTACT = ("contact_name", "contact_email", "contact_phone")
PAPER = ("stage_id", "nomination_id", "appointment_id", "scores", "grounds", "salt")
SUPPORT = ("name", "body", "role", "text")
CRITERION = ("position", "key", "name", "short", "question", "levels")


def revision(row: Any, sheet: Any, form: Form = Form.JCS) -> Any:
    """Cover a revision of a sheet. The salt keeps anybody from trying all scores.

    What a score rests on is covered where something is said of it: the rest is as it was before
    anything could be.
    """
    if form is Form.FIRST:
        return [row.scores, row.grounds, row.salt]
    return ({"evidence": row.evidence} if row.evidence else {}) | {
        "nomination": sheet.nomination_id,
        "appointment": sheet.appointment_id,
        "number": row.number,
        "scores": row.scores,
        "grounds": row.grounds,
        "reason": row.reason,
        "could_see_others": row.could_see_others,
        "salt": row.salt,
    }


def ballot(row: Any, held: Any) -> dict[str, Any]:
    """Cover a revision of a ballot. The salt keeps anybody from trying every order."""
    return {
        "stage": held.stage_id,
        "appointment": held.appointment_id,
        "number": row.number,
        "ranks": row.ranks,
        "abstention": row.abstention,
        "reason": row.reason,
        "could_see_others": row.could_see_others,
        "salt": row.salt,
    }


def paper_sheet(row: Any) -> dict[str, Any]:
    """Cover a sheet that was entered from paper. The salt keeps anybody from trying all scores."""
    return {name: getattr(row, name) for name in PAPER}


def paper_answer(row: Any) -> dict[str, Any]:
    """Cover what became of it."""
    return {"answer": row.answer, "reason": row.reason}


def version(row: Any) -> dict[str, Any]:
    """Cover what a nomination is called in lists; the digest of its content stands by itself."""
    return {"number": row.number, "title": row.title, "words": row.word_count}


def support(row: Any) -> dict[str, Any]:
    """Cover what somebody wrote in support, and in whose name."""
    return {name: getattr(row, name) for name in SUPPORT}


def decision(row: Any, named: Sequence[Any], form: Form = Form.JCS) -> dict[str, Any]:
    """Cover a decision. ``named`` are its entries in their order, each with its candidates."""
    if form is Form.FIRST:
        return {
            "winners": sorted(e.nomination_id for e in named if e.distinction == "winner"),
            "citation": next(iter(row.citation.values()), ""),
            "statement": next(iter(row.statement.values()), ""),
            "reason": row.reason_for_other,
            "no_award": row.no_award,
            "named": [[e.nomination_id, e.distinction] for e in named],
            "grounds": row.grounds,
            "ranking": row.ranking,
        }
    return {
        "number": row.number,
        "no_award": row.no_award,
        "citation": row.citation,
        "statement": row.statement,
        "grounds": row.grounds,
        "reason": row.reason_for_other,
        "ranking": row.ranking,
        "named": [[e.nomination_id, e.distinction, list(e.candidates)] for e in named],
    }


def shortlist(row: Any, entries: Sequence[Any]) -> dict[str, Any]:
    """Cover who goes on from a stage and who does not, why, and the ranking on the table."""
    return {
        "stage": row.stage_id,
        "reason": row.reason,
        "ranking": row.ranking,
        "named": [[one.nomination_id, one.goes_on] for one in entries],
    }


def rulebook(row: Any, weights: Mapping[str, Decimal], form: Form = Form.JCS) -> dict[str, Any]:
    """Cover a version of the rulebook; ``weights`` are those that hold under it."""
    if form is Form.FIRST:
        return {
            "weights": {key: plain(weight) for key, weight in weights.items()},
            "quorum": row.quorum,
            "method": row.method,
            "tie_breaks": row.tie_breaks,
            "reason": row.reason,
        }
    scale = {name: plain(getattr(row, name)) for name in SCALE}
    # What was usual before there was a choice is covered as it was then.
    asked = ("scores_public", "asks_for_meeting", "casting_vote")
    later: dict[str, Any] = {name: True for name in asked if getattr(row, name)}
    if row.sees_others != SeesOthers.DELIBERATION:
        later["sees_others"] = row.sees_others
    return {name: getattr(row, name) for name in RULES} | scale | later


def award_round(row: Any) -> dict[str, Any]:
    """Cover what a round is, whole: each event that sets some of it anew covers all of it."""
    return {name: getattr(row, name) for name in ROUND}


def prize(row: Any) -> dict[str, Any]:
    """Cover what is said of a prize."""
    return {name: getattr(row, name) for name in PRIZE}


def prize_closing(row: Any) -> dict[str, Any]:
    """Cover why a prize was closed, or opened again."""
    return {"reopens": row.reopens, "reason": row.reason}


def call(row: Any) -> dict[str, Any]:
    """Cover the text of a call."""
    return {name: getattr(row, name) for name in CALL}


def criteria(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Cover the criteria of a round."""
    return [
        {name: getattr(row, name) for name in CRITERION} | {"weight": plain(row.weight)}
        for row in rows
    ]


def sections(parts: Sequence[tuple[Any, Sequence[Any]]]) -> list[dict[str, Any]]:
    """Cover the form of a round: its sections, each with its questions."""
    return [
        {name: getattr(section, name) for name in SECTION}
        | {"questions": [question(one) for one in questions]}
        for section, questions in parts
    ]


def question(row: Any) -> dict[str, Any]:
    """Cover a question. What it has nothing of is covered as before there was any."""
    later = ("shown_if", "files", "character_limit")
    given = {name: getattr(row, name) for name in later if getattr(row, name)}
    return {name: getattr(row, name) for name in QUESTION} | given


def candidate_rules(row: Any) -> dict[str, Any]:
    """Cover what a round says of candidates."""
    return {name: getattr(row, name) for name in CANDIDATE_RULES}


def residents_check(row: Any) -> dict[str, Any]:
    """Cover what somebody found who looked for residents in a version."""
    return {"is_clear": row.is_clear, "finding": row.finding}


def draft_message(row: Any) -> dict[str, Any]:
    """Cover a message to everybody with a draft."""
    return {name: getattr(row, name) for name in ("token", "title", "body", "receivers")}


def telling(row: Any) -> dict[str, Any]:
    """Cover whom a candidate's link was made for. The nonce keeps anybody from trying all names."""
    return {"candidate": row.candidate, "nonce": row.nonce}


def public_question(row: Any) -> dict[str, Any]:
    """Cover a question about a call and its answer; never who asked."""
    asked = row.asked_at.astimezone(UTC).isoformat()
    return {"text": row.text, "language": row.language, "asked": asked, "answer": row.answer}


def contact(row: Any) -> dict[str, Any]:
    """Cover whom a call says to ask."""
    return {name: getattr(row, name) for name in CONTACT}


def declaration(row: Any) -> dict[str, Any]:
    """Cover what somebody declared."""
    return {"answer": row.answer, "description": row.description}


def ruling(row: Any) -> dict[str, Any]:
    """Cover what was ruled of a conflict, and on which law."""
    return {"outcome": row.outcome, "ground": row.ground, "law": row.law}


def seat_exception(row: Any) -> dict[str, Any]:
    """Cover that a seat is not waited for, or is again, and why."""
    return {
        "stage": row.stage_id,
        "nomination": row.nomination_id,
        "seat": row.seat_id,
        "lifted": row.is_lifted,
        "reason": row.reason,
    }


def reminder(row: Any) -> dict[str, Any]:
    """Cover whom a reminder went to, and of what."""
    return {
        "stage": row.stage_id,
        "appointment": row.appointment_id,
        "shown": row.shown,
        "undeclared": row.undeclared,
        "lacking": row.lacking,
    }


def look(row: Any) -> dict[str, Any]:
    """Cover what was looked at in an emergency, and why."""
    return {"stage": row.stage_id, "nomination": row.nomination_id, "reason": row.reason}


def absence(row: Any) -> dict[str, Any]:
    """Cover why somebody is away in a stage, or back."""
    return {"reason": row.reason}


def chair_election(row: Any) -> dict[str, Any]:
    """Cover how somebody was elected to lead, or why she does no more."""
    return {"reason": row.reason}


def announcement(row: Any) -> dict[str, Any]:
    """Cover the why of a time of announcement, and which in turn it is."""
    return {"number": row.number, "reason": row.reason}


def date_change(row: Any) -> dict[str, Any]:
    """Cover what a date was before it was changed, and why it was."""
    before = row.before.astimezone(UTC).isoformat() if row.before else None
    return {"date": row.date, "before": before, "reason": row.reason}


def appointment(row: Any) -> dict[str, Any]:
    """Cover who was appointed, and from when."""
    return {"name": row.person_name, "since": day(row.since)}


def day(given: date | None) -> str | None:
    """Write a date."""
    return given.isoformat() if given else None


def plain(number: Decimal) -> str:
    """Write a decimal without zeros at its end."""
    return f"{number.normalize():f}"


def visit_plan(row: Any) -> dict[str, Any]:
    """Cover when and where a visit is planned."""
    starts_at = row.starts_at.astimezone(UTC).isoformat() if row.starts_at else None
    return {"starts_at": starts_at, "place": row.place}


def visit_report(row: Any) -> dict[str, Any]:
    """Cover what was answered at a visit."""
    return {"answers": row.answers}


def observation(row: Any) -> dict[str, Any]:
    """Cover what somebody observed at a visit."""
    return {"text": row.text}
