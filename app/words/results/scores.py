"""The scores behind a result, for whoever wants to reckon anew."""

from collections.abc import Mapping
from string import ascii_lowercase

from app.services.announcements import PublicScore, PublicScores
from app.spreadsheets import Sheet
from app.words.text import _


def scores_table(found: PublicScores, names: Mapping[int, str]) -> Sheet:
    """Write the scores under the headings that ``flask rank`` reads.

    Args:
        found: the scores.
        names: of the nominations that the result names, by number; the others have none.

    """
    return Sheet(
        _("Poeng"),
        ["juror", "nomination", "criterion", "score", "candidate"],
        [
            (_seat(one), one.nomination, one.criterion, one.score, names.get(one.nomination, ""))
            for one in found.scores
        ],
    )


def weights_table(found: PublicScores) -> Sheet:
    """Write the weights likewise."""
    return Sheet(_("Vekter"), ["criterion", "weight"], list(found.weights.items()))


def _seat(one: PublicScore) -> str:
    """Call a juror by the number of her seat; who came after another in it has a letter too."""
    return f"{one.seat}{ascii_lowercase[one.later] if one.later else ''}"


def command(found: PublicScores, scores: str, weights: str) -> str:
    """Write the command that reckons anew."""
    return (
        f"flask --app app rank {scores} --weights {weights} "
        f"--method {found.method} --step {found.step}"
    )
