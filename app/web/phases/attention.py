"""What the secretariat should look at, in words: each thing, and where it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for

from app.models import Round
from app.rules.lifecycle import Phase, StageState
from app.services.attention import NAMED, Matter, Overview, SeatCount
from app.services.lists import Listed
from app.words.formats import listed
from app.words.text import _, _n


@dataclass(frozen=True)
class Todo:
    """One thing to do, with where it is done."""

    mark: str
    title: str
    text: str = ""
    url: str = ""
    do: str = ""


def todos(award_round: Round, seen: Overview) -> list[Todo]:
    """Put what wants attention into words, the most urgent first."""
    return [_TODOS[matter](award_round, seen) for matter in seen.matters]


def _failed_mail(award_round: Round, seen: Overview) -> Todo:
    return Todo(
        "warn",
        _n("%(num)s melding kom ikke fram.", "%(num)s meldinger kom ikke fram.", seen.failed_mail),
        _("Systemet prøver igjen, men adressen kan være feil."),
        url_for("notices.outbox", slug=award_round.slug),
        _("Se meldingene"),
    )


def _no_quorum_possible(award_round: Round, seen: Overview) -> Todo:
    return Todo(
        "warn",
        _n(
            "%(num)s forslag kan ikke få nok vurderinger.",
            "%(num)s forslag kan ikke få nok vurderinger.",
            len(seen.beyond_quorum),
        ),
        _(
            "For mange plasser er tomme: %(names)s. Minst %(quorum)s må vurdere hvert forslag.",
            names=_names(seen, seen.beyond_quorum),
            quorum=award_round.rulebook.quorum,
        ),
        url_for("impartiality.rulings", slug=award_round.slug),
        _("Se habilitet"),
    )


def _pending_conflicts(award_round: Round, seen: Overview) -> Todo:
    return Todo(
        "warn",
        _n(
            "%(num)s mulig binding venter på avgjørelse.",
            "%(num)s mulige bindinger venter på avgjørelse.",
            len(seen.pending),
        ),
        _("Forslaget er lukket for medlemmet så lenge."),
        url_for("impartiality.rulings", slug=award_round.slug),
        _("Før inn avgjørelsen"),
    )


def _to_screen(award_round: Round, seen: Overview) -> Todo:
    return Todo(
        "warn",
        _n(
            "%(num)s forslag venter på gjennomgang.",
            "%(num)s forslag venter på gjennomgang.",
            seen.waiting,
        ),
        _("Juryen kan ikke begynne før alle er tatt opp eller avvist."),
        url_for("screening.inbox", slug=award_round.slug),
        _("Gå gjennom forslagene"),
    )


def _vacant_seats(award_round: Round, seen: Overview) -> Todo:
    seats = [
        _n("%(seat)s (%(num)s forslag)", "%(seat)s (%(num)s forslag)", p.count, seat=_seat(p))
        for p in seen.vacant
    ]
    return Todo(
        "recused",
        _n(
            "%(num)s plass i juryen er tom for noen forslag.",
            "%(num)s plasser i juryen er tomme for noen forslag.",
            len(seen.vacant),
        ),
        _(
            "%(seats)s. Alle fra institusjonen er inhabile, eller den har ikke varamedlem.",
            seats=listed(seats),
        ),
        url_for("impartiality.rulings", slug=award_round.slug),
        _("Se habilitet"),
    )


def _seats_behind(award_round: Round, seen: Overview) -> Todo:
    seats = [
        _("%(seat)s (%(count)s av %(all)s)", seat=_seat(part), count=part.count, all=part.of)
        for part in seen.behind
    ]
    return Todo(
        "warn",
        _n(
            "%(num)s plass i juryen ligger etter.",
            "%(num)s plasser i juryen ligger etter.",
            len(seats),
        ),
        _("Levert: %(seats)s.", seats=listed(seats)),
        url_for("rounds.progress", slug=award_round.slug),
        _("Se framdriften"),
    )


def _declarations_missing(award_round: Round, seen: Overview) -> Todo:
    return Todo(
        "declare",
        _n(
            "%(num)s erklæring mangler.",
            "%(num)s erklæringer mangler.",
            sum(part.count for part in seen.undeclared),
        ),
        _("Fra %(seats)s.", seats=listed([_seat(part) for part in seen.undeclared])),
        url_for("rounds.progress", slug=award_round.slug),
        _("Se hvilke"),
    )


def _below_quorum(award_round: Round, seen: Overview) -> Todo:
    return Todo(
        "none",
        _n(
            "%(num)s forslag har ikke nok vurderinger.",
            "%(num)s forslag har ikke nok vurderinger.",
            len(seen.below_quorum),
        ),
        _("%(names)s. Drøftingen kan ikke åpnes ennå.", names=_names(seen, seen.below_quorum)),
        url_for("rounds.progress", slug=award_round.slug),
        _("Se framdriften"),
    )


def _likenesses(award_round: Round, seen: Overview) -> Todo:
    names = [likeness.candidate for likeness in seen.likenesses]
    return Todo(
        "declare",
        _n(
            "%(num)s kandidat er foreslått flere ganger.",
            "%(num)s kandidater er foreslått flere ganger.",
            len(names),
        ),
        _("Det gjelder %(names)s.", names=_few(names[:NAMED], len(names))),
        url_for("screening.inbox", slug=award_round.slug),
        _("Se forslagene"),
    )


_TODOS: dict[Matter, Callable[[Round, Overview], Todo]] = {
    Matter.FAILED_MAIL: _failed_mail,
    Matter.NO_QUORUM_POSSIBLE: _no_quorum_possible,
    Matter.PENDING_CONFLICTS: _pending_conflicts,
    Matter.TO_SCREEN: _to_screen,
    Matter.VACANT_SEATS: _vacant_seats,
    Matter.SEATS_BEHIND: _seats_behind,
    Matter.DECLARATIONS_MISSING: _declarations_missing,
    Matter.BELOW_QUORUM: _below_quorum,
    Matter.LIKENESSES: _likenesses,
}


def _seat(part: SeatCount) -> str:
    return part.seat.short


def _names(seen: Overview, nominations: Sequence[Listed]) -> str:
    first = [seen.names[nomination.id] for nomination in nominations[:NAMED]]
    return _few(first, len(nominations))


def _few(names: Sequence[str], count: int) -> str:
    """Name all when they are few; of many, the first ones and how many more."""
    if count <= NAMED:
        return listed(names)
    rest = _n("%(num)s til", "%(num)s til", count - NAMED + 1)
    return listed([*names[: NAMED - 1], rest])


def next_step(award_round: Round, seen: Overview) -> str:
    """Say in a line what is expected of the secretariat now."""
    things = todos(award_round, seen)
    if things:
        return things[0].title.rstrip(".")
    stage = award_round.stage
    if seen.phase is Phase.JUDGING and stage and stage.state is StageState.DELIBERATION:
        return _("Ingenting. Juryleder tar avgjørelsen")
    return {
        Phase.PLANNED: _("Gjør runden klar og publiser utlysningen"),
        Phase.OPEN: _("Ingenting haster. Gjennomgangen begynner etter fristen"),
        Phase.SCREENING: _("Start vurderingen når juryen er klar"),
        Phase.JUDGING: _("Ingenting haster. Følg framdriften"),
        Phase.DECIDED: _("Ingenting. Juryleder setter tidspunktet"),
        Phase.ANNOUNCED: _("Arkiver runden når alt er på plass"),
        Phase.ARCHIVED: "",
    }[seen.phase]
