"""What every template can rely on: language, menu, who is signed in, where in the round we are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, url_for

from app.models import Prize, Round
from app.rules.access import INSIDERS, OF_COMPARISON, Permission, Verdict
from app.rules.lifecycle import Phase, StageState
from app.services import impartiality, may, prizes, rounds
from app.web import languages, menus, typed
from app.web.doors import Way
from app.web.prizes import at_hand
from app.web.transaction import actor, work
from app.words import formats
from app.words import terms as words
from app.words.rounds.glance import title as round_title
from app.words.text import _

STEPS = (
    Phase.PLANNED,
    Phase.OPEN,
    Phase.SCREENING,
    Phase.JUDGING,
    Phase.DECIDED,
    Phase.ANNOUNCED,
    Phase.ARCHIVED,
)
STANDS_AT = {Phase.CALL_PAUSED: Phase.OPEN, Phase.JUDGING_PAUSED: Phase.JUDGING}
"""At which step a round stands still. A cancelled one is at none."""


@dataclass(frozen=True)
class Menu:
    """The places of the main menu: those that are no round's, and those of the round it names."""

    own: Sequence[Way]
    prize_name: str = ""
    of_prize: Sequence[Way] = ()
    round_title: str = ""
    of_round: Sequence[Way] = ()
    others: Sequence[Way] = ()
    """The other prizes that she has an office in."""


@dataclass(frozen=True)
class Here:
    """The strip under the masthead: who, where, what next."""

    who: str
    round_title: str
    phase: str
    step: int
    next: str


def stand_in(award_round: Round, next_step: str = "", on_behalf_of: str = "") -> None:
    """Tell the page which round it is in, and what is expected of whoever reads it."""
    g.here = (award_round, next_step, on_behalf_of)


def _here() -> Here | None:
    who = actor()
    if not who.is_signed_in:
        return None
    award_round, next_step, on_behalf_of = g.get("here", (None, "", ""))
    name = who.name
    if on_behalf_of and on_behalf_of not in name:
        name = _("%(name)s, for %(body)s", name=name, body=on_behalf_of)
    if award_round is None:
        return Here(name, "", "", 0, next_step)
    phase, stage = _phase_for_reader(award_round)
    return Here(
        name,
        round_title(award_round),
        words.phase(
            phase,
            stage,
            award_round.stage_of_several,
            number=award_round.stage_number,
            by_ballot=award_round.is_by_ballot,
        ),
        0 if phase is Phase.CANCELLED else STEPS.index(STANDS_AT.get(phase, phase)) + 1,
        next_step,
    )


def _phase_for_reader(award_round: Round) -> tuple[Phase, StageState | None]:
    """Give the phase that the reader may know of: a decision is no news for outsiders."""
    if may.roles(work(), award_round).isdisjoint(INSIDERS):
        return award_round.public_phase(work().now), None
    stage = award_round.stage
    return award_round.phase(work().now), stage.state if stage else None


def can(permission: str, award_round: Round, organisation_id: int | None = None) -> bool:
    """Answer a template: may the reader do this in this round, now."""
    if Permission(permission) in OF_COMPARISON:
        found = impartiality.decide_in_comparison(work(), Permission(permission), award_round)
        return found is Verdict.ALLOWED
    verdict = may.decide(
        work(), Permission(permission), award_round, organisation_id=organisation_id
    )
    return verdict is Verdict.ALLOWED


def _menu() -> Menu:
    prize = at_hand.current()
    if not actor().is_signed_in:
        return Menu(menus.own(actor(), prize))
    award_round = _round_of_menu(prize)
    if award_round is not None:
        prize = award_round.prize
    elif prize is None:  # a prize that has no round yet is nobody's but its secretariat's
        prize = next(iter(prizes.run_by(work())), None)
    every = prizes.of_actor(work())
    of_prize = menus.of_prize(work(), prize)
    shown = award_round is not None or bool(of_prize)
    return Menu(
        menus.own(actor()),
        formats.in_language(prize.name) if prize and shown and len(every) > 1 else "",
        of_prize,
        round_title(award_round) if award_round else "",
        menus.of_round(work(), award_round) if award_round else (),
        [_way_to(one) for one in every if not (shown and prize and one.id == prize.id)]
        if len(every) > 1
        else (),
    )


def _way_to(prize: Prize) -> Way:
    """Lead to what waits for her in a prize."""
    url = url_for("overview.show", _anchor=f"pris-{prize.slug}")
    return Way(formats.in_language(prize.name), url)


def _round_of_menu(prize: Prize | None) -> Round | None:
    """Give the round that the menu leads to: the one of the page if it is hers, else her own."""
    award_round: Round | None = g.get("here", (None,))[0]
    if award_round is not None and menus.has_office(work(), award_round):
        return award_round
    if actor().every_role().isdisjoint(menus.OFFICES):
        return None
    return rounds.under_way(work(), prize)


def _values() -> dict[str, Any]:
    if not has_request_context():
        return {}  # a message that is sent from the outbox: nobody reads it on a page
    # An error page must render even when the database is what failed.
    prize = at_hand.current()
    return {
        "language": languages.selected(),
        "languages": languages.LANGUAGES,
        "alternates": languages.alternates,
        "menu": _menu(),
        "prize_here": prize,
        "secretariat_line": _secretariat_line(prize),
        "actor": actor() if actor().is_signed_in else None,
        "here": _here(),
        "typed_owner": typed.owner_of(actor()),
        "typed_stored": typed.take_stored() if actor().is_signed_in else "",
        "demo_mode": current_app.config["HEDERSPRIS"].demo,
        "now": work().now,
        "can": can,
        "round_title": round_title,
    }


def _secretariat_line(prize: Prize | None) -> str:
    if prize is None:
        return ""
    return _("%(name)s er sekretariat for prisen.", name=prize.secretariat.name)


def init_app(app: Flask) -> None:
    """Attach the values to every template."""
    app.context_processor(_values)
