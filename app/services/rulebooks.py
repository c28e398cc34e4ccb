"""Rulebooks: the first version, amendments of it, and what each version says.

A version that is locked is never changed: triggers of the database see to it. An amendment is a
new version, and both stay on record with who made them, when and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.models import Round, Rulebook, Texts
from app.ranking.methods import Method
from app.ranking.places import TieBreak
from app.rules import rulebooks as rules
from app.rules.access import Permission
from app.rules.first_rules import FirstFault, FirstRules
from app.rules.first_rules import faults as first_faults
from app.rules.impartiality import Reach
from app.rules.notices import NoticeKind
from app.rules.rulebooks import Choices, RuleFault, Rules
from app.rules.setup import Lack, Step
from app.services import accounts, audit, digests, jury, may, seals, stamps
from app.services.rounds.lacking import of_languages
from app.services.rounds.locking import insist_planned
from app.services.work import LockedError, NotFoundError, StaleEditError, Work

OWN = frozenset(
    {"id", "version", "method", "tie_breaks", "weights", "quorum", "reason"}
    | {"created_at", "created_by_id", "locked_at"}
)
"""What a version does not take over from the one before it."""


class AmendmentRefusedError(Exception):
    """The amendment is not one that can be made; ``faults`` says why."""

    def __init__(self, faults: Sequence[RuleFault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


class FirstRulesRefusedError(Exception):
    """The first rules cannot be so; ``faults`` says why."""

    def __init__(self, faults: Sequence[FirstFault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Version:
    """One version of the rulebook, with who made it and what it changed."""

    rulebook: Rulebook
    rules: Rules
    before: Rules | None
    """What held until then; None of the first version."""
    author: str

    @property
    def changed(self) -> list[str]:
        """Name the rules that are other than before."""
        return self.rules.differing(self.before) if self.before else []


def set_first(
    work: Work, award_round: Round, *, quorum: int, law: Texts, reach: Reach = Reach.COMPARISON
) -> Rulebook:
    """Set the first version of the rulebook, with what is usual of all that is not given."""
    return set_rules(work, award_round, FirstRules(quorum, law, reach))


def first_rules(award_round: Round) -> FirstRules | None:
    """Give the first version of a round's rulebook, as it was set; None where there is none."""
    if not award_round.rulebooks:
        return None
    held = award_round.rulebooks[0]
    return FirstRules(
        quorum=held.quorum,
        law=held.law,
        reach=held.recusal_reach,
        sees_others=held.sees_others,
        scale_low=held.scale_low,
        scale_high=held.scale_high,
        scale_step=held.scale_step,
        grounds_required=held.grounds_required,
        grounds_word_limit=held.grounds_word_limit,
        method=held.method,
        tie_breaks=tuple(held.tie_breaks),
        scores_public=held.scores_public,
        asks_for_meeting=held.asks_for_meeting,
        casting_vote=held.casting_vote,
    )


def rules_to_copy(award_round: Round) -> FirstRules | None:
    """Give the rules that a round ended with, for the next one to begin with."""
    first = first_rules(award_round)
    if first is None:
        return None
    held = award_round.rulebook
    return replace(first, quorum=held.quorum, method=held.method, tie_breaks=tuple(held.tie_breaks))


def first_data(given: FirstRules | None) -> dict[str, Any]:
    """Give first rules as plain data."""
    if given is None:
        return {}
    scale = {name: seals.plain(getattr(given, name)) for name in seals.SCALE}
    return asdict(given) | scale | {"law": dict(given.law), "tie_breaks": list(given.tie_breaks)}


def set_rules(
    work: Work, award_round: Round, given: FirstRules, *, base: str | None = None
) -> Rulebook:
    """Set the first version of the rulebook; again and again until judging locks it.

    Args:
        work: the secretariat's.
        award_round: before judging. Its scale locks with the call, which describes each score.
        given: the rules.
        base: the stamp of what the writer began from.

    Raises:
        LockedError: judging has begun, where a change is an amendment; or the scale is another.
        FirstRulesRefusedError: they cannot be so.
        StaleEditError: somebody else has set them otherwise since.

    """
    award_round = may.begin(work, Permission.SET_UP_ROUND, award_round)
    work.session.refresh(award_round, ["rulebooks"])
    held = first_rules(award_round)
    if held is not None and award_round.rulebook.locked_at is not None:
        raise LockedError("the rules locked when judging began")
    stamps.insist(first_data(held), first_data(given), base)
    if held is not None and held.scale != given.scale:
        insist_planned(award_round)
    found = first_faults(given, choices(work.session, award_round))
    if found:
        raise FirstRulesRefusedError(found)
    rulebook = award_round.rulebooks[0] if award_round.rulebooks else Rulebook(version=1)
    for name, value in asdict(given).items():
        setattr(rulebook, {"reach": "recusal_reach"}.get(name, name), value)
    rulebook.law, rulebook.tie_breaks = dict(given.law), list(given.tie_breaks)
    rulebook.created_at, rulebook.created_by_id = work.now, work.actor.account_id
    if held is None:
        award_round.rulebooks.append(rulebook)
    work.session.flush()
    audit.record(
        work,
        "rulebook.set",
        f"round:{award_round.id}",
        award_round=award_round,
        quorum=given.quorum,
        reach=given.reach.value,
        digest=digests.of(seals.rulebook(rulebook, award_round.weights())),
    )
    return rulebook


def amend(work: Work, award_round: Round, wanted: Rules, reason: str, base: int) -> Rulebook:
    """Make a new version of the rulebook, and tell the jury.

    What an amendment may not change (scale, grounds, reach of a recusal) is taken over. Sent
    twice, it is made once.

    Args:
        work: the secretariat's.
        award_round: in judging.
        wanted: the rules from now on.
        reason: why; the whole jury reads it.
        base: the version that the change started from.

    Raises:
        DeniedError, WrongPhaseError: not hers, or the decision has been sealed.
        StaleEditError: somebody else has amended since.
        AmendmentRefusedError: the rules cannot be so, nothing is changed, or there is no reason.

    """
    award_round = may.begin(work, Permission.AMEND_RULES, award_round)
    before = award_round.rulebook
    held = rules_of(award_round, before)
    is_stale = base != before.version
    if is_stale and _is_this(before, held, wanted, reason, work.actor.account_id):
        return before
    found = faults(work.session, award_round, wanted, reason)
    if is_stale:  # then it is no fault that somebody else has made the same change
        found = [one for one in found if one is not RuleFault.NOTHING_CHANGED]
    if found:
        raise AmendmentRefusedError(found)
    if is_stale:
        raise StaleEditError(as_data(held, before.reason), as_data(wanted, reason), before.version)
    amended = _add(work, award_round, before, wanted, reason)
    _put_on_record(work, award_round, held, amended)
    jury.tell(
        work.session,
        award_round,
        NoticeKind.RULES_AMENDED,
        f"rulebook:{amended.id}",
        work.now,
        reason=amended.reason,
        changed=list(wanted.differing(held)),
    )
    return amended


def faults(session: Session, award_round: Round, wanted: Rules, reason: str) -> list[RuleFault]:
    """List what is wrong with an amendment of the rules in force."""
    held = rules_of(award_round, award_round.rulebook)
    return rules.faults(held, wanted, reason, choices(session, award_round))


def _is_this(
    rulebook: Rulebook, held: Rules, wanted: Rules, reason: str, account_id: int | None
) -> bool:
    """Whether a version is what was asked for: the second click of two."""
    same = held == wanted and rulebook.reason == reason.strip()
    return same and rulebook.created_by_id == account_id


def _add(work: Work, award_round: Round, before: Rulebook, wanted: Rules, reason: str) -> Rulebook:
    columns = [one.key for one in inspect(Rulebook).column_attrs if one.key not in OWN]
    same_weights = wanted.weights == award_round.weights(before)
    amended = Rulebook(
        **{key: getattr(before, key) for key in columns},
        version=before.version + 1,
        method=wanted.method,
        tie_breaks=list(wanted.tie_breaks),
        weights=before.weights if same_weights else written(wanted),
        quorum=wanted.quorum,
        reason=reason.strip(),
        created_at=work.now,
        created_by_id=work.actor.account_id,
        locked_at=work.now,
    )
    award_round.rulebooks.append(amended)
    work.session.flush()
    return amended


def _put_on_record(work: Work, award_round: Round, held: Rules, amended: Rulebook) -> None:
    now = rules_of(award_round, amended)
    before, after = _plain(held), _plain(now)
    stage = award_round.stage
    audit.record(
        work,
        "rulebook.amended",
        f"round:{award_round.id}",
        award_round=award_round,
        version=amended.version,
        changed={name: [before[name], after[name]] for name in now.differing(held)},
        stage=stage.state.value if stage else None,
        digest=digests.of(seals.rulebook(amended, now.weights)),
    )


def rules_of(award_round: Round, rulebook: Rulebook) -> Rules:
    """Give what a version says of the rules that can be amended."""
    return Rules(
        weights=award_round.weights(rulebook),
        quorum=rulebook.quorum,
        method=rulebook.method,
        tie_breaks=tuple(rulebook.tie_breaks),
    )


def choices(session: Session, award_round: Round) -> Choices:
    """Give what the rules of a round may be chosen from."""
    return Choices(
        criteria=[criterion.key for criterion in award_round.criteria],
        seats=len(jury.seat_ids(session, award_round)),
        methods=[method.value for method in Method],
        tie_breaks=[rule.value for rule in TieBreak],
        last=TieBreak.CHAIR,
    )


def written(given: Rules) -> dict[str, str]:
    """Write the weights as decimal text, without zeros at the end."""
    return {key: _text(weight) for key, weight in given.weights.items()}


def _text(share: Decimal) -> str:
    return seals.plain(share)


def _plain(given: Rules) -> dict[str, Any]:
    return {
        "weights": written(given),
        "quorum": given.quorum,
        "method": given.method,
        "tie_breaks": list(given.tie_breaks),
    }


def as_data(given: Rules, reason: str) -> dict[str, Any]:
    """Give rules and the reason for them as plain data."""
    return {**_plain(given), "reason": reason.strip()}


def from_data(stored: Mapping[str, Any]) -> Rules:
    """Read rules from plain data, as a lost race brings them."""
    return Rules(
        {key: Decimal(text) for key, text in stored["weights"].items()},
        stored["quorum"],
        stored["method"],
        tuple(stored["tie_breaks"]),
    )


def versions(work: Work, award_round: Round) -> list[Version]:
    """List the versions of a round's rulebook, the first one first.

    Raises:
        DeniedError: the actor has no office in the round.
        NotFoundError: the round has no rulebook.

    """
    may.require(work, Permission.VIEW_RULES, award_round)
    books = award_round.rulebooks
    if not books:
        raise NotFoundError(f"a rulebook of round {award_round.id}")
    names = accounts.names_of(work.session, [book.created_by_id for book in books])
    said = [rules_of(award_round, book) for book in books]
    return [
        Version(book, now, before, names.get(book.created_by_id or 0, ""))
        for book, now, before in zip(books, said, [None, *said[:-1]], strict=True)
    ]


def lacks(award_round: Round) -> list[Lack]:
    """List what lacks of the rules before the call can open."""
    if not award_round.rulebooks:
        return [Lack(Step.RULES, "no_rules")]
    book = award_round.rulebook
    return list(of_languages(Step.RULES, "law_language", "", [book.law]))
