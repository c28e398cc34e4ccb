"""Where the steps of the set-up are."""

from flask import current_app
from werkzeug.exceptions import HTTPException

from app.models import Prize, Round
from app.rules.round_addresses import round_path
from app.rules.setup import Step
from app.rules.tables import every

PARTS = {
    Step.DATES: "datoer",
    Step.NOMINATORS: "forslagsstillere",
    Step.CANDIDATES: "kandidater",
    Step.CRITERIA: "kriterier",
    Step.FORM: "skjema",
    Step.CALL: "utlysning",
    Step.AWARD: "premie",
    Step.RULES: "regler",
    Step.JURY: "jury",
}
every(Step, PARTS)


def path_of(award_round: Round, step: Step) -> str:
    """Give the address of a step; empty where it has no page."""
    return _if_there(f"{round_path(award_round.slug)}/oppsett/{PARTS[step]}")


def juries_of(prize: Prize) -> str:
    """Give the address where the juries of a prize are made; empty where there is none."""
    return _if_there(f"/priser/{prize.slug}/juryer")


def _if_there(path: str) -> str:
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return ""
    return path
