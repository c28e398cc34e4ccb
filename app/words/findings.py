"""What a check of the record found, in words for whoever reads pages."""

from app.rules.tables import every
from app.services.audit import Finding, Tampering
from app.services.subjects import Known
from app.words.subjects import called
from app.words.text import _, _l, _n

_SAID = {
    Tampering.CHANGED: _l("Hendelse %(number)s er endret."),
    Tampering.REMOVED: _l("Hendelse %(number)s er fjernet."),
    Tampering.INSERTED: _l("Hendelse %(number)s er satt inn."),
    Tampering.ALTERED: _l("Noe er ikke slik hendelse %(number)s forteller. Det gjelder %(what)s."),
    Tampering.LOST: _l(
        "Det hendelse %(number)s forteller om, finnes ikke lenger. Det gjelder %(what)s."
    ),
    Tampering.UNVOUCHED: _l(
        "Noe er lagt til som ingen hendelse forteller om. Det gjelder %(what)s."
    ),
    Tampering.UNREADABLE: _l(
        "En verdi i databasen kan ikke leses. Før den er rettet, kan ikke resten kontrolleres."
    ),
    Tampering.NO_CHAIN: _l("Hele hendelsesloggen er borte."),
    Tampering.SHORTER: _l("Hendelsesloggen er kortere enn det som ble notert."),
    Tampering.REPLACED: _l("Hendelsesloggen er en annen enn den som ble notert."),
}
every(Tampering, _SAID)


def said(finding: Finding, known: Known) -> str:
    """Say what is not as it was recorded."""
    what = called(finding.subject, known) if finding.subject else ""
    if finding.tampering is Tampering.ALTERED and finding.position is None:
        return _("Noe er ikke slik hendelsene forteller. Det gjelder %(what)s.", what=what)
    return str(_SAID[finding.tampering]) % {"number": finding.position, "what": what}


def outcome(found: int, events: int) -> str:
    """Say how a check went, in one sentence."""
    if found:
        return _n(
            "Kontrollen fant %(num)s avvik.",
            "Kontrollen fant %(num)s avvik.",
            found,
        )
    return _n(
        "Alt stemmer: %(num)s hendelse er kontrollert.",
        "Alt stemmer: %(num)s hendelser er kontrollert.",
        events,
    )
