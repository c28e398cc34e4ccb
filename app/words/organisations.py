"""What is said of organisations: what they are, where they stand, and how one comes in."""

from app.models import Organisation
from app.rules.mail_addresses import read
from app.rules.nominators import NominatorKind
from app.rules.tables import every
from app.services.joining import Joined, Outcome
from app.services.nominations import Hindrance
from app.services.organisations import Standing
from app.words import formats
from app.words.text import _, _l, _n

KINDS = {
    NominatorKind.MUNICIPALITY: _l("Kommune"),
    NominatorKind.ORGANISATION: _l("Annen virksomhet"),
    NominatorKind.PERSON: _l("Privatperson"),
}
every(NominatorKind, KINDS)

STANDINGS = {
    Standing.WAITING: _l("Venter på å bli bekreftet"),
    Standing.CONFIRMED: _l("Bekreftet"),
    Standing.REFUSED: _l("Avvist"),
    Standing.EMPTY: _l("Ingen handler for den nå"),
}
every(Standing, STANDINGS)


def nominator(organisation: Organisation | None) -> str:
    """Name whom a nomination comes from, for the jury: a private person is not named."""
    if organisation is None:
        return ""
    if organisation.kind is NominatorKind.PERSON:
        return _("En privatperson")
    return organisation.name


def behalf(organisation: Organisation) -> str:
    """Name whom a nomination comes from, for herself and for the secretariat."""
    if organisation.kind is NominatorKind.PERSON:
        return _("%(name)s (privatperson)", name=organisation.name)
    return organisation.name


def not_taken(organisation: Organisation) -> str:
    """Say that a round takes no nominations from such an organisation."""
    if organisation.kind is NominatorKind.PERSON:
        return _("Denne runden tar ikke imot forslag fra privatpersoner.")
    return _("Denne runden tar ikke imot forslag fra %(name)s.", name=organisation.name)


def joined(made: Joined) -> str:
    """Say what became of it that somebody wanted to nominate for somebody."""
    body = made.organisation
    if body.kind is NominatorKind.PERSON:
        return _("Du er registrert som privatperson. Nå kan du skrive et forslag.")
    said = {
        Outcome.JOINED: _(
            "Du er registrert for %(name)s. Nå kan du skrive forslag.", name=body.name
        ),
        Outcome.WAITS: _(
            "Du er registrert for %(name)s, og kan skrive forslag når en utlysning er åpen. Før dere kan sende inn, må sekretariatet bekrefte virksomheten. Du får e-post.",
            name=body.name,
        ),
        Outcome.ASKED: _(
            "%(name)s er registrert fra før. Vi har spurt dem som bestemmer det, om å slippe deg inn. Du får svar på e-post.",
            name=body.name,
        ),
    }
    return said[made.outcome]


def too_many_asked(seconds: int) -> str:
    """Say how long to wait when too many have registered from one place."""
    return _n(
        "Mange har registrert seg herfra på kort tid. Vent %(num)s sekund, og prøv igjen.",
        "Mange har registrert seg herfra på kort tid. Vent %(num)s sekunder, og prøv igjen.",
        seconds,
    )


def too_many_waiting() -> str:
    """Say that what somebody has registered before is looked at first."""
    return _(
        "Flere virksomheter som du har registrert, venter på sekretariatet. Vent til de er bekreftet, før du registrerer en til."
    )


def hindered(why: Hindrance, names: list[str], body: str) -> tuple[str, str]:
    """Say why somebody may not submit, and what comes of it: a title, and a text.

    Args:
        why: what stands in the way.
        names: those who may submit.
        body: whom the nomination comes from.

    """
    who = formats.listed(names) if names else ""
    said = {
        Hindrance.UNCONFIRMED: (
            _("Sekretariatet må bekrefte %(name)s først", name=body),
            _("Dere kan skrive ferdig i mellomtiden. Du får e-post når dere kan sende inn."),
        ),
        Hindrance.NOT_TAKEN: (
            _("Denne runden tar ikke imot forslag fra %(name)s", name=body),
            _("Utlysningen sier hvem som kan sende inn forslag."),
        ),
        Hindrance.LET_IN: (
            _("%(name)s sender inn forslaget", name=body),
            _("Det kan %(names)s. Du er med og skriver, men sender ikke inn.", names=who)
            if who
            else _("Ingen kan gjøre det ennå. Spør sekretariatet."),
        ),
        Hindrance.NOT_SIGNATORY: (
            _("Du kan ikke sende inn på vegne av %(name)s", name=body),
            _("Det kan %(names)s. Be om at forslaget blir sendt inn før fristen.", names=who)
            if who
            else _("Ingen er utpekt til det ennå. Spør sekretariatet."),
        ),
    }
    return said[why]


def nominator_kind(kind: NominatorKind) -> str:
    """Say what a nomination comes from."""
    return str(KINDS[kind])


def body_standing(standing: Standing) -> str:
    """Say where an organisation stands."""
    return str(STANDINGS[standing])


def domain(name: str) -> str:
    """Write a domain as people read it."""
    return read(name)


def kind_choices() -> list[tuple[str, str, str]]:
    """List who may be let nominate, each with what it means."""
    about = {
        NominatorKind.MUNICIPALITY: _("De som står i kommuneregisteret."),
        NominatorKind.ORGANISATION: _(
            "Organisasjoner, stiftelser, foretak og etater, med organisasjonsnummer."
        ),
        NominatorKind.PERSON: _(
            "Hvem som helst, med bare en e-postadresse. Sekretariatet ser navnet; juryen ser det ikke, og det blir ikke offentlig."
        ),
    }
    several = {
        NominatorKind.MUNICIPALITY: _("Kommuner"),
        NominatorKind.ORGANISATION: _("Andre virksomheter"),
        NominatorKind.PERSON: _("Privatpersoner"),
    }
    return [(kind.value, several[kind], about[kind]) for kind in NominatorKind]
