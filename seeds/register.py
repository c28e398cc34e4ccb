"""The register of municipalities: today's 357, and the 428 of 2013."""

from collections.abc import Iterator
from typing import Any

from app.services import organisations
from app.services.work import Work
from seeds.files import read_csv

TODAY, IN_2013 = 2024, 2013


def load(work: Work) -> int:
    """Load both registers; returns how many municipalities."""
    places = {
        (int(row["register"]), row["number"]): (float(row["x"]), float(row["y"]))
        for row in read_csv("register/places.csv")
    }
    rows = [*_today(places), *_in_2013(places)]
    return organisations.import_register(work, rows)


Places = dict[tuple[int, str], tuple[float, float]]


def _today(places: Places) -> Iterator[dict[str, Any]]:
    for row in read_csv("register/municipalities.csv"):
        x, y = places[TODAY, row["number"]]
        yield {
            "register_year": TODAY,
            "number": row["number"],
            "name": row["name"],
            "display_name": row["display_name"],
            "sami_name": row["sami_name"],
            "kven_name": row["kven_name"],
            "county_number": row["county_number"],
            "county_name": row["county_name"],
            "org_number": row["org_number"] or None,
            "website": row["website"],
            "successors": [],
            "map_x": x,
            "map_y": y,
        }


def _in_2013(places: Places) -> Iterator[dict[str, Any]]:
    for row in read_csv("register/municipalities_2013.csv"):
        x, y = places[IN_2013, row["number"]]
        yield {
            "register_year": IN_2013,
            "number": row["number"],
            "name": row["name"],
            "display_name": row["name"],
            "sami_name": "",
            "kven_name": "",
            "county_number": row["county_number"],
            "county_name": row["county_name"],
            "org_number": None,
            "website": "",
            "successors": row["number_2024"].split("; "),
            "map_x": x,
            "map_y": y,
        }
