"""Long lists a page at a time, and the search that goes through all of them.

A list of as many as fit on one page has neither pages nor a search. A page that is not there
gives the last that is: what is on a work list becomes less as the work is done.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for

from app.rules.numbers import page_number

SIZE = 50
"""So many rows are on a page."""

EVERYTHING = "alle"
"""Asked for instead of a page by whoever gives a search up."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Asked:
    """Which page somebody asks for, of what."""

    number: int = 1
    query: str = ""


def asked() -> Asked:
    """Read what is asked for from the address or the form."""
    written = request.values.get("side", "")
    if written == EVERYTHING:
        return Asked()
    number = page_number(written)
    return Asked(number, " ".join(request.values.get("q", "").split())[:100])


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list."""

    rows: Sequence[Row]
    number: int
    total: int
    """How many there are on all pages: of the hits, when something is searched for."""
    of: int
    """How many there are when nothing is searched for."""
    query: str
    address: str
    route: Mapping[str, Any]
    filters: Mapping[str, str]

    @property
    def is_long(self) -> bool:
        """Whether the list is more than one page, so that one may have to search in it."""
        return self.of > SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // SIZE))

    @property
    def first(self) -> int:
        """Which row the page begins with, from 1."""
        return (self.number - 1) * SIZE + 1

    @property
    def last(self) -> int:
        """Which row the page ends with."""
        return self.first + len(self.rows) - 1

    def url(self, number: int, anchor: str | None = None) -> str:
        """Give the address of a page, with the search and the filters kept."""
        wanted = {**self.route, **self.filters}
        if self.query:
            wanted["q"] = self.query
        if number > 1:
            wanted["side"] = number
        return url_for(self.address, **wanted, _anchor=anchor)

    @property
    def whole(self) -> str:
        """Give the address of the whole list, with neither search nor filter."""
        return url_for(self.address, **self.route)


def holding(ids: Sequence[int], wanted: int) -> Asked:
    """Ask for the page that holds one of the rows; for the first if none does."""
    return Asked(ids.index(wanted) // SIZE + 1) if wanted in ids else Asked()


def cut(
    rows: Sequence[Row],
    wanted: Asked,
    address: str,
    *,
    of: int | None = None,
    filters: Mapping[str, str] | None = None,
    **route: Any,
) -> Page[Row]:
    """Cut a page out of a list.

    Args:
        rows: all of them, or all hits, in an order that stays.
        wanted: which page.
        address: the endpoint of the list.
        of: how many rows there are when nothing is searched for; as many as the rows if not given.
        filters: what else narrows the list, as it stands in the query of the address.
        route: what names the list in the address.

    """
    last = max(1, -(-len(rows) // SIZE))
    number = min(max(1, wanted.number), last)
    return Page(
        rows[(number - 1) * SIZE : number * SIZE],
        number,
        len(rows),
        len(rows) if of is None else of,
        wanted.query,
        address,
        route,
        filters or {},
    )
