"""Who rules on a conflict, and who leads it: the jury without those whose own is in question.

Where several are in question in one case, none of them takes part in any of those rulings, unless
too few would be left. Then they take part in each other's, never in their own, and it is said on
record. Whoever has not declared for the nomination herself takes no part until she has: nobody
knows yet whether her own is in question. (forvaltningsloven 1967 § 8.)
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.rules.impartiality import Answer, Outcome, Reach, Standing


class BenchFault(StrEnum):
    """Why those who are said to have ruled cannot have."""

    STRANGER = "stranger"
    TOO_FEW = "too_few"
    MUST_WAIT = "must_wait"
    NOBODY_LEADS = "nobody_leads"


@dataclass(frozen=True)
class Bench:
    """Who may take part in one ruling.

    may: appointments, in the order of the seats.
    least: so many of them must.
    lacks_quorum: whether those in question take part too, because too few others are left.
    waits_for: those who may once they have declared themselves.
    """

    may: tuple[int, ...]
    least: int
    lacks_quorum: bool
    waits_for: tuple[int, ...] = ()

    @property
    def must_wait(self) -> bool:
        """Whether it cannot be ruled before more have declared."""
        return len(self.may) < self.least


def bench(
    sitting: Sequence[int],
    in_question: Collection[int],
    quorum: int,
    undeclared: Collection[int] = (),
) -> Bench:
    """Say who may take part in a ruling.

    Args:
        sitting: who sits for the nomination, in the order of the seats, but for the seat that the
            ruling is about.
        in_question: those whose own impartiality awaits a ruling in the same case.
        quorum: as the rulebook has it.
        undeclared: those who have not declared for the nomination. They take no part, and are
            reckoned with: while they may still come in, nobody in question does instead of them.

    """
    others = [one for one in sitting if one not in in_question]
    lacks_quorum = len(others) < quorum
    reckoned = sitting if lacks_quorum else others
    return Bench(
        tuple(one for one in reckoned if one not in undeclared),
        min(quorum, len(reckoned)),
        lacks_quorum=lacks_quorum,
        waits_for=tuple(one for one in reckoned if one in undeclared),
    )


def one_case(nomination: int, running: Sequence[int], reach: Reach) -> frozenset[int]:
    """Say which nominations are one case: all that are compared, if a recusal reaches them."""
    return frozenset(running) if reach is Reach.COMPARISON else frozenset({nomination})


def faults(
    found: Bench, took_part: Collection[int], leader: int | None, *, is_led: bool
) -> list[BenchFault]:
    """List why those who are said to have ruled cannot have.

    Args:
        found: who may.
        took_part: who is said to have.
        leader: whoever leads it: the chair, or the one who was elected where she cannot.
        is_led: whether there is anybody who can lead it.

    """
    if found.must_wait:
        return [BenchFault.MUST_WAIT]
    wrong = []
    if not set(took_part) <= set(found.may):
        wrong.append(BenchFault.STRANGER)
    elif len(set(took_part)) < found.least:
        wrong.append(BenchFault.TOO_FEW)
    if is_led and leader not in took_part:
        wrong.append(BenchFault.NOBODY_LEADS)
    return wrong


def outcomes(
    where: Standing, latest: Answer | None, ruling: Outcome | None, *, is_ruled_on: bool
) -> tuple[Outcome, ...]:
    """List what can be ruled of a conflict, as it stands; nothing where there is nothing to rule.

    Args:
        where: where she stands towards the nomination itself, whatever else it is compared with.
        latest: her latest answer.
        ruling: the latest that holds.
        is_ruled_on: whether it was made on that answer.

    """
    if where is Standing.PENDING:
        return (Outcome.CLEARED, Outcome.RECUSED)
    if where is not Standing.RECUSED:
        return ()
    asks_anew = latest is Answer.POSSIBLE and not (ruling is Outcome.RECUSED and is_ruled_on)
    return (Outcome.CLEARED, Outcome.RECUSED) if asks_anew else (Outcome.CLEARED,)
