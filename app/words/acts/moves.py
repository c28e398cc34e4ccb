"""A step of a round, before it is taken."""

from app.models import Round
from app.services.phases import ForeseenMove
from app.words import formats, terms
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.jury.remaining import unfinished
from app.words.rounds import basis
from app.words.text import _, _n


def before_move(award_round: Round, seen: ForeseenMove) -> ActWords:
    """Say what a step leads to, by name."""
    parts = {
        "publish_call": _publishing,
        "begin_judging": _judging,
        "open_declaring": _opening_final,
        "open_scoring": _scoring,
        "open_deliberation": _deliberating,
        "begin_visits": _visiting,
        "archive": _archiving,
    }[seen.name](award_round, seen)
    is_told = seen.name not in {"publish_call", "archive"}
    untold = _untold(seen) if seen.untold else []
    name = basis.move(seen.name, by_ballot=award_round.is_by_ballot)
    return ActWords(
        name,
        terms.move_consequence(seen.name),
        [*parts, *([told(seen.told)] if is_told else []), *untold],
        _lasts(seen),
        name,
    )


def _untold(seen: ForeseenMove) -> list[Part]:
    lines = [_("%(names)s. Gi beskjed på en annen måte.", names=listed(seen.untold))]
    return [Part(_("Har ikke konto, og får ikke e-post"), lines)]


def _publishing(award_round: Round, _seen: ForeseenMove) -> list[Part]:
    opens, closes = award_round.opens_at, award_round.deadline_at
    lines = [
        _("Utlysningen åpner %(moment)s.", moment=formats.moment(opens)) if opens else "",
        _(
            "Fristen er %(moment)s. Den kan forlenges, men ikke kortes ned.",
            moment=formats.moment(closes),
        )
        if closes
        else "",
    ]
    locked = listed([formats.in_language(one.name) for one in award_round.criteria])
    return [
        Part(_("Dette blir offentlig"), [line for line in lines if line]),
        Part(
            _("Dette kan ikke endres etterpå"),
            [_("Kriteriene (%(names)s), vektene og forslagsskjemaet.", names=locked)],
        ),
    ]


def _judging(_round: Round, seen: ForeseenMove) -> list[Part]:
    found = [
        Part(
            _("Forslagene"),
            [
                _n("Ett forslag går til juryen.", "Til juryen går %(num)s forslag.", seen.admitted),
                _n(
                    "Ett utkast ble aldri sendt inn, og kan ikke bli med.",
                    "Aldri sendt inn ble %(num)s utkast, som ikke kan bli med.",
                    seen.drafts,
                )
                if seen.drafts
                else _("Ingen utkast ligger igjen."),
            ],
        )
    ]
    if seen.rejected:
        lines = [
            _("%(names)s.", names=listed(seen.rejected)),
            _("Avvisningen kan gjøres om til du trykker på knappen. Etterpå er de stengt ute."),
        ]
        found.append(
            Part(
                _n("Ett forslag er avvist", "Avvist er %(num)s forslag", len(seen.rejected)), lines
            )
        )
    return found


def _opening_final(award_round: Round, _seen: ForeseenMove) -> list[Part]:
    until, meets = award_round.scoring_deadline_at, award_round.deliberation_at
    lines = [
        _("Frist for å levere: %(moment)s.", moment=formats.moment(until))
        if until
        else _("Fristen for å levere er ikke satt."),
        _("Juryen møtes: %(moment)s.", moment=formats.moment(meets))
        if meets
        else _("Møtet i juryen er ikke satt."),
        _("Stemmer de ikke for dette trinnet, endrer dere dem under «Datoer»."),
    ]
    return [Part(_("Datoene"), lines)]


def _visiting(_round: Round, seen: ForeseenMove) -> list[Part]:
    lines = (
        [_("%(names)s.", names=listed(seen.unplanned))]
        if seen.unplanned
        else [_("Alle befaringene har tid og sted.")]
    )
    return [Part(_("Dette har ikke tid og sted ennå"), lines)]


def _scoring(award_round: Round, seen: ForeseenMove) -> list[Part]:
    lines = [
        unfinished(one, by_ballot=award_round.is_by_ballot)
        for one in seen.unfinished
        if one.undeclared or one.pending
    ]
    if not lines:
        lines = [_("Alle som skal vurdere, har svart på om de har bindinger.")]
    else:
        lines.append(_("De kan fortsatt svare, og får lese og vurdere når de har svart."))
    return [Part(_("Dette mangler"), lines), *_vacant(seen)]


def _deliberating(award_round: Round, seen: ForeseenMove) -> list[Part]:
    by_ballot = award_round.is_by_ballot
    more = [*_unconfirmed(seen), *_vacant(seen)]
    if not seen.unfinished:
        return [Part(_("Ingen stenges ute"), [_("Alle har levert alt.")]), *more]
    missing = sum(one.missing for one in seen.unfinished)
    title = _n("Ett skjema stenges ute", "Stenges ute: %(num)s skjemaer", missing)
    if by_ballot:
        count = len(seen.unfinished)
        title = _n("Én stemmeseddel stenges ute", "Stenges ute: %(num)s stemmesedler", count)
    lines = [unfinished(one, by_ballot=by_ballot) for one in seen.unfinished]
    return [Part(title, lines), *more]


def _unconfirmed(seen: ForeseenMove) -> list[Part]:
    """Say which sheets on paper would be lost, and what can be done about it now."""
    if not seen.unconfirmed:
        return []
    title = _n(
        "Ett papirskjema er ikke bekreftet",
        "Ikke bekreftet: %(num)s papirskjemaer",
        len(seen.unconfirmed),
    )
    lines = [
        _("%(juror)s: %(names)s.", juror=juror, names=names) for juror, names in seen.unconfirmed
    ]
    after = _("Når drøftingen er åpnet, kan de ikke bekreftes, og de teller ikke.")
    return [Part(title, [*lines, after, _("Be dem det gjelder, om å bekrefte først.")])]


def _vacant(seen: ForeseenMove) -> list[Part]:
    if not seen.vacant:
        return []
    line = _n(
        "For ett forslag er en plass i juryen tom, fordi ingen fra institusjonen kan være med.",
        "I %(num)s tilfeller er en plass i juryen tom for et forslag, fordi ingen fra institusjonen kan være med.",
        seen.vacant,
    )
    return [Part(_("Tomme plasser"), [line])]


def _archiving(_round: Round, _seen: ForeseenMove) -> list[Part]:
    lines = [
        _("Ingen kan endre noe i runden. Alle som kan lese noe nå, kan fortsatt lese det."),
        _("Private notater i juryens vurderingsskjemaer blir slettet."),
        _("Ingen får e-post om dette."),
    ]
    return [Part(_("Dette skjer"), lines)]


def _lasts(seen: ForeseenMove) -> list[str]:
    lasts = _("Det kan ikke gjøres om fra du trykker på knappen, heller ikke av sekretariatet.")
    more = {
        "publish_call": _("Frister og møter kan endres med en grunn til de er nådd."),
        "begin_judging": _(
            "Et forslag som er tatt opp, er da med, om ikke forslagsstilleren trekker det."
        ),
        "open_scoring": _("Bindinger kan fortsatt meldes mens juryen vurderer."),
        "begin_visits": _("Tid, sted og hvem som drar, kan endres til befaringene er avsluttet."),
        "open_deliberation": _(
            "Det som ikke er levert da, kan ikke leveres og teller ikke. Det som er levert, kan endres med en grunn til avgjørelsen er forseglet."
        ),
    }
    return [lasts, *([more[seen.name]] if seen.name in more else [])]
