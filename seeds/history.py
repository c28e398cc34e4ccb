"""The rounds that were held before the product existed, as their sources tell them."""

from datetime import date
from typing import Any

from app.models import Candidate, Jury, Prize
from app.services import announcements, decisions, jury, organisations
from app.services.decisions import PastNominee
from app.services.work import Work
from seeds.files import read_all_toml
from seeds.prize import institution
from seeds.register import IN_2013


def load(work: Work, prize: Prize) -> None:
    """Record every past round, the oldest first."""
    for told in sorted(read_all_toml("history"), key=lambda round_: round_["year"]):
        _load_round(work, prize, told)


def _load_round(work: Work, prize: Prize, told: dict[str, Any]) -> None:
    seats = told.pop("seat", [])
    term = told.pop("jury", None)
    sitting = _load_jury(work, prize, term, seats) if term else None
    nominees = told.pop("nominee")
    grounds = told.pop("grounds", [])
    citation = told.pop("citation", {})
    told.setdefault("gifts", [])
    year = told.pop("year")
    award_round = announcements.enter_past_round(
        work,
        prize,
        year=year,
        jury_id=sitting.id if sitting else None,
        history={key: _plain(value) for key, value in told.items()},
    )
    decisions.record_past(
        work,
        award_round,
        [PastNominee(_candidate(work, nominee), nominee["winner"]) for nominee in nominees],
        citation=citation,
        grounds=grounds,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _candidate(work: Work, nominee: dict[str, Any]) -> Candidate:
    number = nominee.get("municipality_2013")
    municipality = (
        organisations.find_municipality(work.session, number, IN_2013) if number else None
    )
    place = nominee.get("place", "")
    return Candidate(
        position=1,
        name=nominee["name"],
        place=place["nb"] if isinstance(place, dict) else place,
        municipality_id=municipality.id if municipality else None,
    )


def _load_jury(work: Work, prize: Prize, term: dict[str, int], seats: list[dict[str, Any]]) -> Jury:
    """Appoint the jury of a past term. Nobody in it has, or gets, an account."""
    sitting = jury.create(work, prize, term_from=term["term_from"], term_to=term["term_to"])
    since, until = date(term["term_from"], 1, 1), date(term["term_to"], 12, 31)
    for told in seats:
        seat = jury.add_seat(
            work,
            sitting,
            institution(work, told["institution"], []),
            short=told["short"],
            leads=told.get("leads", False),
        )
        jury.appoint(work, seat, person_name=told["member"], since=since, until=until)
        if "deputy" in told:
            jury.appoint(
                work, seat, person_name=told["deputy"], since=since, until=until, deputy=True
            )
    return sitting
