"""The analysis that was sealed with a decision: how sure, by which rules, and by those before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.models import Decision, Nomination
from app.ranking.methods import Method
from app.ranking.verdict import Verdict
from app.rules.ballots import StageBasis
from app.words.ranking import versions as ranking_versions
from app.words.ranking.names import method
from app.words.ranking.versions import Compared, VersionColumn, VersionPlace
from app.words.text import _


@dataclass(frozen=True)
class Frozen:
    """What was frozen beside the places."""

    facts: Sequence[tuple[str, str]]
    digest: str
    compared: Compared | None
    """The places by earlier versions of the rules too, where there were any."""
    by_ballots: bool = False
    """Whether the places are those of ballots, and there are no scores."""


def frozen(decision: Decision, judged: Sequence[Nomination]) -> Frozen | None:
    """Read the analysis that was sealed; None of a decision from before analyses were sealed."""
    held = decision.ranking
    if held.get("basis") == StageBasis.BALLOT:
        return Frozen(_facts_of_ballots(held), held["digest"], None, by_ballots=True)
    if "digest" not in held or "report" not in held:
        return None
    return Frozen(_facts(held), held["digest"], _compared(held, judged))


def _facts(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    sure = [Verdict(contest["verdict"]) for contest in held["report"]["contests"]]
    return [
        (_("Hvor sikkert"), ", ".join(_sure(one) for one in sure) or _("Ingen poeng")),
        (
            _("Regnemåte"),
            _(
                "%(method)s, versjon %(version)s",
                method=method(Method(held["method"])),
                version=held["version"],
            ),
        ),
        (_("Vurderingsregler"), _("Versjon %(number)s", number=held["rulebook"])),
        (_("Starttall for trekningene"), str(held["seed"])),
    ]


def _facts_of_ballots(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    abstained = sum(one["ranks"] is None for one in held["ballots"])
    return [
        (_("Stemmesedler som teller"), str(len(held["ballots"]) - abstained)),
        (_("Har avstått"), str(abstained)),
        (_("Regnemåte"), _("Schulzes metode, versjon %(version)s", version=held["version"])),
        (_("Vurderingsregler"), _("Versjon %(number)s", number=held["rulebook"])),
    ]


def _sure(verdict: Verdict) -> str:
    return {
        Verdict.CLEAR: _("Klart"),
        Verdict.LIKELY: _("Sannsynlig"),
        Verdict.CLOSE: _("For jevnt til å si"),
        Verdict.NO_BASIS: _("Bare rekkefølgen"),
    }[verdict]


def _compared(held: Mapping[str, Any], judged: Sequence[Nomination]) -> Compared | None:
    earlier = held.get("before_amendment", [])
    if not earlier:
        return None
    sealed = _("Da den ble forseglet (versjon %(number)s)", number=held["rulebook"])
    columns = [
        _column(sealed, held),
        *(_column(ranking_versions.earlier(one["rulebook"]), one) for one in reversed(earlier)),
    ]
    names = {one.number or 0: one.candidate_names for one in judged}
    return ranking_versions.compare(columns, names, [one["nomination"] for one in held["places"]])


def _column(title: str, one: Mapping[str, Any]) -> VersionColumn:
    places = [line["place"] for line in one["places"]]
    return ranking_versions.column(
        title,
        one["method"],
        {
            line["nomination"]: VersionPlace(
                line["place"],
                line["place"] is not None and places.count(line["place"]) > 1,
                None if line["score"] is None else Fraction(line["score"]),
            )
            for line in one["places"]
        },
    )
