"""The result under several versions of the rulebook, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.ranking.methods import Method
from app.words.formats import listed
from app.words.ranking.names import method
from app.words.text import _, _n


@dataclass(frozen=True)
class VersionPlace:
    """Where a nomination stands under one version. place: None where nobody has scored it."""

    place: int | None
    shared: bool
    score: float | Fraction | None


UNPLACED = VersionPlace(None, shared=False, score=None)


@dataclass(frozen=True)
class VersionColumn:
    """One version, and where it puts each nomination, by whatever number they go."""

    title: str
    method: str
    """As it is called within a sentence."""
    places: Mapping[int, VersionPlace]

    @property
    def first(self) -> list[int]:
        """The nominations in first place."""
        return [one for one, place in self.places.items() if place.place == 1]


@dataclass(frozen=True)
class VersionRow:
    """One nomination under each version."""

    name: str
    cells: Sequence[VersionPlace]
    moved: str


@dataclass(frozen=True)
class Compared:
    """The same sheets under several versions: the last one first, then back in time."""

    says: str
    columns: Sequence[VersionColumn]
    rows: Sequence[VersionRow]


def column(title: str, by: str, places: Mapping[int, VersionPlace]) -> VersionColumn:
    """Head a column, with the method that the version goes by."""
    how = method(Method(by))
    return VersionColumn(title, f"{how[:1].lower()}{how[1:]}", places)


def earlier(version: int) -> str:
    """Name a version that no longer holds."""
    return _("Versjon %(number)s", number=version)


def compare(
    columns: Sequence[VersionColumn], names: Mapping[int, str], shown: Sequence[int]
) -> Compared:
    """Put versions side by side.

    Args:
        columns: the version in force first, then back in time; at least two.
        names: of the nominations, by the numbers of the columns.
        shown: which of them get a row, in order.

    """
    rows = [
        VersionRow(
            names.get(one, str(one)),
            cells := [each.places.get(one, UNPLACED) for each in columns],
            _moved(cells[0].place, cells[1].place),
        )
        for one in shown
    ]
    return Compared(_says(columns, names), columns, rows)


def _moved(now: int | None, before: int | None) -> str:
    if now is None or before is None or now == before:
        return _("Nei")
    if now < before:
        return _("Opp %(number)s", number=before - now)
    return _("Ned %(number)s", number=now - before)


def _says(columns: Sequence[VersionColumn], names: Mapping[int, str]) -> str:
    """Say who would be first without the amendments, and how many change places."""
    now, *before = columns
    if not now.first:
        return _("Ingen forslag har fått poeng, så endringen har ikke noe å si ennå.")
    if all(set(each.first) == set(now.first) for each in before):
        return " ".join([_("Endringen endrer ikke hvem som er først."), _others(now, before[0])])
    said = []
    for at, each in enumerate(before):
        if set(each.first) == set(now.first):
            continue
        named = listed([names.get(one, str(one)) for one in each.first])
        said.append(_would(named, len(each.first), each.title if at else ""))
    return " ".join(said)


def _would(named: str, count: int, version: str) -> str:
    """Say who would be first by an earlier version; the one just before needs no name."""
    if not version:
        return _n(
            "Med reglene før endringen ville %(names)s ligget først.",
            "Med reglene før endringen ville %(names)s delt førsteplassen.",
            count,
            names=named,
        )
    return _n(
        "Med %(version)s ville %(names)s ligget først.",
        "Med %(version)s ville %(names)s delt førsteplassen.",
        count,
        names=named,
        version=version[:1].lower() + version[1:],
    )


def _others(now: VersionColumn, before: VersionColumn) -> str:
    moved = [
        one
        for one, place in now.places.items()
        if place.place != before.places.get(one, UNPLACED).place
    ]
    if not moved:
        return _("Ingen andre bytter plass heller.")
    return _n(
        "Ett forslag får en annen plass.",
        "Det er %(num)s forslag som får en annen plass.",
        len(moved),
    )
