"""The page before an act that cannot be undone: who and what it touches, then one form that does it.

The form carries the stamp of what was shown. Has any of it changed when it is sent, nothing is done,
and the page is shown anew and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template, request

from app.models import Round
from app.words.acts.shape import ActWords

SEEN = "seen"
"""What the field with the stamp is called."""


@dataclass(frozen=True)
class ActPage:
    """An act, before it is done.

    seen: the stamp of what is shown.
    action: where the form is sent.
    back: the way out, with nothing done.
    over: what it is about, above the heading.
    is_stale: whether something has changed since it was shown before.
    fields: what goes along with the form.
    """

    words: ActWords
    seen: str
    action: str
    back: str
    over: str
    is_stale: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


def seen() -> str:
    """Give the stamp of what the sender was shown; empty where she was shown nothing."""
    return request.form.get(SEEN, "")


def render(award_round: Round, act: ActPage) -> str:
    """Render the page."""
    return render_template("acts/before.html", award_round=award_round, act=act)


def status(act: ActPage) -> int:
    """Give what the page is answered with: 409 when it is shown anew instead of doing the act."""
    return 409 if act.is_stale else 200
