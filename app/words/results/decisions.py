"""The decision in words: what it lacks, where two versions differ, what was sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.models import Decision, Distinction, Nomination, Round
from app.rules.decisions import MINIMUM_STATEMENT_WORDS, DecisionLack
from app.services.decisions import DecisionInput
from app.services.ranking import Row
from app.words import formats
from app.words.formats import listed
from app.words.results import honours
from app.words.text import _


def lacks(what: DecisionLack) -> str:
    """Say what a decision lacks, and what to do."""
    return {
        DecisionLack.NO_WINNER: _(
            "Velg minst én vinner, eller kryss av for at prisen ikke deles ut."
        ),
        DecisionLack.WINNER_AND_NO_AWARD: _(
            "Du har valgt vinner og krysset av for at prisen ikke deles ut. Velg én av delene."
        ),
        DecisionLack.NO_CITATION: _("Skriv setningen som skal stå under vinnerens navn."),
        DecisionLack.SHORT_STATEMENT: _(
            "Juryens begrunnelse må være på minst %(words)s ord.",
            words=MINIMUM_STATEMENT_WORDS,
        ),
        DecisionLack.REASON_FOR_OTHER: _(
            "Skriv hvorfor juryen velger noe annet enn førsteplassen i rangeringen."
        ),
        DecisionLack.RULES_AMENDED: _(
            "Vurderingsreglene er endret mens du skrev. Se hvem som ligger først nå, og forsegl på nytt."
        ),
        DecisionLack.NOT_PRESENT: _(
            "Reglene krever at du har vært med i et møte om dette trinnet. Åpne et møte, og før deg inn som til stede."
        ),
        DecisionLack.WINNER_IS_ALSO_NOMINEE: _(
            "En vinner kan ikke også stå blant de øvrige nominerte."
        ),
    }[what]


def choice(row: Row, average: float | None) -> str:
    """Name a nomination as a choice: its place, its candidates and its average."""
    name, place = row.nomination.candidate_names, row.line.place
    if place is None or average is None:
        return _("%(name)s (ikke vurdert)", name=name)
    words = {"place": place, "name": name, "average": formats.decimal(average)}
    if row.line.shared:
        return _("%(place)s. (delt) %(name)s, %(average)s", **words)
    return _("%(place)s. %(name)s, %(average)s", **words)


def placed(name: str, place: int | None, *, shared: bool) -> str:
    """Name a nomination as a choice in a ballot's order: its place and its candidates."""
    if place is None:
        return _("%(name)s (ikke rangert)", name=name)
    if shared:
        return _("%(place)s. (delt) %(name)s", place=place, name=name)
    return _("%(place)s. %(name)s", place=place, name=name)


@dataclass(frozen=True)
class Difference:
    """One part of the decision that is stored otherwise than it was sent."""

    label: str
    stored: str
    sent: str


def differences(
    award_round: Round, stored: Mapping[str, Any], sent: DecisionInput, names: Mapping[int, str]
) -> list[Difference]:
    """Compare what is stored with what was sent, part by part; the equal parts are left out."""

    def named(ids: Sequence[int]) -> str:
        return listed([names[n] for n in sorted(ids) if n in names])

    def award(no_award: object) -> str:
        return _("Prisen deles ikke ut") if no_award else _("Prisen deles ut")

    pairs = [
        (_("Vinner"), named(stored.get("winners", [])), named(sent.winners)),
        (_("Nominerte"), named(stored.get("nominees", [])), named(sent.nominees)),
        (_("Hederlig omtale"), named(stored.get("mentions", [])), named(sent.mentions)),
        (_("Utdeling"), award(stored.get("no_award")), award(sent.no_award)),
        (_("Setningen under navnet"), stored.get("citation", ""), sent.citation.strip()),
        (_("Juryens begrunnelse"), stored.get("statement", ""), sent.statement.strip()),
    ]
    grounds = stored.get("grounds", {})
    pairs += [
        (
            formats.in_language(criterion.name),
            grounds.get(criterion.key, ""),
            sent.grounds.get(criterion.key, "").strip(),
        )
        for criterion in award_round.criteria
    ]
    pairs.append((_("Hvorfor en annen"), stored.get("reason", ""), sent.reason.strip()))
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def named(decision: Decision) -> dict[str, list[str]]:
    """Name what a decision names, by distinction: one name for each nomination."""
    return {
        distinction.value: [
            honours.named([entry])
            for entry in decision.distinctions
            if entry.distinction is distinction
        ]
        for distinction in Distinction
    }


@dataclass(frozen=True)
class FrozenPlace:
    """One line of the ranking as it was frozen."""

    place: int | None
    name: str
    score: Fraction | None
    shared: bool


def places(decision: Decision, judged: Sequence[Nomination]) -> list[FrozenPlace]:
    """Read the ranking that was frozen with the decision."""
    names = {nomination.number: nomination.candidate_names for nomination in judged}
    found = decision.ranking.get("places", [])
    held = [line["place"] for line in found]
    return [
        FrozenPlace(
            line["place"],
            names.get(line["nomination"], f"{line['nomination']}"),
            Fraction(line["score"]) if line["score"] else None,
            shared=line["place"] is not None and held.count(line["place"]) > 1,
        )
        for line in found
    ]
