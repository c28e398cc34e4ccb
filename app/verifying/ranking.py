"""The rankings of a bundle: what they were computed from, and what that comes to."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from app.verifying.bundles import RANKING
from app.verifying.chaining import digest_agrees
from app.verifying.counting import CLOSE
from app.verifying.findings import Found, Kind
from app.verifying.schulze import prefer, schulze_places

CHANCE = 0.05
"""A chance may differ by this much where another NumPy draws other numbers: at 4,000 draws six
standard errors of the difference between two."""
FIGURE = 1e-6
"""Other figures of the model may differ by this much of themselves."""
SHARES = frozenset({"best", "listed", "won", "won_freely", "listed_by_weights"})
PLACED = frozenset({"low", "high"})
RULES = ("rulebook", "method", "quorum", "tie_breaks", "scale_step", "weights")
MOST_CELLS = 200_000
"""Scores that are computed anew; what has more is no jury's."""


class Comparison:
    """Compares two reports, and keeps where they differ."""

    def __init__(self) -> None:
        self.figures: list[str] = []
        self.chances: list[str] = []
        self.is_exact = True
        """Whether all chances are the same to the last digit."""

    def compare(self, name: str, stored: Any, computed: Any, path: str = "") -> None:
        """Compare a value, and all that is in it."""
        if isinstance(stored, dict) and isinstance(computed, dict):
            for key, value in stored.items():
                self.compare(key, value, computed.get(key), f"{path}.{key}".lstrip("."))
        elif name == "methods":
            # Methods to compare with have been added since; by each of these it is as it was.
            now = {one["method"]: one for one in computed}
            for one in stored:
                self.compare(name, one, now.get(one["method"]), f"{path}.{one['method']}")
        elif isinstance(stored, list) and isinstance(computed, (list, tuple)):
            if len(stored) != len(computed):
                self.figures.append(path)
            for at, (one, other) in enumerate(zip(stored, computed, strict=False), start=1):
                self.compare(name, one, other, f"{path}[{at}]")
        elif name in SHARES | PLACED:
            self._compare_chance(name, stored, computed, path)
        elif not (name == "verdict" and not self.is_exact) and not _is_alike(stored, computed):
            self.figures.append(path)

    def _compare_chance(self, name: str, stored: Any, computed: Any, path: str) -> None:
        if stored is None or computed is None:
            apart = 0.0 if stored is computed else 2.0
        else:
            apart = abs(float(stored) - float(computed))
        self.is_exact = self.is_exact and apart <= CLOSE
        if apart > (1 if name in PLACED else CHANCE):
            self.chances.append(path)


def _is_alike(stored: Any, computed: Any) -> bool:
    numbers = (int, float)
    if isinstance(stored, numbers) and isinstance(computed, numbers):
        return abs(stored - computed) <= FIGURE * max(1.0, abs(stored))
    return bool(stored == computed)


def check_ranking(
    record: str,
    frozen: Mapping[str, Any],
    sheets: Mapping[tuple[int, Any], Mapping[str, str]],
    jurors: Sequence[Any],
    ids: Mapping[int, int],
) -> Iterator[Found]:
    """Compute a ranking of scores anew.

    Args:
        record: the decision, or the shortlist.
        frozen: its ranking.
        sheets: the scores that count, by nomination and juror.
        jurors: in the order in which they were ranked.
        ids: of nominations, by number.

    """
    try:
        from app.verifying.recounting import METHOD_VERSION, recount  # noqa: PLC0415 - NumPy
    except ImportError:
        yield Found(Kind.NO_NUMPY)
        return
    if frozen["version"] != METHOD_VERSION:
        known = {"record": record, "found": frozen["version"], "known": METHOD_VERSION}
        yield Found(Kind.LACKS_VERSION, known)
        return
    criteria = frozen["report"]["criteria"]
    if len(frozen["nominations"]) * len(jurors) * len(criteria) > MOST_CELLS:
        raise ValueError("scores")
    ordered = frozen["nominations"]
    found = recount(frozen, criteria, ordered, sheets, jurors)
    wrong = list(_places(record, frozen["places"], found, ids))
    yield from wrong
    comparison = Comparison()
    # Chances first: where they differ, so may the word that follows from them.
    comparison.compare("lines", frozen["report"]["lines"], found["lines"], "lines")
    rest = {key: value for key, value in frozen["report"].items() if key != "lines"}
    comparison.compare("report", rest, found)
    about = {"part": RANKING, "record": record}
    for kind, where in (
        (Kind.FIGURES, comparison.figures),
        (Kind.CHANCES, comparison.chances),
    ):
        if where:
            yield Found(kind, {**about, "what": where[0]})
    if not wrong and not comparison.figures:
        yield Found(Kind.RANKED, {"record": record, "method": frozen["method"]})
    if not comparison.chances:
        kind = Kind.CHANCES_SAME if comparison.is_exact else Kind.CHANCES_HOLD
        yield Found(kind, {"record": record, "tolerance": CHANCE})
    for before in frozen.get("before_amendment", ()):
        rules = {**before, "seed": frozen["seed"]}
        earlier = recount(rules, criteria, ordered, sheets, jurors)
        wrong = list(_places(record, before["places"], earlier, ids))
        yield from wrong
        if not wrong:
            yield Found(Kind.RANKED_BEFORE, {"record": record, "version": before["rulebook"]})


def _places(
    record: str,
    written: Sequence[Mapping[str, Any]],
    found: Mapping[str, Any],
    ids: Mapping[int, int],
) -> Iterator[Found]:
    """Compare places exactly, and scores to nine decimals."""
    lines = {line["nomination"]: line for line in found["lines"]}
    for one in written:
        line = lines.pop(ids[one["nomination"]])
        is_scored = one["score"] is not None
        same = one["place"] == line["place"] and is_scored == (line["score"] is not None)
        if not same or (is_scored and abs(float(one["score"]) - line["score"]) > CLOSE):
            about = {"part": RANKING, "record": record, "nomination": one["nomination"]}
            yield Found(Kind.PLACES, {**about, "place": line["place"], "score": line["score"]})
    if lines:
        yield Found(Kind.SHAPE, {"part": RANKING, "what": "places"})


def check_inputs(record: str, frozen: Mapping[str, Any], ids: Mapping[int, int]) -> Iterator[Found]:
    """Digest anew what a ranking was computed from."""
    if frozen.get("basis") == "ballot":
        inputs = {
            **{key: frozen[key] for key in ("basis", "method", "version", "rulebook")},
            **{key: frozen[key] for key in ("quorum", "tie_breaks")},
            "nominations": [ids[one] for one in frozen["nominations"]],
            "ballots": [
                {"juror": one["juror"], "ranks": one["ranks"]}
                for one in sorted(frozen["ballots"], key=lambda one: int(one["juror"]))
            ],
        }
    else:
        given = [
            {"nomination": ids[one["nomination"]], "juror": one["juror"], "scores": one["scores"]}
            for one in frozen["scores"]
        ]
        inputs = {
            # The step of the scale was not among them from the beginning.
            **{
                key: frozen[key]
                for key in (*RULES, "version", "seed", "nominations")
                if key in frozen
            },
            "scores": sorted(given, key=lambda one: (one["nomination"], one["juror"])),
        }
    if not digest_agrees(frozen["digest"], inputs):
        yield Found(Kind.INPUTS, {"part": RANKING, "record": record})


def check_ballots(
    record: str,
    frozen: Mapping[str, Any],
    sealed: Mapping[int, Mapping[str, int]],
    recused: Container[int],
    ids: Mapping[int, int],
) -> Iterator[Found]:
    """Count the ballots anew.

    Args:
        record: the decision.
        frozen: its ranking.
        sealed: by juror, the ranks that she last sealed, by nomination.
        recused: jurors who were recused from anything that is compared.
        ids: of nominations, by number.

    """
    numbers = frozen["nominations"]
    seats = [one["seat"] for one in frozen["ballots"]]
    for one in frozen["ballots"]:
        juror = one["juror"]
        about = {"part": RANKING, "record": record, "nomination": "–", "juror": juror}
        faults = (
            (_in_order(sealed.get(juror, {}), [ids[n] for n in numbers]), Kind.COUNTED),
            (juror in recused, Kind.RECUSED_COUNTED),
            (seats.count(one["seat"]) > 1, Kind.TWICE),
        )
        for fault, kind in faults:
            is_fault = fault != one["ranks"] if kind is Kind.COUNTED else fault
            if is_fault:
                yield Found(kind, about)
    ballots = [one["ranks"] for one in frozen["ballots"] if one["ranks"]]
    preferred = prefer(ballots, len(numbers))
    places = schulze_places(preferred, frozen["tie_breaks"])
    found = dict(zip(numbers, places, strict=True)) if ballots else dict.fromkeys(numbers)
    written = {one["nomination"]: one["place"] for one in frozen["places"]}
    if (preferred, found) != (frozen["preferred"], written):
        yield Found(Kind.BALLOTS, {"part": RANKING, "record": record})
    else:
        yield Found(Kind.COUNTED_BALLOTS, {"record": record, "count": len(ballots)})


def _in_order(ranks: Mapping[str, int], running: Sequence[int]) -> list[int] | None:
    """Give the ranks of what is in the running, without gaps: 1, 1, 2 where two are first."""
    if not ranks:
        return None
    given = [ranks[str(one)] for one in running]
    return [sorted(set(given)).index(rank) + 1 for rank in given]
