"""The screening in words: what came in by what has been done with it, and what is to be done."""

from collections.abc import Mapping, Sequence

from app.rules.lifecycle import NominationState, Phase
from app.services.screening import HandedIn, Likeness
from app.words.formats import listed
from app.words.rounds.glance import Figure
from app.words.text import _, _l, _n

STATES = {
    "venter": frozenset({NominationState.SUBMITTED, NominationState.RETURNED}),
    "tatt-opp": frozenset({NominationState.ADMITTED, NominationState.SHORTLISTED}),
    "avvist": frozenset({NominationState.REJECTED}),
    "trukket": frozenset({NominationState.WITHDRAWN}),
}
"""What was handed in, in four kinds by what has been done with it."""
_NAMES = {
    "venter": _l("Venter på gjennomgang"),
    "tatt-opp": _l("Tatt opp til vurdering"),
    "avvist": _l("Avvist"),
    "trukket": _l("Trukket"),
}


def kind_name(kind: str) -> str:
    """Name one of the four kinds."""
    return str(_NAMES[kind])


def figures(found: Sequence[HandedIn]) -> list[Figure]:
    """Count what was handed in, by what has been done with it."""
    return [
        (sum(one.state in states for one in found), kind_name(kind), "")
        for kind, states in STATES.items()
    ]


def next_step(phase: Phase, waiting: int) -> str:
    """Say what is expected of whoever screens."""
    if phase is Phase.OPEN:
        return _("Gjennomgangen begynner når fristen er ute")
    if phase is not Phase.SCREENING:
        return ""
    if not waiting:
        return _("Alle forslagene er gjennomgått. Start vurderingen")
    return _n("Gå gjennom %(num)s forslag", "Gå gjennom %(num)s forslag", waiting)


def alike(likenesses: Sequence[Likeness]) -> Mapping[int, str]:
    """Name, for the few nominations that have any, the others of the same candidate."""
    found: dict[int, list[int]] = {}
    for likeness in likenesses:
        for number in likeness.numbers:
            others = [other for other in likeness.numbers if other != number]
            found.setdefault(number, []).extend(others)
    return {number: listed([str(other) for other in others]) for number, others in found.items()}


def admitted(number: int | None) -> str:
    """Say that a nomination has been admitted."""
    return _("Forslag %(number)s er tatt opp til vurdering.", number=number)


def rejected(number: int | None) -> str:
    """Say that a nomination has been rejected, and who is told."""
    return _(
        "Forslag %(number)s er avvist. Forslagsstilleren får beskjed med begrunnelsen.",
        number=number,
    )


def reopened(number: int | None) -> str:
    """Say that what was made of a nomination is undone, and who is told."""
    return _(
        "Forslag %(number)s venter på gjennomgang igjen. Forslagsstilleren får beskjed med grunnen.",
        number=number,
    )


def left(waiting: int) -> str:
    """Say how many still wait."""
    return _n("Ett venter fortsatt.", "Fortsatt venter %(num)s.", waiting)
