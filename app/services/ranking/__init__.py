"""The ranking of a round as one person may see it, with everyone's scores."""

from app.services.ranking.behind import Sheet, handed_in, sheets
from app.services.ranking.freezing import places, stamp, to_freeze
from app.services.ranking.reading import first_for_actor, for_actor, lay_out, names
from app.services.ranking.tables import Cell, Judged, Ranking, Row

__all__ = [
    "Cell",
    "Judged",
    "Ranking",
    "Row",
    "Sheet",
    "first_for_actor",
    "for_actor",
    "handed_in",
    "lay_out",
    "names",
    "places",
    "sheets",
    "stamp",
    "to_freeze",
]
