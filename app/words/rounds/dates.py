"""The dates of a round: what they are called, and what is said of one that cannot be so."""

from app.rules.dates import DateFault, Dates, Fault, RoundDate
from app.rules.tables import every
from app.words import formats
from app.words.text import _, _l

CALLED = {
    RoundDate.OPENS: _l("Runden åpner"),
    RoundDate.DEADLINE: _l("Frist for å sende inn forslag"),
    RoundDate.SCORING: _l("Frist for å levere poeng"),
    RoundDate.DELIBERATION: _l("Juryen møtes"),
    RoundDate.ANNOUNCEMENT: _l("Planlagt kunngjøring"),
}
every(RoundDate, CALLED)

_ALONE = {
    DateFault.MISSING: _l("Skriv dato og klokkeslett. Runden kan ikke være uten."),
    DateFault.SETTLED: _l("Denne datoen har trådt i kraft og kan ikke endres."),
    DateFault.PASSED: _l("Tidspunktet er passert. Velg et tidspunkt fram i tid."),
    DateFault.TOO_FAR: _l("Det er mer enn ti år til. Se over årstallet."),
}


def called(date: RoundDate) -> str:
    """Say what a date is called."""
    return str(CALLED[date])


def said(fault: Fault) -> str:
    """Say what is wrong with a date, and what to do."""
    if fault.limit is None:
        return str(_ALONE[fault.kind])
    moment = formats.moment(fault.limit)
    if fault.other is None:
        return _(
            "Fristen kan ikke bli kortere enn da runden åpnet. Da var den %(moment)s.",
            moment=moment,
        )
    name = called(fault.other)
    if fault.kind is DateFault.BEFORE:
        return _("Må være etter «%(name)s», som er %(moment)s.", name=name, moment=moment)
    return _(
        "Må være før «%(name)s», som er %(moment)s. Flytt den datoen også.",
        name=name,
        moment=moment,
    )


def question(after: Dates, far: frozenset[RoundDate]) -> str:
    """Ask about dates far ahead."""
    return _(
        "Det er mer enn ett år til %(moments)s. Se over årstallet, og kryss av hvis det er riktig.",
        moments=formats.listed(
            [formats.moment(value) for date in RoundDate if date in far and (value := after[date])]
        ),
    )
