"""In which order a juror reads, and how her list is sorted, as the address or her session says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request, session, url_for

from app.models import Round
from app.rules.reading_order import Reading
from app.words.text import _

FIELD = "rekkefolge"
BY_SCORE = "poeng"
READINGS = {"trukket": Reading.DRAWN, "nummer": Reading.NUMBER}


@dataclass(frozen=True)
class Choice:
    """One order that can be chosen."""

    label: str
    url: str
    chosen: bool


def chosen() -> Reading:
    """Give the order that she reads in: what she chose last while she is signed in, or her own draw.

    It holds wherever one goes on to the next, so it is kept, and not in one address only.
    """
    written = request.args.get(FIELD, "")
    if written in READINGS:
        session[FIELD] = written
    return READINGS.get(session.get(FIELD, ""), Reading.DRAWN)


def is_by_score() -> bool:
    """Say whether what is handed in is listed by what she gave, the best first."""
    return request.args.get(FIELD) == BY_SCORE


def filters() -> Mapping[str, str]:
    """Give what follows from page to page of a long list."""
    return {FIELD: BY_SCORE} if is_by_score() else {}


def choices(award_round: Round, *, has_scores: bool) -> Sequence[Choice]:
    """List the orders that her list can have."""
    by_score, reading = has_scores and is_by_score(), chosen()
    labels = {"trukket": _("trukket for deg"), "nummer": _("etter nummer")}
    found = [
        Choice(
            label,
            url_for("scores.desk", slug=award_round.slug, rekkefolge=name),
            not by_score and READINGS[name] is reading,
        )
        for name, label in labels.items()
    ]
    if has_scores:
        url = url_for("scores.desk", slug=award_round.slug, rekkefolge=BY_SCORE)
        found.append(Choice(_("etter poengene dine"), url, by_score))
    return found
