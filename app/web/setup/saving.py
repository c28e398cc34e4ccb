"""What happens when a step of the set-up is sent: stored whole, or shown again with why not."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.services.rounds import LockedError
from app.services.work import StaleEditError
from app.web.setup.page import Apart, differing
from app.words import setup as words
from app.words.text import _

Lines = Callable[[Mapping[str, Any]], Sequence[tuple[str, str, str]]]
Again = Callable[[Mapping[str, str], Sequence[Apart] | None], str]


def save(
    award_round: Round,
    store: Callable[[], Any],
    again: Again,
    lines: Lines,
    *,
    then: str = "",
) -> Response | tuple[str, int]:
    """Store a step.

    Args:
        award_round: whose.
        store: does it.
        again: shows the form again, with what is wrong by field, or what is stored otherwise.
        lines: gives the fields of what is stored, with their labels and texts.
        then: where it leads afterwards; to the check list if not given.

    """
    try:
        store()
    except LockedError:
        return again({"": words.locked_with_call()}, None), 409
    except StaleEditError as error:
        return again({}, differing(lines(error.theirs), lines(error.yours))), 409
    flash(_("Lagret."), "success")
    return redirect(then or url_for("setup.index", slug=award_round.slug), 303)
