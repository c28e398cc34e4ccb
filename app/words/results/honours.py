"""Who was honoured: names, years and places, as the public pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.models import Candidate, DecisionEntry, Municipality, Round, Texts
from app.rules.calendar import read_day
from app.services.announcements import Result
from app.words import formats
from app.words.formats import listed
from app.words.text import _

ONE_LINE = 18
"""So many letters of a title fit on a line of a phone."""


@dataclass(frozen=True)
class Spot:
    """A dot on the map with its name."""

    x: float
    y: float
    name: str
    is_winner: bool


@dataclass(frozen=True)
class Year:
    """One year in the table of earlier years."""

    year: int
    slug: str
    winner: str
    """Empty when the prize was not awarded."""
    others: str
    citation: Texts
    is_invented: bool


def named(entries: Iterable[DecisionEntry]) -> str:
    """Name the candidates of some entries as one says them."""
    return listed([candidate.called for candidate in _candidates(entries)])


def titled(entries: Iterable[DecisionEntry]) -> str:
    """Name them for a title: where there are several, a short name stays on one line."""
    names = [candidate.called for candidate in _candidates(entries)]
    if len(names) == 1:
        return names[0]
    return listed([n.replace(" ", formats.NBSP) if len(n) <= ONE_LINE else n for n in names])


def _candidates(entries: Iterable[DecisionEntry]) -> list[Candidate]:
    return [candidate for entry in entries for candidate in entry.nomination.candidates]


def year_of(award_round: Round, result: Result) -> Year:
    """Sum up one year."""
    others = [named([entry]) for entry in (*result.nominees, *result.mentions)]
    between = "; " if any("," in name for name in others) else ", "
    return Year(
        award_round.year,
        award_round.slug,
        titled(result.winners),
        between.join(others),
        result.decision.citation,
        award_round.is_invented,
    )


def years(held: Sequence[Round], results: Mapping[int, Result]) -> list[Year]:
    """Sum up the years that have a result, latest first."""
    return [year_of(r, results[r.id]) for r in held if r.id in results]


def winners_map(held: Sequence[Round], results: Mapping[int, Result]) -> list[Spot]:
    """Place the winners of several years: one dot a place, with its years."""
    spots: dict[str, Spot] = {}
    found: dict[str, list[int]] = {}
    for award_round in held:
        result = results.get(award_round.id)
        for candidate in _candidates(result.winners) if result else ():
            where = candidate.municipality
            if where is not None:
                name = _place_name(candidate, where)
                spots.setdefault(name, Spot(where.map_x, where.map_y, name, is_winner=True))
                if award_round.year not in found.setdefault(name, []):
                    found[name].append(award_round.year)
    return [
        Spot(spot.x, spot.y, f"{name} {', '.join(map(str, sorted(found[name])))}", is_winner=True)
        for name, spot in spots.items()
    ]


def winners_words(spots: Sequence[Spot]) -> str:
    """Say in words what the map of the winners shows."""
    return _("Kart over Norge med vinnerne: %(places)s.", places=listed([s.name for s in spots]))


def result_map(result: Result) -> list[Spot]:
    """Place the winner and the nominees of one year; a place that won is marked as such."""
    spots: dict[str, Spot] = {}
    for entry in (*result.winners, *result.nominees, *result.mentions):
        won = entry in result.winners
        for candidate in entry.nomination.candidates:
            where = candidate.municipality
            name = _place_name(candidate, where) if where else ""
            if where is not None and name not in spots:
                spots[name] = Spot(where.map_x, where.map_y, name, is_winner=won)
    return list(spots.values())


def result_words(result: Result, spots: Sequence[Spot]) -> str:
    """Say in words what the map of one year shows."""
    places = listed([spot.name for spot in spots])
    if len(result.decision.distinctions) == len(result.winners):
        return _("Kart over Norge med vinneren: %(places)s.", places=places)
    return _("Kart over Norge med de nominerte: %(places)s.", places=places)


def awarded_on(award_round: Round) -> date | None:
    """Give the date of the award, for a recorded round that knows it."""
    return read_day(str(award_round.history.get("award_date", "")))


def _place_name(candidate: Candidate, where: Municipality) -> str:
    """Name a municipality for the map: of its names in several languages, the one in use here."""
    for name in where.display_name.split(" - "):
        if name in candidate.name or name in candidate.place:
            return name
    return where.display_name
