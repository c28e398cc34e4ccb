"""A ruling, before it is entered; the decision, before it is sealed and before it is announced."""

from collections.abc import Sequence

from app.services.announcements import ForeseenAnnouncement
from app.services.decisions import ForeseenSealing
from app.services.impartiality import ForeseenAbsence, ForeseenRuling
from app.services.impartiality.shortfalls import Shortfall
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_ruling(seen: ForeseenRuling, ground: str) -> ActWords:
    """Say what a ruling leads to, by name."""
    if seen.outcome == "recused":
        lede = _("%(who)s blir inhabil for %(names)s.", who=seen.who, names=seen.names)
        parts = _recused(seen)
    else:
        lede = _("%(who)s blir habil for %(names)s.", who=seen.who, names=seen.names)
        if seen.undoes:
            lede = _("%(who)s blir habil igjen for %(names)s.", who=seen.who, names=seen.names)
        opens = (
            _("Forslaget åpnes for %(who)s, som kan lese det og sette poeng.", who=seen.who)
            if seen.sits
            else _("%(who)s kan tre inn hvis medlemmet blir inhabilt.", who=seen.who)
        )
        parts = [Part(_("Dette skjer"), [opens, *_undone(seen)])]
    return ActWords(
        _("Før inn avgjørelsen"),
        lede,
        [*parts, _ruled_by(seen), Part(_("Begrunnelsen"), [ground]), told(seen.told)],
        [
            _("Avgjørelsen kan ikke slettes eller endres, heller ikke av sekretariatet."),
            _(
                "Kommer juryen til noe annet senere, føres det inn som en ny avgjørelse. Da står begge i loggen."
            ),
        ],
        _("Før inn avgjørelsen"),
    )


def _ruled_by(seen: ForeseenRuling) -> Part:
    """Say who is put on record as having ruled, and who led."""
    lines = [_("%(names)s.", names=listed(seen.took_part))] if seen.took_part else [_("Ingen.")]
    if seen.leader:
        lines.append(_("%(name)s ledet avgjørelsen.", name=seen.leader))
    if seen.lacks_quorum:
        lines.append(_("For få var utenfor tvil, så de som selv var i tvil, var også med."))
    return Part(_("Disse var med på avgjørelsen"), lines)


def _undone(seen: ForeseenRuling) -> list[str]:
    """Say whose sheet counts when a recusal is undone."""
    lines = []
    if seen.gives_way:
        lines.append(
            _(
                "%(name)s, som er kalt inn, vurderer ikke lenger. Skjemaet %(name)s har levert, er tatt vare på, men teller ikke.",
                name=seen.gives_way,
            )
            if seen.deputy_handed_in
            else _("%(name)s, som er kalt inn, vurderer ikke lenger.", name=seen.gives_way)
        )
    if seen.undoes and seen.sits and seen.handed_in:
        lines.append(_("Skjemaet %(who)s har levert, teller igjen.", who=seen.who))
    return lines


def _recused(seen: ForeseenRuling) -> list[Part]:
    lines = [
        _("Forslaget lukkes for %(who)s.", who=seen.who)
        if not seen.reaches_all
        else _("Alle forslagene lukkes for %(who)s, fordi de sammenlignes.", who=seen.who)
    ]
    if seen.handed_in:
        lines.append(_("Skjemaet %(who)s har levert, teller ikke lenger.", who=seen.who))
    if seen.steps_in:
        lines.append(_("%(name)s trer inn i stedet.", name=seen.steps_in))
    elif seen.sits:
        lines.append(_("Ingen kan tre inn."))
    return [Part(_("Dette skjer"), lines), *_short(seen.shortfall)]


def _short(found: Shortfall) -> list[Part]:
    """Say where a seat becomes vacant, and where too few are filled then to decide."""
    if not found.vacant_count:
        return []
    lines = [
        _n(
            "Plassen blir tom for ett forslag: %(names)s.",
            "Plassen blir tom for %(num)s forslag: %(names)s.",
            found.vacant_count,
            names=_some(found.vacant, found.vacant_count),
        )
    ]
    lines.append(
        _n(
            "Da er for få plasser besatt til at juryen er vedtaksfør for %(names)s.",
            "Da er for få plasser besatt til at juryen er vedtaksfør for %(num)s forslag: %(names)s.",
            found.below_count,
            names=_some(found.below, found.below_count),
        )
        if found.below_count
        else _("Juryen er likevel vedtaksfør for alle forslagene.")
    )
    return [Part(_("Tomme plasser"), lines)]


def _some(names: Sequence[str], count: int) -> str:
    more = count - len(names)
    if not more:
        return listed(names)
    return listed([*names, _n("ett til", "%(num)s til", more)])


def before_absence(seen: ForeseenAbsence) -> ActWords:
    """Say what follows from somebody's being away in a stage, or back again, by name."""
    if not seen.is_away:
        lede = _("%(who)s sitter i plassen sin igjen i dette trinnet.", who=seen.who)
        lines = [
            _n(
                "%(name)s vurderer ikke lenger ett forslag. Det %(name)s har levert, er tatt vare på, men teller ikke.",
                "%(name)s vurderer ikke lenger %(num)s forslag. Det %(name)s har levert, er tatt vare på, men teller ikke.",
                count,
                name=name,
            )
            for name, count in seen.gives_way.items()
        ]
        title = _("Før inn at hun eller han er tilbake")
    else:
        lede = _("%(who)s vurderer ikke mer i dette trinnet.", who=seen.who)
        lines = [
            _n(
                "%(name)s trer inn for ett forslag.",
                "%(name)s trer inn for %(num)s forslag.",
                count,
                name=name,
            )
            for name, count in seen.steps_in.items()
        ]
        if seen.kept:
            lines.append(
                _n(
                    "Det %(who)s har levert om ett forslag, teller fortsatt.",
                    "Det %(who)s har levert om %(num)s forslag, teller fortsatt.",
                    seen.kept,
                    who=seen.who,
                )
            )
        if seen.leads:
            lines.append(
                _("%(who)s leder juryen. Juryen må velge en fungerende leder.", who=seen.who)
            )
        title = _("Før inn fraværet")
    parts = [Part(_("Dette skjer"), lines or [_("Ingen andre trer inn eller ut.")])]
    return ActWords(
        title,
        lede,
        [*parts, *_short(seen.shortfall), Part(_("Grunn"), [seen.reason]), told(seen.told)],
        [_("Det som er ført inn, blir stående i loggen. Er noe feil, fører du inn det motsatte.")],
        title,
    )


def before_sealing(seen: ForeseenSealing) -> ActWords:
    """Say what sealing the decision leads to, by name."""
    named = _named(seen)
    named.append(
        _n(
            "Ett forslag nevnes ikke.",
            "Ikke nevnt blir %(num)s forslag.",
            seen.unnamed,
        )
        if seen.unnamed
        else _("Alle forslagene er nevnt.")
    )
    closed = [
        _("Ingen kan levere eller endre stemmesedler etter dette.")
        if seen.by_ballot
        else _("Ingen kan levere eller endre poeng og begrunnelser etter dette.")
    ]
    if seen.reviewers:
        names = listed(seen.reviewers)
        closed.append(
            _("Det gjelder %(names)s, som kan endre det de har levert fram til nå.", names=names)
        )
    return ActWords(
        _("Forsegl avgjørelsen"),
        _(
            "Avgjørelsen, rangeringen og alle stemmesedlene fryses slik de er nå, med en kontrollsum."
        )
        if seen.by_ballot
        else _("Avgjørelsen, rangeringen og alle poeng fryses slik de er nå, med en kontrollsum."),
        [Part(_("Dette forsegles"), named), Part(_("Vurderingen er slutt"), closed), told([])],
        [
            _("Det kan ikke gjøres om fra du trykker på knappen, heller ikke av sekretariatet."),
            _(
                "Ingenting blir offentlig før du har satt et tidspunkt for kunngjøringen, og det er nådd."
            ),
        ],
        _("Forsegl avgjørelsen"),
    )


def _named(seen: ForeseenSealing | ForeseenAnnouncement) -> list[str]:
    if seen.no_award:
        return [_("Prisen deles ikke ut.")]
    lines = [_("Vinner: %(names)s.", names=listed(seen.winners))]
    if seen.nominees:
        lines.append(_("Nominert: %(names)s.", names=listed(seen.nominees)))
    if seen.mentions:
        lines.append(_("Hederlig omtale: %(names)s.", names=listed(seen.mentions)))
    return lines


def before_announcing(seen: ForeseenAnnouncement) -> ActWords:
    """Say what announcing at once leads to, by name."""
    parts = [Part(_("Dette blir offentlig for alle"), _named(seen))]
    if seen.withdrawn:
        lines = [
            _("%(names)s.", names=listed(seen.withdrawn)),
            _("Ta stilling til det før resultatet blir kunngjort."),
        ]
        parts.insert(0, Part(_("Trukket etter at avgjørelsen ble forseglet"), lines))
    return ActWords(
        _("Kunngjør nå"),
        _("Resultatet blir offentlig i samme øyeblikk som du trykker på knappen."),
        [*parts, told(seen.told)],
        [
            _("Det kan ikke gjøres om: Vinneren kan ikke trekkes tilbake."),
            _("Vil du kunne flytte kunngjøringen, setter du et tidspunkt i stedet."),
        ],
        _("Kunngjør nå"),
    )
