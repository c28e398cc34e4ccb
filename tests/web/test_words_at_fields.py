"""Every fault has its sentence and its field; every outcome of a trial its word and its mark."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask

from app.ranking.robustness.holding import Holding
from app.rules.decisions import DecisionLack
from app.rules.rulebooks import RuleFault
from app.web.decisions.page import FIELDS
from app.web.rulebooks import page as rules_page
from app.web.rulebooks.forms import AmendmentForm
from app.words import rulebooks, scores
from app.words.ranking.trials import SHAPES, answer
from app.words.results import decisions


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def amendment(**weights: str) -> AmendmentForm:
    return AmendmentForm(weights, "2", "fair", "chair", "", is_confirmed=True, base=1)


def test_everything_that_a_decision_can_lack_has_a_field_and_a_sentence() -> None:
    assert set(FIELDS) == set(DecisionLack)
    said = [decisions.lacks(lack) for lack in DecisionLack]
    assert len(set(said)) == len(DecisionLack)


def test_everything_that_can_be_wrong_with_an_amendment_has_a_field_and_a_sentence() -> None:
    sent = amendment(x="60", y="30,5")
    assert rules_page.faults([RuleFault.WEIGHTS_NOT_WHOLE], sent, 3) == {
        "weight-x": "Vektene blir 90,5 prosent til sammen. De må bli nøyaktig 100 prosent."
    }
    assert rules_page.faults([RuleFault.QUORUM_TOO_HIGH, RuleFault.NO_REASON], sent, 3) == {
        "quorum": "Juryen har bare 3 plasser.",
        "reason": "Skriv hvorfor reglene endres.",
    }
    said = [rulebooks.fault(fault, total=Decimal(1), seats=3) for fault in RuleFault]
    assert len(set(said)) == len(RuleFault)
    for fault in RuleFault:
        (field,) = rules_page.faults([fault], sent, 3)
        assert field in {"", "weight-x", "quorum", "method", "tie_breaks", "reason"}


def test_what_holds_no_number_is_said_at_its_field() -> None:
    sent = amendment(x="mye", y="12,5")
    assert rules_page.unreadable(sent) == {
        "weight-x": "Skriv et tall fra 0 til 100, med høyst tre desimaler."
    }


def test_every_order_of_tie_breaks_ends_with_the_chair_but_the_one_that_holds() -> None:
    usual = [value for value, _ in rules_page.tie_break_choices(["chair"])]
    assert usual == [
        "head to head, heaviest criterion, chair",
        "heaviest criterion, head to head, chair",
        "head to head, chair",
        "heaviest criterion, chair",
        "chair",
    ]
    assert [value for value, _ in rules_page.tie_break_choices([])] == [*usual, ""]


def test_every_outcome_of_a_trial_has_a_word_and_a_mark() -> None:
    assert set(SHAPES) == set(Holding)
    assert len({answer(holding) for holding in Holding}) == len(Holding)


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal(4), "4"), (Decimal("4.5"), "4,5"), (Decimal("4.25"), "4,3"), (None, "–")],
)
def test_a_score_is_written_without_a_decimal_that_says_nothing(
    value: Decimal | None, written: str
) -> None:
    assert scores.points(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0.24, "+0,2"), (-0.36, "−0,4"), (-0.04, "0,0"), (None, "–")]
)
def test_a_difference_is_written_with_its_sign(value: float | None, written: str) -> None:
    assert scores.signed(value) == written
