"""What the page of the rules shows: the rules in words, their versions, and the form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import combinations, permutations

from app.models import Round
from app.ranking.methods import Method
from app.ranking.places import TieBreak
from app.rules.rulebooks import RuleFault
from app.services.rulebooks import Version
from app.web.rulebooks.forms import BETWEEN, WEIGHT, AmendmentForm, as_it_stands
from app.words import rulebooks as words
from app.words.ranking.names import method, method_means
from app.words.rulebooks import Rule, RuleChange
from app.words.text import _


@dataclass(frozen=True)
class VersionOnPage:
    """One version, with what it changed.

    scores_known: whether the jury and the secretariat knew the scores when it was made.
    """

    version: Version
    changes: Sequence[RuleChange]
    scores_known: bool


@dataclass(frozen=True)
class RulesPage:
    """Everything that the page shows; ``versions`` the latest first.

    errors: by field; the empty one for what belongs to no field.
    apart: where what was sent differs from what somebody else has stored; None without a race.
    """

    in_short: str
    rules: Sequence[Rule]
    latest: Version
    versions: Sequence[VersionOnPage]
    sent: AmendmentForm
    errors: dict[str, str]
    apart: Sequence[RuleChange] | None
    methods: Sequence[tuple[str, str, str]]
    tie_breaks: Sequence[tuple[str, str]]
    is_opened: bool
    """Whether the scores are known to the jury and the secretariat."""


def make(
    award_round: Round,
    versions: Sequence[Version],
    seats: int,
    opened_at: datetime | None,
    sent: AmendmentForm | None,
    errors: dict[str, str] | None,
    apart: Sequence[RuleChange] | None,
) -> RulesPage:
    """Make the page.

    Args:
        award_round: the round.
        versions: of its rulebook, the first one first.
        seats: of its jury.
        opened_at: when the scores were opened for deliberation; None if they were not.
        sent: what was filled in; None for a form that says what holds now.
        errors: what is wrong with it.
        apart: where it differs from what somebody else has stored meanwhile.

    """
    latest = versions[-1]
    written = words.per_cents(latest.rules.weights)
    return RulesPage(
        in_short=words.in_short(versions),
        rules=words.rules(award_round, latest.rulebook, seats),
        latest=latest,
        versions=[
            VersionOnPage(
                one,
                words.changes(award_round, one),
                opened_at is not None and one.rulebook.created_at >= opened_at,
            )
            for one in reversed(versions)
        ],
        sent=sent or as_it_stands(latest.rules, latest.rulebook.version, written),
        errors=errors or {},
        apart=apart,
        methods=[(one.value, method(one), method_means(one)) for one in Method],
        tie_breaks=tie_break_choices(latest.rules.tie_breaks),
        is_opened=opened_at is not None,
    )


def tie_break_choices(held: Sequence[str]) -> list[tuple[str, str]]:
    """List every order that leaves the last word to the chair, and the one that holds now."""
    free = [rule for rule in TieBreak if rule is not TieBreak.CHAIR]
    orders: list[tuple[str, ...]] = [
        (*order, TieBreak.CHAIR)
        for size in range(len(free), -1, -1)
        for some in combinations(free, size)
        for order in permutations(some)
    ]
    if tuple(held) not in orders:
        orders.append(tuple(held))
    return [(BETWEEN.join(order), words.tie_break_order(order)) for order in orders]


def faults(found: Sequence[RuleFault], sent: AmendmentForm, seats: int) -> dict[str, str]:
    """Say what is wrong with an amendment, by the field where it is put right."""
    first = f"{WEIGHT}{next(iter(sent.weights), '')}"
    field = {
        RuleFault.WEIGHTS_INCOMPLETE: first,
        RuleFault.WEIGHT_OUT_OF_RANGE: first,
        RuleFault.WEIGHTS_NOT_WHOLE: first,
        RuleFault.QUORUM_TOO_LOW: "quorum",
        RuleFault.QUORUM_TOO_HIGH: "quorum",
        RuleFault.METHOD_UNKNOWN: "method",
        RuleFault.TIE_BREAKS_IMPOSSIBLE: "tie_breaks",
        RuleFault.NO_REASON: "reason",
        RuleFault.NOTHING_CHANGED: "",
    }
    total = sum(sent.rules().weights.values(), Decimal(0))
    return {field[one]: words.fault(one, total=total, seats=seats) for one in found}


def unreadable(sent: AmendmentForm) -> dict[str, str]:
    """Say which fields hold no number."""
    return {
        field: _("Skriv et helt tall.")
        if field == "quorum"
        else _("Skriv et tall fra 0 til 100, med høyst tre desimaler.")
        for field in sent.unreadable
    }
