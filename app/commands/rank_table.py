"""The ranking for people, in plain words; the one place where its numbers are rounded."""

import math
from collections.abc import Sequence

from app.commands.rank_json import reason
from app.commands.scores import Named
from app.ranking.analysis import Analysis
from app.ranking.field import Field
from app.ranking.robustness.likelier import Why, likelier
from app.ranking.verdict import Verdict

WORDS = {
    Verdict.CLEAR: "The first place is clear.",
    Verdict.LIKELY: "The first place is likely, not certain.",
    Verdict.CLOSE: "The first place is too close to call.",
    Verdict.NO_BASIS: "There is no basis for more than the order.",
}
WHY = {
    Why.METHOD: "the order is by another method than the chances",
    Why.FEWER: "fewer have scored the first, and an average of few says less",
    Why.LESS_SURE: "the average of the first is less sure",
}
MOST = 200
DECIMALS, MOST_DECIMALS = 2, 10
"""Of a score; and where two scores would look the same and are not. Closer ones tie."""


def points(value: float | None) -> str:
    """Show a score, "–" without one."""
    return "–" if value is None or not math.isfinite(value) else f"{value:.{DECIMALS}f}"


def told_apart(scores: Sequence[float], places: Sequence[int]) -> list[str]:
    """Show scores, best first, with more decimals where two places would look like a tie."""
    decimals = [DECIMALS] * len(scores)
    for at in range(1, len(scores)):
        one, other = scores[at - 1], scores[at]
        if places[at - 1] != places[at]:
            enough = (
                number
                for number in range(DECIMALS, MOST_DECIMALS)
                if f"{one:.{number}f}" != f"{other:.{number}f}"
            )
            needed = next(enough, MOST_DECIMALS)
            decimals[at - 1 : at + 1] = (max(old, needed) for old in decimals[at - 1 : at + 1])
    most = max(decimals, default=DECIMALS)
    return [
        f"{score:.{number}f}{' ' * (most - number)}"
        for score, number in zip(scores, decimals, strict=True)
    ]


def percent(value: float) -> str:
    """Show a probability; never 0 or 100, which no computation can promise."""
    if not math.isfinite(value):
        return "–"
    if value > 0.995:
        return "> 99 %"
    return "< 1 %" if value < 0.005 else f"{100 * value:.0f} %"


def many(number: int, noun: str) -> str:
    """Count something."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def layout(rows: list[list[str]], left: int) -> list[str]:
    """Line up columns: the one numbered ``left`` to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return [
        "  ".join(
            text.ljust(width) if at == left else text.rjust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def as_text(found: Analysis, named: Named) -> str:
    """Write the ranking out."""
    shape = f"{many(len(named.nominations), 'nomination')}, {many(len(named.jurors), 'juror')}"
    cells = f"{many(found.panel.y.size, 'pair')} with a score"
    lines = [f"{shape}, {cells}. Method: {found.question.method}."]
    applied = "Corrected for severity" if found.fit.applied else "Not corrected for severity"
    lines.append(f"{applied}: {reason(found)}.")
    if len(found.fields) > 1:
        lines.append(
            f"The nominations fall into {len(found.fields)} groups without a juror in common: "
            "places within each, none across."
        )
    for field in found.fields:
        lines += ["", *_field(found, named, field)]
    unranked = [named.nominations[at] for at, place in enumerate(found.place) if not place]
    if unranked:
        lines += ["", "Without a score that counts: " + ", ".join(unranked)]
    single = [named.jurors[at] for at, n in enumerate(found.details.jurors.number) if n == 1]
    if single and found.fit.applied:
        lines += ["", "One score only, so that their severity is shrunk: " + ", ".join(single[:10])]
    look, expected = found.details.look_again, found.details.expected
    if expected is None and found.fields:
        lines += [
            "",
            "Too few scores to say whether any is far from what the rest leads to expect.",
        ]
    if look:
        lines += ["", f"Look again at these scores (chance alone would give {expected:.1f}):"]
        lines += [
            f"  {named.jurors[cell.juror]} on {named.nominations[cell.nomination]}: "
            f"{points(abs(cell.residual))} points {'above' if cell.residual > 0 else 'below'} "
            "what the rest leads to expect"
            for cell in look[:10]
        ]
    return "\n".join(lines)


def _field(found: Analysis, named: Named, field: Field) -> list[str]:
    sure, score, mean = found.chances, found.score, found.panel.means
    lines = [f"Group {field.component + 1}"] if len(found.fields) > 1 else []
    if field.averages_differ:
        plain = ", ".join(named.nominations[one] for one in field.mean_winners)
        first = ", ".join(named.nominations[one] for one in field.winners)
        lines.append(f"Stop: the plain average names {plain}, this ranking {first}. See both.")
    lines.append(WORDS[field.verdict])
    rows = [["place", "nomination", "score", "mean", "jurors", "best", "places"]]
    shown = field.order[:MOST]
    exact = told_apart(score[shown].tolist(), found.place[shown].tolist())
    for one, told in zip(shown, exact, strict=True):
        span = f"{sure.low[one]}–{sure.high[one]}" if sure.low[one] else "–"
        rows.append(
            [
                str(found.place[one]),
                named.nominations[one],
                told,
                points(mean[one]),
                str(int(found.panel.per_nomination[one])),
                percent(sure.best[one]),
                span,
            ]
        )
    lines += layout(rows, left=1)
    if field.order.size > MOST:
        lines.append(f"… and {field.order.size - MOST} more")
    return lines + _reasons(found, named, field)


def _reasons(found: Analysis, named: Named, field: Field) -> list[str]:
    lines = _likelier(found, named, field)
    decisive = [
        named.jurors[one.juror]
        for one in found.left_out
        if one.component == field.component and one.changes_winner
    ]
    if decisive:
        lines.append("Another first place without: " + ", ".join(decisive[:10]))
    lines += [
        f"{named.nominations[flip.to]} draws level if {named.criteria[flip.criterion]} "
        f"weighs {100 * flip.at:.1f} %."
        for flip in field.flips
        if flip.at is not None and flip.to is not None
    ]
    if field.against:
        pair = field.against[0]
        one, other = named.nominations[pair.first], named.nominations[pair.second]
        lines.append(
            f"{pair.prefer_first} of the {pair.both} jurors who scored both prefer {one} to "
            f"{other}, {pair.prefer_second} the other way round."
            if pair.both
            else f"No juror has scored both {one} and {other}."
        )
    return lines


def _likelier(found: Analysis, named: Named, field: Field) -> list[str]:
    """Say why the first is not the likeliest to be the best, where she is not."""
    best = found.chances.best
    one = likelier(
        found.question.method,
        field.winners,
        {at: float(best[at]) for at in field.order.tolist() if math.isfinite(best[at])},
        dict(enumerate(found.panel.per_nomination.astype(int).tolist())),
    )
    if one is None:
        return []
    top, leader = (
        f"{named.nominations[at]} ({percent(best[at])})" for at in (one.nomination, one.first)
    )
    return [f"{top} is likelier to be the best than {leader}, who is first: {WHY[one.why]}."]
