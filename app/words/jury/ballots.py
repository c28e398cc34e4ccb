"""A ballot in words: what is wrong with it, why it is closed, who sees it, how it was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.models import Ballot, Round
from app.rules.ballots import RankFault
from app.rules.lifecycle import BEFORE_SCORING
from app.services.attention import is_overdue
from app.services.ballots import Bar
from app.words import formats
from app.words.jury.desks import too_late
from app.words.text import _


def fault(what: RankFault, name: str, most: int) -> str:
    """Say why what is written beside a name is no rank, and what to write."""
    return {
        RankFault.MISSING: _("Gi %(name)s en plass.", name=name),
        RankFault.NO_NUMBER: _(
            "Skriv plassen til %(name)s som ett helt tall, for eksempel 1.", name=name
        ),
        RankFault.OUT_OF_RANGE: _(
            "Plassen til %(name)s må være fra 1 til %(most)s.", name=name, most=most
        ),
    }[what]


def gap(rank: int) -> str:
    """Say that a place is empty without a reason."""
    if rank == 1:
        return _("Ingen har plass 1. Gi plass 1 til den eller dem du setter først.")
    return _(
        "Ingen har plass %(rank)s. Du kan sette flere likt, men ikke hoppe over en plass uten at noen står likt.",
        rank=rank,
    )


def stands(award_round: Round, bar: Bar | None, mode: str, now: datetime) -> tuple[str, str]:
    """Say where a ballot stands: a heading, and what follows from it."""
    if bar is not None:
        return _barred(bar)
    if mode == "closed":
        return _closed(award_round)
    title = {
        "edit": _("Ranger de nominerte"),
        "change": _("Endre stemmeseddelen"),
        "sealed": _("Stemmeseddelen din er levert"),
    }[mode]
    return title, who_sees(award_round, now)


def _barred(bar: Bar) -> tuple[str, str]:
    return {
        Bar.RECUSED: (
            _("Du tar ikke del i rangeringen"),
            _(
                "Du er inhabil for en av dem som rangeres. Da tar du ikke del så lenge den er med, og varamedlemmet ditt rangerer i stedet. Har du levert før du ble inhabil, er stemmeseddelen tatt vare på, men den teller ikke."
            ),
        ),
        Bar.PENDING: (
            _("Stemmeseddelen er ikke åpen ennå"),
            _("Den åpnes når juryen har avgjort om du er habil. Du får beskjed på e-post."),
        ),
        Bar.UNDECLARED: (
            _("Stemmeseddelen er ikke åpen ennå"),
            _("Si først om du har bindinger til kandidatene. Svar om alle, så åpnes den."),
        ),
        Bar.NOT_CALLED: (
            _("Du er ikke kalt inn"),
            _("Medlemmet du er vara for, rangerer selv. Du får beskjed hvis det endrer seg."),
        ),
    }[bar]


def _closed(award_round: Round) -> tuple[str, str]:
    stage = award_round.stage
    if stage is not None and stage.state in BEFORE_SCORING:
        return (
            _("Rangeringen er ikke åpnet ennå"),
            _("Du får beskjed på e-post når du kan rangere. Les gjerne forslagene nå."),
        )
    return (
        _("Rangeringen er stengt"),
        _("Du leverte ingen stemmeseddel før drøftingen ble åpnet. Utkast teller ikke."),
    )


def who_sees(award_round: Round, now: datetime) -> str:
    """Say who sees the ballots, and from when."""
    stage = award_round.stage
    if stage is not None and stage.state not in BEFORE_SCORING and stage.state != "scoring":
        return _("Juryen kan se stemmeseddelen din.")
    meets = award_round.deliberation_at
    if meets is None or meets <= now:
        return _(
            "Ingen ser stemmeseddelen din før drøftingen åpner, heller ikke juryleder og sekretariatet. De ser bare at du har levert."
        )
    return _(
        "Ingen ser stemmeseddelen din før drøftingen åpner, etter planen %(moment)s. Juryleder og sekretariatet ser bare at du har levert.",
        moment=formats.short_moment(meets),
    )


def late(award_round: Round, now: datetime) -> str:
    """Say that the deadline is over, where it is."""
    return too_late(award_round) if is_overdue(award_round, now) else ""


def earlier(scores: Mapping[str, Any], weights: Mapping[str, Decimal]) -> str:
    """Say what she gave in the stage before: the weighted mean of her scores."""
    mean = sum(Decimal(scores[key]) * weight for key, weight in weights.items() if key in scores)
    return _("Du ga %(mean)s i trinnet før", mean=formats.decimal(mean))


@dataclass(frozen=True)
class RevisionLine:
    """One revision: when, why, and whether the deliberation was open by then."""

    number: int
    at: datetime
    reason: str
    after_opening: bool
    abstains: bool


def revisions(ballot: Ballot) -> list[RevisionLine]:
    """List what was sealed, the first first."""
    return [
        RevisionLine(one.number, one.sealed_at, one.reason, one.could_see_others, one.abstains)
        for one in ballot.revisions
    ]


@dataclass(frozen=True)
class Stored:
    """What is stored beside what was sent: by name, the two ranks; and the two reasons."""

    lines: Sequence[tuple[str, str, str]]
    abstention: str


def stored_elsewhere(
    names: Mapping[int, str], theirs: Mapping[str, Any], yours: Mapping[str, Any]
) -> Stored:
    """Compare what was stored meanwhile with what was sent."""
    return Stored(
        [
            (name, theirs["ranks"].get(str(one), "–"), yours["ranks"].get(str(one), "–"))
            for one, name in names.items()
        ],
        theirs["abstention"],
    )
