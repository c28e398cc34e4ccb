"""What the secretariat should look at, in words. What each thing is comes from the service."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.models import Nomination, Round
from app.rules.lifecycle import Phase, StageState
from app.services.attention import NAMED, Matter, Overview, SeatCount
from app.services.lists import Listed
from app.words import formats
from app.words.formats import listed
from app.words.jury.remaining import unfinished
from app.words.text import _, _n


@dataclass(frozen=True)
class MatterWords:
    """One thing that wants attention: how urgent it looks, what it is, and more about it."""

    mark: str
    title: str
    text: str


def said(matter: Matter, award_round: Round, seen: Overview) -> MatterWords:
    """Put a thing that wants attention into words."""
    return _SAID[matter](award_round, seen)


def _failed_mail(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "warn",
        _n(
            "Én melding kom ikke fram.",
            "Det er %(num)s meldinger som ikke kom fram.",
            seen.failed_mail,
        ),
        _(
            "Adressen kan være feil. Systemet prøver igjen i flere dager, og dere kan sende på nytt fra listen."
        ),
    )


def _withdrawn_late(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "warn",
        withdrawn_late(seen.withdrawn_late),
        _("Juryleder må ta stilling til det før resultatet blir kunngjort."),
    )


def withdrawn_late(found: Sequence[Nomination]) -> str:
    """Say what has been withdrawn since the decision."""
    return _(
        "Trukket etter at avgjørelsen ble forseglet: %(names)s.",
        names=listed([nomination.candidate_names for nomination in found]),
    )


def _no_quorum_possible(award_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "warn",
        _n(
            "Ett forslag kan ikke få nok vurderinger.",
            "Det er %(num)s forslag som ikke kan få nok vurderinger.",
            len(seen.beyond_quorum),
        ),
        _(
            "For mange plasser er tomme: %(names)s. Minst %(quorum)s må vurdere hvert forslag.",
            names=_names(seen, seen.beyond_quorum),
            quorum=award_round.rulebook.quorum,
        ),
    )


def _pending_conflicts(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "warn",
        _n(
            "Én mulig binding venter på avgjørelse.",
            "Det er %(num)s mulige bindinger som venter på avgjørelse.",
            len(seen.pending),
        ),
        _("Forslaget er lukket for medlemmet så lenge."),
    )


def _to_screen(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "warn",
        _n(
            "Ett forslag venter på gjennomgang.",
            "Det er %(num)s forslag som venter på gjennomgang.",
            seen.ready,
        ),
        _("Juryen kan ikke begynne før alle er tatt opp eller avvist."),
    )


def _questions_wait(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "warn",
        _n(
            "Ett spørsmål om utlysningen venter på svar.",
            "Det er %(num)s spørsmål om utlysningen som venter på svar.",
            seen.unanswered,
        ),
        _("Svarene blir lagt ut for alle."),
    )


def _vacant_seats(_round: Round, seen: Overview) -> MatterWords:
    seats = [
        _n("%(seat)s (%(num)s forslag)", "%(seat)s (%(num)s forslag)", p.count, seat=_seat(p))
        for p in seen.vacant
    ]
    return MatterWords(
        "recused",
        _n(
            "Én plass i juryen er tom for noen forslag.",
            "Det er %(num)s plasser i juryen som er tomme for noen forslag.",
            len(seen.vacant),
        ),
        _(
            "%(seats)s. Alle fra institusjonen er inhabile, eller den har ikke varamedlem.",
            seats=listed(seats),
        ),
    )


def _seats_behind(_round: Round, seen: Overview) -> MatterWords:
    seats = [
        _("%(seat)s (%(count)s av %(all)s)", seat=_seat(part), count=part.count, all=part.of)
        for part in seen.behind
    ]
    return MatterWords(
        "warn",
        _n(
            "Én plass i juryen ligger etter.",
            "Det er %(num)s plasser i juryen som ligger etter.",
            len(seats),
        ),
        _("Levert: %(seats)s.", seats=listed(seats)),
    )


def _scoring_overdue(award_round: Round, seen: Overview) -> MatterWords:
    until = award_round.scoring_deadline_at
    return MatterWords(
        "warn",
        _("Fristen for å levere stemmesedler er ute.")
        if award_round.is_by_ballot
        else _("Fristen for å levere poeng er ute."),
        _(
            "Den var %(moment)s. %(who)s Det de leverer før dere åpner drøftingen, teller. Dere kan også flytte fristen, med en grunn.",
            moment=formats.moment(until) if until else "",
            who=" ".join(
                unfinished(one, by_ballot=award_round.is_by_ballot) for one in seen.overdue[:NAMED]
            ),
        ),
    )


def _declarations_missing(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "declare",
        _n(
            "Det mangler ett svar om bindinger.",
            "Det mangler %(num)s svar om bindinger.",
            sum(part.count for part in seen.undeclared),
        ),
        _("Fra %(seats)s.", seats=listed([_seat(part) for part in seen.undeclared])),
    )


def _below_quorum(_round: Round, seen: Overview) -> MatterWords:
    return MatterWords(
        "none",
        _n(
            "Ett forslag har ikke nok vurderinger.",
            "Det er %(num)s forslag som ikke har nok vurderinger.",
            len(seen.below_quorum),
        ),
        _("%(names)s. Drøftingen kan ikke åpnes ennå.", names=_names(seen, seen.below_quorum)),
    )


def _likenesses(_round: Round, seen: Overview) -> MatterWords:
    names = [likeness.candidate for likeness in seen.likenesses]
    return MatterWords(
        "declare",
        _n(
            "Én kandidat er foreslått flere ganger.",
            "Det er %(num)s kandidater som er foreslått flere ganger.",
            len(names),
        ),
        _("Det gjelder %(names)s.", names=_few(names[:NAMED], len(names))),
    )


_SAID: dict[Matter, Callable[[Round, Overview], MatterWords]] = {
    Matter.FAILED_MAIL: _failed_mail,
    Matter.WITHDRAWN_LATE: _withdrawn_late,
    Matter.NO_QUORUM_POSSIBLE: _no_quorum_possible,
    Matter.PENDING_CONFLICTS: _pending_conflicts,
    Matter.TO_SCREEN: _to_screen,
    Matter.QUESTIONS_WAIT: _questions_wait,
    Matter.VACANT_SEATS: _vacant_seats,
    Matter.SCORING_OVERDUE: _scoring_overdue,
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
    for matter in seen.matters:
        return said(matter, award_round, seen).title.rstrip(".")
    stage = award_round.stage
    in_stage = _in_stage(award_round) if seen.phase is Phase.JUDGING and stage else {}
    if stage and stage.state in in_stage:
        return in_stage[stage.state]
    if seen.phase is Phase.SCREENING and seen.waiting:
        return _("Vent på forslagene som er åpnet for endring")
    return {
        Phase.PLANNED: _("Gjør runden klar og publiser utlysningen"),
        Phase.OPEN: _("Ingenting haster. Gjennomgangen begynner etter fristen"),
        Phase.CALL_PAUSED: _("La runden gå videre når de nye datoene er klare"),
        Phase.SCREENING: _("Start vurderingen når juryen er klar"),
        Phase.JUDGING: _("Ingenting haster. Følg framdriften"),
        Phase.JUDGING_PAUSED: _("La runden gå videre når de nye datoene er klare"),
        Phase.DECIDED: _("Ingenting. Juryleder setter tidspunktet"),
        Phase.ANNOUNCED: _("Arkiver runden når alt er på plass"),
        Phase.ARCHIVED: "",
        Phase.CANCELLED: "",
    }[seen.phase]


def _in_stage(award_round: Round) -> dict[StageState, str]:
    """Say what is expected where a stage waits for somebody."""
    return {
        StageState.DELIBERATION: _("Ingenting. Juryleder tar avgjørelsen")
        if award_round.is_in_last_stage
        else _("Ingenting. Juryleder avgjør hvem som går videre"),
        StageState.WAITING: _("Sett datoene for neste trinn, og åpne det"),
        StageState.PLANNED: _("Planlegg befaringene, og start dem"),
        StageState.UNDER_WAY: _("Følg befaringene. Juryleder avgjør hvem som går videre"),
    }
