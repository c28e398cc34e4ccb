"""What the chair's form shows, and the decision as it was sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.models import Decision, Nomination, Round, Shortlist
from app.ranking.methods import Method
from app.rules.decisions import MINIMUM_STATEMENT_WORDS, DecisionLack
from app.rules.lifecycle import RESULT_PUBLIC, Phase
from app.services import ballots, lists, nominees, ranking, shortlists
from app.services.ballots import Result
from app.services.decisions import DecisionInput, seal_holds
from app.services.ranking import Ranking
from app.services.work import Work
from app.web.decisions.names import Candidate, Names, chooser
from app.words import terms
from app.words.ranking import ballots as ballot_words
from app.words.ranking import says
from app.words.results import decisions as words
from app.words.results import frozen
from app.words.results.decisions import Difference, FrozenPlace
from app.words.results.frozen import Frozen
from app.words.text import _

FIELDS = {
    DecisionLack.NO_WINNER: "winners",
    DecisionLack.WINNER_AND_NO_AWARD: "no_award",
    DecisionLack.NO_CITATION: "citation",
    DecisionLack.SHORT_STATEMENT: "statement",
    DecisionLack.REASON_FOR_OTHER: "reason",
    DecisionLack.RULES_AMENDED: "rules",
    DecisionLack.NOT_PRESENT: "rules",
    DecisionLack.WINNER_IS_ALSO_NOMINEE: "nominees",
}
"""The field where each thing that a decision lacks is put right."""


@dataclass(frozen=True)
class DecisionPage:
    """Everything that the form shows. errors: what is lacking, each with its field."""

    given: DecisionInput
    saved: str
    rulebook: int
    says: str
    order: str
    """In which order names are offered, and with which figure."""
    names: Names
    first: Sequence[str]
    """Who has the first place, by name."""
    by_ballots: bool
    errors: Sequence[tuple[str, str]]
    messages: Mapping[str, str]
    differences: Sequence[Difference]
    least_words: int = MINIMUM_STATEMENT_WORDS


@dataclass(frozen=True)
class Named:
    """Who went on from one stage and who did not, by name, and what was kept of it."""

    stage: str
    shortlist: Shortlist
    gone_on: Sequence[str]
    stayed: Sequence[str]


def finalists(work: Work, award_round: Round) -> list[str]:
    """Name the nominees, where a stage has named them."""
    ids = nominees.named_ids(work.session, award_round) or []
    names = lists.names(work.session, ids)
    return [names[one] for one in ids]


def named_in(work: Work, award_round: Round) -> list[Named]:
    """Give who went on from each stage before the last, by name."""
    found = shortlists.named(work.session, award_round)
    kinds = {stage.id: terms.term(stage.kind) for stage in award_round.stages}
    names = lists.names(work.session, [one.nomination_id for it in found for one in it.entries])
    return [
        Named(
            kinds[it.stage_id],
            it,
            [names[one.nomination_id] for one in it.entries if one.goes_on],
            [names[one.nomination_id] for one in it.entries if not one.goes_on],
        )
        for it in found
    ]


@dataclass(frozen=True)
class SealedPage:
    """Everything that is shown of a sealed decision. named: by distinction.

    seal_holds: whether it still is what its digest was computed from.
    """

    decision: Decision
    seal_holds: bool
    sealed_by: str
    named: Mapping[str, Sequence[str]]
    places: Sequence[FrozenPlace]
    frozen: Frozen | None
    is_announced: bool
    named_before: Sequence[Named]
    """Who went on from each stage before the last."""


@dataclass(frozen=True)
class Order:
    """What the chair has before her: what it says, and those who can be named, best first."""

    says: str
    words: str
    """In which order names are offered, and with which figure."""
    candidates: Sequence[Candidate]
    first: Sequence[str]


def order(work: Work, award_round: Round) -> Order:
    """Give the order that the chair decides by: of the ballots, or of the scores."""
    if award_round.is_by_ballot:
        result = ballots.for_actor(work, award_round)
        return _of_ballots(result, lists.names(work.session, result.running))
    return _of_scores(ranking.for_actor(work, award_round))


def _of_ballots(result: Result, names: Mapping[int, str]) -> Order:
    held = list(result.places.values())
    return Order(
        ballot_words.says(result, names),
        _("Forslagene står i rekkefølgen etter juryens rangering."),
        [
            Candidate(one, names[one], words.placed(names[one], at, shared=held.count(at) > 1))
            for one, at in result.places.items()
        ],
        [names[one] for one in result.first],
    )


def _of_scores(table: Ranking) -> Order:
    by_mean = table.report.method == Method.MEAN
    # Under the methods without an average the fair one is shown.
    return Order(
        says.says(table),
        _("Forslagene står i rangeringens rekkefølge, med vanlig snitt bak navnet.")
        if by_mean
        else _("Forslagene står i rangeringens rekkefølge, med justert snitt bak navnet."),
        [
            Candidate(
                row.nomination.id,
                row.nomination.candidate_names,
                words.choice(row, row.line.mean if by_mean else row.line.fair),
            )
            for row in table.rows
        ],
        [row.nomination.candidate_names for row in table.rows if row.line.place == 1],
    )


def to_write(
    award_round: Round,
    held: Order,
    given: DecisionInput,
    saved: str,
    lacks: Sequence[DecisionLack],
    theirs: Mapping[str, Any] | None,
    asked: Mapping[str, int],
    finalists: Sequence[str],
) -> DecisionPage:
    """Make the form.

    Args:
        award_round: the round.
        held: the order that she decides by.
        given: what stands in the fields.
        saved: when the draft was last stored, in words.
        lacks: what keeps the decision from being sealed.
        theirs: what is stored, where somebody else has changed it meanwhile.
        asked: how many lines of names she has asked for.
        finalists: the nominees by name, where a stage has named them.

    """
    errors = [(FIELDS[lack], words.lacks(lack)) for lack in lacks]
    messages = dict(errors)
    names = {one.id: one.name for one in held.candidates}
    return DecisionPage(
        given=given,
        saved=saved,
        rulebook=award_round.rulebook.version,
        says=held.says,
        order=held.words,
        names=chooser(
            held.candidates,
            given,
            messages,
            asked,
            finalists=finalists,
        ),
        first=held.first,
        by_ballots=award_round.is_by_ballot,
        errors=errors,
        messages=messages,
        differences=words.differences(award_round, theirs, given, names) if theirs else [],
    )


def sealed(
    decision: Decision,
    judged: Sequence[Nomination],
    sealed_by: str,
    phase: Phase,
    named_before: Sequence[Named],
) -> SealedPage:
    """Make the page of a sealed decision.

    Args:
        decision: sealed.
        judged: the nominations of its round that were judged.
        sealed_by: the name of whoever sealed it; empty where nobody did here.
        phase: of its round.
        named_before: who went on from each stage before the last.

    """
    return SealedPage(
        decision=decision,
        seal_holds=seal_holds(decision),
        sealed_by=sealed_by,
        named=words.named(decision),
        places=words.places(decision, judged),
        frozen=frozen.frozen(decision, judged),
        is_announced=phase in RESULT_PUBLIC,
        named_before=named_before,
    )
