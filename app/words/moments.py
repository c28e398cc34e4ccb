"""What is said of a date with a time that was filled in and is none."""

from app.rules.calendar import MomentFault
from app.rules.tables import every
from app.words.text import _l

SAID = {
    MomentFault.UNREADABLE: _l("Skriv dato og klokkeslett, for eksempel 15.05.2026 kl. 15.00."),
    MomentFault.NO_TIME: _l("Skriv klokkeslettet også, for eksempel 15.05.2026 kl. 15.00."),
    MomentFault.NO_SUCH_YEAR: _l("Se over årstallet. Det må være fra 2000 til 2199."),
    MomentFault.TWICE: _l(
        "Den natten stilles klokka tilbake, og dette klokkeslettet kommer to ganger. Velg et tidspunkt utenfor timen mellom kl. 02.00 og 03.00."
    ),
    MomentFault.SKIPPED: _l(
        "Den natten stilles klokka fram, og dette klokkeslettet finnes ikke. Velg et tidspunkt utenfor timen mellom kl. 02.00 og 03.00."
    ),
}
every(MomentFault, SAID)


def said(fault: MomentFault) -> str:
    """Say what is wrong with what was filled in."""
    return str(SAID[fault])
