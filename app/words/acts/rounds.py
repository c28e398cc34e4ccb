"""What is done to a round, before it is done: a criterion taken out, a pause, going on, the end."""

from app.rules.lifecycle import Phase
from app.services.phases import ForeseenCourse
from app.services.rounds import ForeseenRemoval
from app.words import formats, terms
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_removal(seen: ForeseenRemoval) -> ActWords:
    """Say what goes with a criterion."""
    name = formats.in_language(seen.name)
    lines = [_("Navnet, spørsmålet og beskrivelsene av poengene, på alle språk.")]
    if seen.questions:
        asked = listed([formats.in_language(one) for one in seen.questions])
        lines.append(
            _(
                "Disse spørsmålene i skjemaet peker på kriteriet, og slutter med det: %(asked)s.",
                asked=asked,
            )
        )
    return ActWords(
        _("Fjern kriteriet «%(name)s»", name=name),
        _(
            "Vekten %(weight)s må deles på de andre kriteriene etterpå.",
            weight=formats.percent(float(seen.weight), 3),
        ),
        [Part(_("Dette blir borte"), lines)],
        [
            _(
                "Teksten kan ikke hentes tilbake. Skal kriteriet være med likevel, må det skrives på nytt."
            )
        ],
        _("Fjern kriteriet"),
    )


def before_course(seen: ForeseenCourse) -> ActWords:
    """Say what it leads to that a round is paused, goes on or is cancelled."""
    make = {"pause": _pausing, "resume": _resuming, "cancel": _cancelling}[seen.name]
    parts = [*make(seen), told([*seen.nominators, *seen.members])]
    if seen.untold:
        line = _("%(names)s. Gi beskjed på en annen måte.", names=listed(seen.untold))
        parts.append(Part(_("Har ikke konto, og får ikke e-post"), [line]))
    name = terms.move(seen.name)
    return ActWords(name, terms.move_consequence(seen.name), parts, _lasts(seen), name)


def _pausing(seen: ForeseenCourse) -> list[Part]:
    lines = [_("Grunnen står på den offentlige siden om runden med en gang.")]
    if seen.phase is Phase.JUDGING:
        lines.append(
            _("Juryen kan ikke lese forslag eller levere poeng. Utkastene deres blir tatt vare på.")
        )
    else:
        lines.append(
            _("Utkast kan skrives videre, men ingen kan sende inn eller begynne på nye forslag.")
        )
        lines += _held(seen)
    return [Part(_("Dette skjer"), lines)]


def _held(seen: ForeseenCourse) -> list[str]:
    found = []
    if seen.drafts:
        found.append(
            _n("Ett utkast er begynt på.", "Det er begynt på %(num)s utkast.", seen.drafts)
        )
    if seen.handed_in:
        found.append(
            _n("Ett forslag er sendt inn.", "Det er sendt inn %(num)s forslag.", seen.handed_in)
        )
    return found


def _resuming(_seen: ForeseenCourse) -> list[Part]:
    lines = [
        _("Datoene under blir offentlige, og alle får dem på e-post."),
        _("Det som var åpent før pausen, er åpent igjen."),
    ]
    return [Part(_("Dette skjer"), lines)]


def _cancelling(seen: ForeseenCourse) -> list[Part]:
    lines = [
        _("Grunnen står på den offentlige siden om runden med en gang, og blir stående."),
        _("Ingen forslag blir vurdert, og ingen kan sende inn, levere eller endre noe."),
        _("Det som er skrevet, blir tatt vare på etter reglene for arkiv og personvern."),
        *_held(seen),
    ]
    if seen.phase in {Phase.JUDGING, Phase.JUDGING_PAUSED}:
        lines.append(_("Private notater i juryens vurderingsskjemaer blir slettet."))
    return [Part(_("Dette skjer"), lines)]


def _lasts(seen: ForeseenCourse) -> list[str]:
    if seen.name == "cancel":
        return [
            _(
                "En avlyst runde kan ikke tas opp igjen. Vil dere bare vente, kan dere sette den på pause."
            )
        ]
    if seen.name == "pause":
        return [
            _(
                "E-posten kan ikke trekkes tilbake. Runden kan gå videre når som helst, med nye datoer."
            )
        ]
    return [
        _(
            "E-posten kan ikke trekkes tilbake. Datoene kan endres igjen, med en grunn, til de er nådd."
        )
    ]
