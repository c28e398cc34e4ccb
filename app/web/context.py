"""What every template can rely on: language, menu, who is signed in, where in the round we are."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for

from app.models import Prize, Round
from app.rules.access import INSIDERS, JURY, Permission, Role, Verdict
from app.rules.lifecycle import Phase, StageState
from app.services import may, rounds
from app.web import languages
from app.web.transaction import actor, work
from app.words import formats
from app.words import terms as words
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


@dataclass(frozen=True)
class MenuItem:
    """One entry of the main menu."""

    label: str
    url: str
    current: bool


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


def round_title(award_round: Round) -> str:
    """Name a round: Prisrunden 2026."""
    return _("Prisrunden %(year)s", year=award_round.year)


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
        words.phase(phase, stage),
        STEPS.index(phase) + 1,
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
    verdict = may.decide(
        work(), Permission(permission), award_round, organisation_id=organisation_id
    )
    return verdict is Verdict.ALLOWED


def _current_round(held: frozenset[Role]) -> Round | None:
    """Give the round that the menu leads to: the one of the page, else one that is under way."""
    award_round: Round | None = g.get("here", (None,))[0]
    if award_round is not None or not held & (JURY | {Role.SECRETARIAT, Role.AUDITOR}):
        return award_round
    return rounds.under_way(work())


def _menu() -> list[MenuItem]:
    held = actor().every_role()
    award_round = _current_round(held)
    entries: list[tuple[str, str, dict[str, Any]]] = []
    if not actor().is_signed_in:
        entries = [(_("Prisen"), "prizes.front", {}), (_("Tidligere år"), "prizes.history", {})]
    elif award_round is not None:
        entries += _round_menu(held, award_round)
    if Role.NOMINATOR in held:
        entries.append((_("Forslagene dine"), "nominations.mine", {}))
    if Role.ADMINISTRATOR in held or Role.AUDITOR in held:
        entries.append((_("Journal for systemet"), "audit.installation", {}))
    if actor().is_signed_in:
        entries.append((_("Oversikt"), "rounds.overview", {}))
    return [
        MenuItem(label, url_for(endpoint, **values), request.endpoint == endpoint)
        for label, endpoint, values in entries
    ]


def _round_menu(held: frozenset[Role], award_round: Round) -> list[tuple[str, str, dict[str, Any]]]:
    slug = {"slug": award_round.slug}
    entries: list[tuple[str, str, dict[str, Any]]] = []
    if held & JURY:
        entries.append((_("Arbeidslisten din"), "scores.desk", slug))
    if Role.CHAIR in held:
        entries.append((_("Framdrift"), "rounds.progress", slug))
    stage = award_round.stage
    opened = stage is not None and stage.state in {
        StageState.DELIBERATION,
        StageState.CONCLUDED,
    }
    if opened and can("view_ranking", award_round):
        entries.append((_("Rangering"), "ranking.show", slug))
    if Role.CHAIR in held and opened:
        entries.append((_("Avgjørelse"), "decisions.decide", slug))
    if Role.SECRETARIAT in held:
        entries += [
            (_("Runden"), "phases.control", slug),
            (_("Forslag"), "screening.inbox", slug),
            (_("Meldinger"), "notices.outbox", slug),
        ]
    if Role.AUDITOR in held and award_round.rulebooks:
        entries.append((_("Regler"), "rulebooks.show", slug))
    if Role.SECRETARIAT in held or Role.AUDITOR in held:
        entries.append((_("Journal"), "audit.trail", slug))
    return entries


def _values() -> dict[str, Any]:
    if not has_request_context():
        return {}  # a message that is sent from the outbox: nobody reads it on a page
    # An error page must render even when the database is what failed.
    award_round = g.get("here", (None,))[0]
    prize: Prize | None = award_round.prize if award_round else g.get("prize")
    return {
        "language": languages.selected(),
        "languages": languages.LANGUAGES,
        "menu": _menu(),
        "prize_name": formats.in_language(prize.name) if prize else None,
        "secretariat_line": _secretariat_line(prize),
        "actor": actor() if actor().is_signed_in else None,
        "here": _here(),
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
