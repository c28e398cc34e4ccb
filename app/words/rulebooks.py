"""The rules of judging in plain words: what each version says, what changed, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.models import Round, Rulebook
from app.ranking.methods import Method
from app.ranking.places import TieBreak
from app.rules.disclosure import SeesOthers
from app.rules.impartiality import Reach
from app.rules.rulebooks import RuleFault, Rules
from app.services.rulebooks import Version
from app.words import formats
from app.words.jury.seating import who_counts
from app.words.ranking.names import method, method_means
from app.words.text import _, _n


@dataclass(frozen=True)
class Rule:
    """One rule: what it is called, and what it says, in one or several lines."""

    name: str
    lines: Sequence[str]


@dataclass(frozen=True)
class RuleChange:
    """One rule that is other than it was."""

    name: str
    before: str
    now: str


def in_short(versions: Sequence[Version]) -> str:
    """Say in a sentence whether the rules are locked, and whether they have been amended."""
    first, latest = versions[0].rulebook, versions[-1].rulebook
    if first.locked_at is None:
        return _("Reglene låses når vurderingen begynner. Etter det er en endring en regelendring.")
    if len(versions) == 1:
        return _(
            "Reglene ble låst %(day)s, da vurderingen begynte. De er ikke endret siden.",
            day=formats.day(first.locked_at),
        )
    return _n(
        "Reglene ble låst %(locked)s og endret én gang etter det, %(day)s.",
        "Reglene ble låst %(locked)s og endret %(num)s ganger etter det, sist %(day)s.",
        len(versions) - 1,
        locked=formats.day(first.locked_at),
        day=formats.day(latest.created_at),
    )


def rules(award_round: Round, rulebook: Rulebook, seats: int) -> list[Rule]:
    """Put a version of the rulebook in words, rule by rule."""
    which = Method(rulebook.method)
    return [
        Rule(_("Regnemåte"), [method(which), method_means(which)]),
        Rule(_("Vekter"), weights(award_round, award_round.weights(rulebook))),
        Rule(_("Skala"), [_scale(rulebook)]),
        Rule(_("Begrunnelse"), [_grounds(rulebook)]),
        Rule(_("Hvor mange som må levere"), [_quorum(rulebook.quorum, seats)]),
        Rule(_("Når noen er inhabil"), [reach(rulebook.recusal_reach)]),
        Rule(_("Når medlemmene ser hverandres poeng"), [sees_others(rulebook.sees_others)]),
        Rule(_("Hvem som sitter i plassen"), [who_counts()]),
        Rule(_("Når forslag har likt snitt"), tie_breaks(rulebook.tie_breaks)),
        Rule(_("Møte før avgjørelsen"), meeting(rulebook)),
        Rule(_("Hvem som får se poengene"), [scores_public(open_to_all=rulebook.scores_public)]),
    ]


def meeting(rulebook: Rulebook) -> list[str]:
    """Say whether the jury meets before it decides, and what an even vote comes to."""
    return [
        asks_for_meeting(asks=rulebook.asks_for_meeting),
        casting_vote(casting=rulebook.casting_vote),
    ]


def asks_for_meeting(*, asks: bool) -> str:
    """Say whether a meeting is required."""
    if asks:
        return _("Juryen må ha et møte med referat før den avgjør.")
    return _("Juryen kan avgjøre uten et møte.")


def casting_vote(*, casting: bool) -> str:
    """Say what becomes of a motion on which the votes are even."""
    if casting:
        return _("Står en avstemning likt, avgjør stemmen til den som leder saken.")
    return _("Står en avstemning likt, faller forslaget til vedtak.")


def scores_public(*, open_to_all: bool) -> str:
    """Say who can read the scores in the end."""
    if open_to_all:
        return _(
            "Alle kan hente poengene når resultatet er kunngjort. Medlemmene står med nummeret på plassen sin, ikke med navn."
        )
    return _("Poengene er bare for juryen, sekretariatet og revisor.")


def weights(award_round: Round, given: Mapping[str, Decimal]) -> list[str]:
    """Write each criterion with its weight."""
    return [
        f"{formats.in_language(criterion.name)}: {formats.percent(given[criterion.key])}"
        for criterion in award_round.criteria
    ]


def _scale(rulebook: Rulebook) -> str:
    low, high = _plain(rulebook.scale_low), _plain(rulebook.scale_high)
    if rulebook.scale_step == 1:
        return _("Fra %(low)s til %(high)s, i hele poeng.", low=low, high=high)
    step = _plain(rulebook.scale_step)
    return _("Fra %(low)s til %(high)s, i steg på %(step)s.", low=low, high=high, step=step)


def _plain(number: Decimal) -> str:
    places = max(0, -int(number.normalize().as_tuple().exponent))
    return formats.decimal(number, places)


def _grounds(rulebook: Rulebook) -> str:
    limit = rulebook.grounds_word_limit
    if rulebook.grounds_required:
        return _("Hver vurdering må begrunnes, med høyst %(words)s ord.", words=limit)
    return _("Vurderingene kan begrunnes, med høyst %(words)s ord.", words=limit)


def _quorum(quorum: int, seats: int) -> str:
    return _(
        "Minst %(quorum)s av %(seats)s plasser må levere for hvert forslag.",
        quorum=quorum,
        seats=seats,
    )


def reach(value: Reach) -> str:
    """Say how far a recusal goes."""
    return {
        Reach.NOMINATION: _(
            "Den som er inhabil for et forslag, er ute for det forslaget. Varamedlemmet trer inn der."
        ),
        Reach.COMPARISON: _(
            "Den som er inhabil for et forslag, er ute for alle forslagene som vurderes sammen med det. Varamedlemmet trer inn."
        ),
    }[value]


def sees_others(value: SeesOthers) -> str:
    """Say from when a member sees what the others have handed in."""
    return {
        SeesOthers.DELIBERATION: _("Ingen ser andres poeng før drøftingen begynner."),
        SeesOthers.OWN_SHEET: _(
            "Et medlem som har levert sitt eget skjema for et forslag, ser hva de andre medlemmene har levert for det. Rangeringen vises først i drøftingen."
        ),
    }[value]


def tie_breaks(given: Sequence[str]) -> list[str]:
    """Say what parts nominations whose scores tie, step by step."""
    if not given:
        return [_("Ingenting. De deler plassen.")]
    said = {
        TieBreak.HEAD_TO_HEAD: _("Den som flest i juryen setter høyest, går foran."),
        TieBreak.HEAVIEST_CRITERION: _(
            "Den som har mest på kriteriet som veier tyngst, går foran."
        ),
        TieBreak.CHAIR: _("Juryleder avgjør."),
    }
    return [said[TieBreak(rule)] for rule in given]


def tie_break_order(given: Sequence[str]) -> str:
    """Write an order of tie-breaks as one choice."""
    if not given:
        return _("Ingenting, de deler plassen")
    name = {
        TieBreak.HEAD_TO_HEAD: _("flest i juryen"),
        TieBreak.HEAVIEST_CRITERION: _("tyngste kriterium"),
        TieBreak.CHAIR: _("juryleder"),
    }
    written = _(", så ").join(name[TieBreak(rule)] for rule in given)
    return written[:1].upper() + written[1:]


def changes(award_round: Round, version: Version) -> list[RuleChange]:
    """List what a version changed, rule by rule; of the weights only those that differ."""
    return differences(award_round, version.before, version.rules) if version.before else []


def differences(award_round: Round, before: Rules, now: Rules) -> list[RuleChange]:
    """Compare two sets of rules."""
    found = []
    for name in before.differing(now):
        if name == "weights":
            found += [
                RuleChange(
                    _("Vekten til %(criterion)s", criterion=formats.in_language(criterion.short)),
                    formats.percent(before.weights[criterion.key]),
                    formats.percent(now.weights[criterion.key]),
                )
                for criterion in award_round.criteria
                if before.weights[criterion.key] != now.weights[criterion.key]
            ]
        else:
            found.append(RuleChange(_name(name), _said(name, before), _said(name, now)))
    return found


def _name(rule: str) -> str:
    return {
        "method": _("Regnemåte"),
        "quorum": _("Hvor mange som må levere"),
        "tie_breaks": _("Når forslag har likt snitt"),
    }[rule]


def _said(rule: str, given: Rules) -> str:
    if rule == "method":
        return method(Method(given.method))
    return str(given.quorum) if rule == "quorum" else tie_break_order(given.tie_breaks)


def per_cents(given: Mapping[str, Decimal]) -> dict[str, str]:
    """Write weights as they stand in the form: per cents, without the sign."""
    return {key: _plain(weight * 100) for key, weight in given.items()}


def fault(which: RuleFault, *, total: Decimal, seats: int) -> str:
    """Say what is wrong with an amendment.

    Args:
        which: what is wrong.
        total: what the weights come to, as a share of one.
        seats: of the jury.

    """
    return {
        RuleFault.WEIGHTS_INCOMPLETE: _("Alle kriteriene må ha en vekt."),
        RuleFault.WEIGHT_OUT_OF_RANGE: _("Hver vekt må være fra 0 til 100 prosent."),
        RuleFault.WEIGHTS_NOT_WHOLE: _(
            "Vektene blir %(sum)s til sammen. De må bli nøyaktig 100 prosent.",
            sum=_("%(number)s prosent", number=_plain(total * 100)),
        ),
        RuleFault.QUORUM_TOO_LOW: _("Minst én plass må levere."),
        RuleFault.QUORUM_TOO_HIGH: _("Juryen har bare %(seats)s plasser.", seats=seats),
        RuleFault.METHOD_UNKNOWN: _("Velg en av regnemåtene."),
        RuleFault.TIE_BREAKS_IMPOSSIBLE: _("Velg en av rekkefølgene."),
        RuleFault.NO_REASON: _("Skriv hvorfor reglene endres."),
        RuleFault.NOTHING_CHANGED: _(
            "Ingen av reglene er endret. Endre det som skal endres, og send på nytt."
        ),
    }[which]
