"""Conflicts of interest in words: what an answer lacks, what it led to, what awaits the jury."""

from collections.abc import Sequence

from app.models import Appointment, Ruling
from app.rules.impartiality import Answer, Outcome
from app.rules.rulings import BenchFault
from app.services.impartiality import Jurors
from app.services.impartiality.conflicts import Participant
from app.words import formats, terms
from app.words.text import _, _n


def choose_answer(names: str) -> str:
    """Ask for an answer for a nomination."""
    return _("Velg ett av svarene om %(names)s.", names=names)


def describe(names: str) -> str:
    """Ask for what a possible conflict is about."""
    return _(
        "Beskriv bindingen til %(names)s, så juryen kan avgjøre om du er habil.",
        names=names,
    )


def late_faults(
    *, names_nomination: bool, answer: Answer | None, description: str
) -> dict[str, str]:
    """Say what a conflict found late lacks, by the names of the fields."""
    faults = {}
    if not names_nomination:
        faults["late"] = _("Velg hvilket forslag det gjelder.")
    if answer is None:
        faults["late-answer"] = _("Velg om bindingen er mulig eller sikker.")
    if answer is Answer.POSSIBLE and not description.strip():
        faults["late-description"] = _("Beskriv bindingen, så juryen kan avgjøre om du er habil.")
    return faults


def declared(count: int) -> str:
    """Say that so many answers have been handed in."""
    return _n(
        "Svaret om ett forslag er levert.",
        "Svarene om %(num)s forslag er levert.",
        count,
    )


def declared_late(answer: Answer, names: str) -> str:
    """Say what follows of a conflict found late."""
    if answer is Answer.AUTOMATIC:
        return _(
            "Du er meldt inhabil for forslaget fra %(names)s. Det er lukket for deg, og poengene dine teller ikke.",
            names=names,
        )
    return _(
        "Bindingen til %(names)s er meldt. Forslaget er lukket for deg til juryen har avgjort om du er habil.",
        names=names,
    )


def next_step(pending: int) -> str:
    """Say what is expected of whoever enters the rulings."""
    if not pending:
        return _("Ingenting nå")
    return _n(
        "Før inn juryens svar om én binding",
        "Før inn juryens svar om %(num)s bindinger",
        pending,
    )


def entered(outcome: Outcome) -> str:
    """Say that a ruling has been entered, and who has been told."""
    if outcome is Outcome.CLEARED:
        return _("Avgjørelsen er ført inn. Den det gjelder, har fått beskjed.")
    return _(
        "Avgjørelsen er ført inn. Den det gjelder, har fått beskjed. Trer et varamedlem inn, har det også fått beskjed."
    )


def juror(one: Appointment, *, leads: bool) -> str:
    """Name somebody who may take part in a ruling."""
    if leads:
        return _("%(name)s (%(seat)s), leder", name=one.person_name, seat=one.seat.short)
    return _("%(name)s (%(seat)s)", name=one.person_name, seat=one.seat.short)


def bench(found: Jurors) -> str:
    """Say who leads a ruling, and who does not take part in it."""
    said = []
    waiting = [one.person_name for one in found.waits_for]
    if found.leader is not None:
        said.append(_("%(name)s leder avgjørelsen.", name=found.leader.person_name))
    elif waiting and any(one.seat.leads and not one.is_deputy for one in found.waits_for):
        said.append(_("Juryens leder må selv ha svart om forslaget først."))
    elif found.is_led:
        said.append(
            _(
                "Juryens leder kan ikke lede denne avgjørelsen. Før først inn hvem juryen har valgt til å lede den."
            )
        )
    if found.bench.lacks_quorum:
        said.append(
            _(
                "For få er utenfor tvil til at juryen er vedtaksfør. Derfor er også de som selv er i tvil, med på andres sak, og det står i loggen."
            )
        )
    else:
        said.append(_("Minst %(count)s må ha vært med.", count=found.bench.least))
    if waiting:
        said.append(
            _(
                "%(names)s har ikke svart om forslaget selv, og er ikke med før det er gjort.",
                names=formats.listed(waiting),
            )
        )
    return " ".join(said)


def took_part(found: Sequence[Participant], *, lacks_quorum: bool) -> str:
    """Say who took part in a ruling, and who led it."""
    if not found:
        return ""
    names = [_("%(name)s (ledet)", name=one.name) if one.leads else one.name for one in found]
    if lacks_quorum:
        return _(
            "%(names)s. For få var utenfor tvil, så de som selv var i tvil, var også med.",
            names=formats.listed(names),
        )
    return _("%(names)s.", names=formats.listed(names))


def earlier(ruling: Ruling) -> str:
    """Say what was ruled before, and why."""
    return _(
        "%(moment)s: %(outcome)s. %(ground)s",
        moment=formats.short_moment(ruling.ruled_at),
        outcome=terms.term(ruling.outcome),
        ground=ruling.ground,
    )


def bench_fault(fault: BenchFault) -> str:
    """Say why those who are said to have ruled cannot have."""
    return {
        BenchFault.STRANGER: _(
            "Noen du har krysset av, kan ikke være med på denne avgjørelsen. Se over hvem som var med."
        ),
        BenchFault.TOO_FEW: _(
            "For få er krysset av til at juryen er vedtaksfør. Kryss av alle som var med."
        ),
        BenchFault.MUST_WAIT: _(
            "For få har svart om forslaget selv til at juryen er vedtaksfør. Avgjørelsen må vente til flere har svart."
        ),
        BenchFault.NOBODY_LEADS: _(
            "Den som leder avgjørelsen, må ha vært med. Kan ikke juryens leder lede den, fører sekretariatet først inn hvem juryen har valgt."
        ),
    }[fault]
