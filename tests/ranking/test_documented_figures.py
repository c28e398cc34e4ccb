"""The figures in the description of the method are the ones that the code holds."""

from pathlib import Path

from app.ranking import analysis, jurors, verdict
from app.ranking.cells import USUAL_STEPS
from app.ranking.model import chances, precision, reml, spread, variance
from app.ranking.robustness import leave_out

TEXT = " ".join(
    (Path(__file__).parents[2] / "docs" / "ranking.md").read_text(encoding="utf-8").split()
)


def test_the_description_has_the_figures_of_the_code() -> None:
    told = [
        f"Version of the method: `{analysis.VERSION}`",
        f"is at least {reml.LOWEST:.0f}; with fewer than {reml.FEWEST_DF} degrees of freedom",
        f"Above {variance.MOST_AVERAGED:,} cells the REML and moment estimates stand for all",
        f"leaves out {100 * chances.TAIL:.0f} % at each end",
        f"at least {100 * chances.SURELY:.0f} %",
        f"{100 * verdict.LIKELY:.0f} to {100 * chances.SURELY:.0f} %",
        f"to the power of {precision.DOUBT}",
        f"fewer than {jurors.FEWEST_DF} degrees of freedom nothing is said",
        f"{', '.join(f'{step:g}' for step in USUAL_STEPS[:-1])} and {USUAL_STEPS[-1]:g}",
        f"**gamma {variance.SHAPE}, rate {variance.RATE} (chosen)**",
        f"**flat to {variance.WIDEST} σ (chosen)**",
    ]
    assert [sentence for sentence in told if sentence not in TEXT] == []


def test_figures_written_as_words_are_the_code_s_too() -> None:
    assert (chances.REACH, "within four standard deviations of the top" in TEXT) == (4.0, True)
    assert (chances.FEWEST_DF, "below two degrees of freedom" in TEXT) == (2, True)
    assert (leave_out.MOST_WORK, "more than 10¹² multiplications" in TEXT) == (1e12, True)


def test_both_intervals_hold_as_much() -> None:
    assert 1 - 2 * chances.TAIL == 0.9
    assert spread.NINE_OF_TEN == 1.645


def test_severity_is_thought_of_up_to_the_widest() -> None:
    assert variance.SEVERITY[0] == 0.0625
    assert variance.SEVERITY[-1] == 1.9375
    assert variance.SEVERITY.size == 16
