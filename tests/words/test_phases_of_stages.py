"""The head's word for where a round stands, where it has stages."""

import pytest
from flask import Flask
from flask_babel import force_locale

from app.models import Round, Stage
from app.rules.lifecycle import Phase, StageKind, StageState
from app.words import terms


@pytest.mark.parametrize(
    ("of", "number", "said"),
    [
        (None, 0, "Vurdering: poeng"),
        (StageKind.FINAL, 0, "Finale: poeng"),
        (StageKind.SHORTLIST, 2, "Kortliste: poeng, trinn 2"),
    ],
)
def test_a_stage_is_named_and_numbered_where_another_is_of_its_kind(
    app: Flask, of: StageKind | None, number: int, said: str
) -> None:
    with app.test_request_context(), force_locale("nb"):
        assert terms.phase(Phase.JUDGING, StageState.SCORING, of, number=number) == said


def test_a_stage_has_a_number_where_another_is_of_its_kind() -> None:
    kinds = (StageKind.SHORTLIST, StageKind.SHORTLIST, StageKind.FINAL)
    made = Round(stages=[Stage(kind=kind, state=StageState.WAITING) for kind in kinds])
    numbers = []
    for stage in made.stages:
        numbers.append(made.stage_number)
        stage.state = StageState.CONCLUDED
    assert numbers == [1, 2, 0]
