"""Whose sheets count: those that were last sealed, of nobody recused, and no seat twice."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from app.verifying.bundles import RANKING
from app.verifying.chaining import Event, content_of
from app.verifying.findings import Found, Kind

Pair = tuple[int, int]
"""A nomination and a juror, as the record has them: by the ids of her appointment and of it."""
CLOSE = 1e-9
"""Scores closer than this, in points, are one score."""


def recused_before(events: Mapping[int, Event], beyond: int) -> set[Pair]:
    """Find who was recused from what, by what was declared and ruled before an event.

    Whoever declared an automatic ground is recused until the jury rules otherwise, whatever she
    says later; of a possible one the jury's ruling decides.
    """
    found: set[Pair] = set()
    for position in sorted(events):
        event = events[position]
        if position >= beyond or event["kind"].split(".")[0] not in {"conflict", "tie"}:
            continue
        pair = (int(event["subject"].split(":")[1]), event["data"]["appointment"])
        if event["data"].get("answer") == "automatic" or event["data"].get("outcome") == "recused":
            found.add(pair)
        elif event["data"].get("outcome") == "cleared":
            found.discard(pair)
    return found


def last_sealed(
    sheets: list[Mapping[str, Any]], events: Mapping[int, Event], stage: int, beyond: int
) -> dict[Pair, Mapping[str, str]]:
    """Give the scores of each sheet of a stage as it was last sealed before an event."""
    found: dict[Pair, Mapping[str, str]] = {}
    for record in sorted(sheets, key=lambda one: one["event"] or 0):
        event = events.get(record["event"] or 0)
        if event is None or event["position"] >= beyond or record["stage"] != stage:
            continue
        content = content_of(record)
        scores = content[0] if isinstance(content, list) else content["scores"]
        found[event["data"]["nomination"], event["data"]["appointment"]] = scores
    return found


def check_counted(
    record: str,
    frozen: Mapping[str, Any],
    sealed: Mapping[Pair, Mapping[str, str]],
    recused: set[Pair],
    ids: Mapping[int, int],
    seats: Mapping[int, int],
) -> Iterator[Found]:
    """Check the scores that count.

    Args:
        record: the decision, or the shortlist.
        frozen: its ranking.
        sealed: the sheets as they were last sealed.
        recused: who was recused from what.
        ids: of nominations, by number.
        seats: by juror.

    """
    taken: set[Pair] = set()
    sound = True
    for given in frozen["scores"]:
        pair = (ids[given["nomination"]], given["juror"])
        seat = (pair[0], seats[pair[1]])
        about = {"part": RANKING, "record": record, "nomination": given["nomination"]}
        faults = (
            (sealed.get(pair) != given["scores"], Kind.COUNTED),
            (pair in recused, Kind.RECUSED_COUNTED),
            (seat in taken or seat[1] != given["seat"], Kind.TWICE),
        )
        for is_fault, kind in faults:
            if is_fault:
                sound = False
                yield Found(kind, {**about, "juror": pair[1]})
        taken.add(seat)
    if sound:
        yield Found(Kind.SHEETS_COUNT, {"record": record, "count": len(frozen["scores"])})
    judged = set(frozen["nominations"])
    number = {one: name for name, one in ids.items()}
    away = {juror for _, juror in recused}
    for nomination, juror in sorted(sealed):
        is_told = (nomination, seats.get(juror)) in taken or juror in away
        if nomination in judged and not is_told:
            about = {"record": record, "nomination": number[nomination], "juror": juror}
            yield Found(Kind.LEFT_OUT, about)


def check_means(record: str, frozen: Mapping[str, Any], ids: Mapping[int, int]) -> Iterator[Found]:
    """Compute the plain averages anew, in fractions; where a criterion is left out nothing is said.

    Beside what the product's own ranking computes, so that its simplest figure rests on two.
    """
    weights = {key: Fraction(weight) for key, weight in frozen["weights"].items()}
    whole = sum(weights.values())
    if not whole or any(set(one["scores"]) != set(weights) for one in frozen["scores"]):
        return
    cells: dict[int, list[Fraction]] = {}
    for one in frozen["scores"]:
        cell = sum(weights[key] * Fraction(given) for key, given in one["scores"].items()) / whole
        cells.setdefault(ids[one["nomination"]], []).append(cell)
    number = {one: name for name, one in ids.items()}
    for line in frozen["report"]["lines"]:
        given = cells.get(line["nomination"])
        mean = float(sum(given) / len(given)) if given else None
        if (mean is None) != (line["mean"] is None) or abs(
            (mean or 0) - (line["mean"] or 0)
        ) > CLOSE:
            what = f"mean of nomination {number[line['nomination']]}"
            yield Found(Kind.FIGURES, {"part": RANKING, "record": record, "what": what})
