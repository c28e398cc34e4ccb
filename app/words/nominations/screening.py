"""The screening in words: what came in by what has been done with it, and what is to be done."""

from collections.abc import Mapping, Sequence

from app.rules.lifecycle import NominationState, Phase
from app.rules.tables import every
from app.services.admissions import Why
from app.services.screening import HandedIn, Likeness, ready, waiting
from app.words.formats import listed
from app.words.rounds.glance import Figure
from app.words.text import _, _l, _n

STATES = {
    "venter": frozenset({NominationState.SUBMITTED, NominationState.RETURNED}),
    "tatt-opp": frozenset({NominationState.ADMITTED, NominationState.SHORTLISTED}),
    "avvist": frozenset({NominationState.REJECTED}),
    "sendt-tilbake": frozenset({NominationState.RETURNED}),
    "trukket": frozenset({NominationState.WITHDRAWN}),
}
"""What was handed in, in kinds by what has been done with it."""
_NAMES = {
    "venter": _l("Venter på gjennomgang"),
    "tatt-opp": _l("Tatt opp til vurdering"),
    "avvist": _l("Avvist"),
    "sendt-tilbake": _l("Sendt tilbake for utfylling"),
    "trukket": _l("Trukket"),
}
ORDERS = {
    "": _l("Nummer"),
    "kandidat": _l("Kandidat"),
    "forslagsstiller": _l("Forslagsstiller"),
    "nyeste": _l("Nyeste først"),
    "status": _l("Status"),
}
"""What the list can be sorted by, as it stands in the address."""
_DEGREES = (
    (0.85, _l("Nesten samme tekst")),
    (0.65, _l("Mye av teksten er lik")),
    (0.0, _l("Noe av teksten er lik")),
)
_LEFT_OUT = {
    Why.HANDLED: _l("Forslag %(number)s er behandlet eller trukket siden siden ble åpnet."),
    Why.OTHER_VERSION: _l("Forslag %(number)s er sendt inn på nytt siden siden ble åpnet."),
    Why.UNCHECKED: _l("Forslag %(number)s er ikke sett gjennom for beboere."),
}
every(Why, _LEFT_OUT)


def kind_name(kind: str) -> str:
    """Name one of the kinds."""
    return str(_NAMES[kind])


def figures(found: Sequence[HandedIn]) -> list[Figure]:
    """Count what was handed in, by what has been done with it."""
    counted = [
        (sum(one.state in states for one in _counted(found, kind)), kind_name(kind), "")
        for kind, states in STATES.items()
    ]
    # That something was sent back is seldom, and said where it is so.
    back = kind_name("sendt-tilbake")
    return [figure for figure in counted if figure[0] or figure[1] != back]


def _counted(found: Sequence[HandedIn], kind: str) -> Sequence[HandedIn]:
    """Leave out what waits for its nominators, where what waits for the secretariat is counted."""
    return [one for one in found if not one.is_awaited] if kind == "venter" else found


def degree(value: float) -> str:
    """Say how alike two texts are, in words."""
    return str(next(said for least, said in _DEGREES if value >= least))


def left_out(number: int, why: Why) -> str:
    """Say that a nomination was left out when many were admitted, and why."""
    return str(_LEFT_OUT[why]) % {"number": number}


def admitted_many(count: int) -> str:
    """Say how many were admitted in one act."""
    return _n(
        "Ett forslag er tatt opp til vurdering.",
        "Nå er %(num)s forslag tatt opp til vurdering.",
        count,
    )


def next_step(phase: Phase, found: Sequence[HandedIn]) -> str:
    """Say what is expected of whoever screens."""
    if phase is Phase.OPEN:
        return _("Gjennomgangen begynner når fristen er ute")
    if phase is not Phase.SCREENING:
        return ""
    if not waiting(found):
        return _("Alle forslagene er gjennomgått. Start vurderingen")
    left = len(ready(found))
    if not left:
        return _("Vent på forslagene som er åpnet for endring")
    return _n("Gå gjennom %(num)s forslag", "Gå gjennom %(num)s forslag", left)


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


def left(count: int) -> str:
    """Say how many still wait."""
    return _n("Ett venter fortsatt.", "Fortsatt venter %(num)s.", count)
