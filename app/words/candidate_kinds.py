"""What can be nominated in a round, in words."""

from app.rules.candidates import CandidateRules, Need
from app.rules.tables import every
from app.words import formats
from app.words.nominations.candidates import KINDS
from app.words.text import _, _l, _n

_NEEDS = {
    Need.REQUIRED: _l("Må fylles ut"),
    Need.OPTIONAL: _l("Valgfritt"),
    Need.UNASKED: _l("Spørres ikke om"),
}
every(Need, _NEEDS)


def needs(value: Need) -> str:
    """Say whether something is asked for."""
    return str(_NEEDS[value])


def summary(rules: CandidateRules) -> str:
    """Sum up what can be nominated."""
    if not rules.kinds:
        return _("Runden sier ikke hvem eller hva som kan foreslås.")
    kinds = formats.listed([str(KINDS[kind].one).lower() for kind in rules.kinds])
    parts = [
        _("Det kan foreslås %(kinds)s.", kinds=kinds),
        _n(
            "Et forslag gjelder én kandidat.",
            "Et forslag kan gjelde opptil %(num)s kandidater.",
            rules.most,
        ),
        _("Forslagsstillere kan foreslå seg selv.")
        if rules.allows_own
        else _("Forslagsstillere kan ikke foreslå seg selv."),
    ]
    return " ".join(parts)
