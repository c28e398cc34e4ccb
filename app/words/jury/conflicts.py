"""Conflicts of interest in words: what an answer lacks, what it led to, what awaits the jury."""

from app.rules.impartiality import Answer, Outcome
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
