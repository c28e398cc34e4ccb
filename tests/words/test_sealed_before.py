"""What was sealed by an earlier version of the method is told as it was sealed."""

import json

from app.models import Decision
from app.ranking.analysis import VERSION
from app.words.results.frozen import frozen
from tests.migrations.kept import FOLDER


def test_a_word_that_would_be_another_now_stays_as_it_was_sealed(app) -> None:
    table = json.loads((FOLDER / "first_form.json").read_text(encoding="utf-8"))["tables"][
        "decisions"
    ]
    at = table["columns"].index("ranking")
    held = next(row[at] for row in table["rows"] if row[at].get("report"))
    (contest,) = held["report"]["contests"]
    assert (held["version"], contest["verdict"], held["report"]["lines"][0]["best"]) == (
        "1",
        "clear",
        0.943,
    )
    assert held["version"] != VERSION
    with app.test_request_context():
        told = frozen(Decision(ranking=held), [])
    assert told is not None
    assert dict(told.facts) == {
        "Hvor sikkert": "Klart",
        "Regnemåte": "Justert snitt, versjon 1",
        "Vurderingsregler": "Versjon 2",
        "Starttall for trekningene": "0",
    }
    assert told.digest == held["digest"]
