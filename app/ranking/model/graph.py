"""Who scored what: the groups of nominations and jurors that hang together.

Within a component any two nominations can be compared through jurors in common, however many
steps away; between components nothing compares them but an assumption.
"""

from dataclasses import dataclass

import numpy as np

from app.ranking.arrays import Ints, numbered
from app.ranking.cells import Panel


@dataclass(frozen=True)
class Components:
    """The components, numbered from 0 in the order of their first nomination.

    nomination: (nominations,), the component of each; −1 without a score.
    juror: (jurors,), the component of each; −1 without a score.
    """

    nomination: Ints
    juror: Ints
    number: int


def components(panel: Panel) -> Components:
    """Find the components by passing the lowest nomination number along until it rests."""
    label = np.arange(panel.nominations)
    juror_label = np.full(panel.jurors, panel.nominations)
    while True:
        np.minimum.at(juror_label, panel.juror, label[panel.nomination])
        lower = label.copy()
        np.minimum.at(lower, panel.nomination, juror_label[panel.juror])
        lower = lower[lower]  # what the label points at may have moved on: halves long chains
        if np.array_equal(lower, label):
            break
        label = lower
    scored = panel.per_nomination > 0
    roots, number = numbered(label[scored])
    of_nomination = np.full(panel.nominations, -1)
    of_nomination[scored] = number
    of_juror = np.full(panel.jurors, -1)
    of_juror[panel.juror] = of_nomination[panel.nomination]
    return Components(of_nomination, of_juror, int(roots.size))


def as_one(panel: Panel) -> Components:
    """Take everything that was scored as one component: juries assumed equally strict."""
    return Components(
        np.where(panel.per_nomination > 0, 0, -1), np.where(panel.per_juror > 0, 0, -1), 1
    )
