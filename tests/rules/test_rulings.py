"""Who rules on a conflict: the jury without those in question, unless too few are left."""

import pytest

from app.rules.impartiality import Answer, Outcome, Reach, Standing
from app.rules.rulings import Bench, bench, faults, one_case, outcomes

BOTH = (Outcome.CLEARED, Outcome.RECUSED)


@pytest.mark.parametrize(
    ("sitting", "in_question", "quorum", "expected"),
    [
        ([1, 2, 3], [], 2, Bench((1, 2, 3), 2, lacks_quorum=False)),
        ([1, 2, 3], [9], 2, Bench((1, 2, 3), 2, lacks_quorum=False)),
        ([1, 2, 3], [2], 2, Bench((1, 3), 2, lacks_quorum=False)),
        ([1, 2, 3], [1, 2], 2, Bench((1, 2, 3), 2, lacks_quorum=True)),
        ([1, 2, 3], [1, 2], 1, Bench((3,), 1, lacks_quorum=False)),
        ([1], [], 3, Bench((1,), 1, lacks_quorum=True)),
        ([], [], 2, Bench((), 0, lacks_quorum=True)),
    ],
)
def test_none_of_several_in_question_takes_part_unless_too_few_are_left(
    sitting: list[int], in_question: list[int], quorum: int, expected: Bench
) -> None:
    assert bench(sitting, in_question, quorum) == expected


@pytest.mark.parametrize(
    ("in_question", "undeclared", "quorum", "expected", "must_wait"),
    [
        ([], [3], 2, Bench((1, 2), 2, lacks_quorum=False, waits_for=(3,)), False),
        ([], [2, 3], 2, Bench((1,), 2, lacks_quorum=False, waits_for=(2, 3)), True),
        # Nobody in question takes part instead of who may still come in.
        ([1], [3], 2, Bench((2,), 2, lacks_quorum=False, waits_for=(3,)), True),
        ([1, 2], [3], 2, Bench((1, 2), 2, lacks_quorum=True, waits_for=(3,)), False),
        ([1, 2], [3], 3, Bench((1, 2), 3, lacks_quorum=True, waits_for=(3,)), True),
        ([], [9], 2, Bench((1, 2, 3), 2, lacks_quorum=False), False),
    ],
)
def test_who_has_not_declared_takes_no_part_until_she_has(
    in_question: list[int],
    undeclared: list[int],
    quorum: int,
    expected: Bench,
    must_wait: bool,
) -> None:
    found = bench([1, 2, 3], in_question, quorum, undeclared)
    assert (found, found.must_wait) == (expected, must_wait)
    took_part = faults(found, found.may, 1, is_led=False)
    assert [one.value for one in took_part] == (["must_wait"] if must_wait else [])


@pytest.mark.parametrize(
    ("reach", "expected"), [(Reach.NOMINATION, {2}), (Reach.COMPARISON, {1, 2, 3})]
)
def test_what_is_compared_is_one_case_where_a_recusal_reaches_it_all(
    reach: Reach, expected: set[int]
) -> None:
    assert one_case(2, [1, 2, 3], reach) == expected


@pytest.mark.parametrize(
    ("took_part", "leader", "is_led", "expected"),
    [
        ([1, 2], 1, True, []),
        ([1, 2, 3], 3, True, []),
        ([1, 9], 1, True, ["stranger"]),
        ([1], 1, True, ["too_few"]),
        ([2, 3], 1, True, ["nobody_leads"]),
        ([2, 3], None, True, ["nobody_leads"]),
        ([2, 3], None, False, []),
        ([], None, True, ["too_few", "nobody_leads"]),
    ],
)
def test_those_who_are_said_to_have_ruled_must_be_able_to_have(
    took_part: list[int], leader: int | None, is_led: bool, expected: list[str]
) -> None:
    found = faults(Bench((1, 2, 3), 2, lacks_quorum=False), took_part, leader, is_led=is_led)
    assert [one.value for one in found] == expected


@pytest.mark.parametrize(
    ("where", "latest", "ruling", "is_ruled_on", "expected"),
    [
        ("undeclared", None, None, False, ()),
        ("clear", "no_conflict", None, False, ()),
        ("clear", "possible", "cleared", True, ()),
        ("pending", "possible", None, False, BOTH),
        ("recused", "automatic", None, False, (Outcome.CLEARED,)),
        ("recused", "possible", "recused", True, (Outcome.CLEARED,)),
        ("recused", "possible", None, False, BOTH),
        ("recused", "possible", "recused", False, BOTH),
    ],
)
def test_what_can_be_ruled(
    where: str,
    latest: str | None,
    ruling: str | None,
    is_ruled_on: bool,
    expected: tuple[Outcome, ...],
) -> None:
    found = outcomes(
        Standing(where),
        Answer(latest) if latest else None,
        Outcome(ruling) if ruling else None,
        is_ruled_on=is_ruled_on,
    )
    assert found == expected
