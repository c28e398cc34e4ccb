"""What is said of accounts: offices, invitations, passwords, and links that no longer count."""

from app.models import Invitation, Prize, RoleGrant
from app.rules.access import Role
from app.rules.passwords import LONGEST, SHORTEST, PasswordFault
from app.rules.tables import every
from app.services.invitations import Standing
from app.services.spent_links import Spent
from app.words import formats
from app.words.text import _, _l, _n

OFFICES = {
    Role.CHAIR: _l("Juryleder"),
    Role.JUROR: _l("Jurymedlem"),
    Role.DEPUTY: _l("Varamedlem i juryen"),
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.AUDITOR: _l("Revisor"),
    Role.SECRETARIAT: _l("Sekretariatet"),
    Role.EDITOR: _l("Medskriver i et forslag"),
    Role.READER: _l("Leser av et forslag"),
}
ABOUT = {
    Role.CHAIR: _l(
        "Leder juryen, leser og vurderer forslagene, og tar avgjørelsen sammen med den."
    ),
    Role.JUROR: _l(
        "Leser forslagene, sier fra om bindinger, gir poeng og er med på å velge vinneren."
    ),
    Role.DEPUTY: _l("Sier fra om bindinger, og trer inn der medlemmet er inhabilt eller slutter."),
    Role.ADMINISTRATOR: _l(
        "Gir og fjerner roller og styrer kontoer. Ser verken forslag eller poeng."
    ),
    Role.AUDITOR: _l(
        "Kontrollerer etterpå at alt gikk riktig for seg. Ser poengene når avgjørelsen er forseglet."
    ),
    Role.SECRETARIAT: _l("Styrer prisrundene: utlysning, gjennomgang, regler og framdrift."),
    Role.EDITOR: _l(
        "Leser og skriver i dette ene forslaget, sammen med dem som eier det. De sender det inn."
    ),
    Role.READER: _l("Leser dette ene forslaget, men endrer ikke noe i det."),
    Role.NOMINATOR: _l("Skriver forslag sammen med kollegene i virksomheten."),
}


def office(one: Invitation | RoleGrant) -> str:
    """Name an office or a seat, with the prize that it is held in; or for whom one nominates."""
    if isinstance(one, Invitation) and one.nomination_id is not None:
        return str(OFFICES[one.role])
    body = one.organisation if isinstance(one, Invitation) else None
    if body is not None:
        return _("Forslagsstiller for %(name)s", name=body.name)
    return office_in(one.role, one.prize)


def source(one: Invitation) -> str:
    """Say whose nomination one is invited into, and by whom; what is in it is not told."""
    if one.nomination is None or one.nomination.organisation is None:
        return ""
    body, prize = one.nomination.organisation.name, one.prize.name if one.prize else {}
    return _(
        "%(inviter)s inviterer deg inn i et forslag fra %(body)s til %(prize)s.",
        inviter=one.made_by.name if one.made_by else body,
        body=body,
        prize=formats.in_language(prize),
    )


def office_in(role: Role, prize: Prize | None) -> str:
    """Name an office in a prize, or in the whole installation."""
    title = str(OFFICES[role])
    if prize is None:
        return title
    return _("%(office)s, %(prize)s", office=title, prize=formats.in_language(prize.name))


STANDINGS = {
    Standing.UNCONFIRMED: _l("Venter på at en administrator til bekrefter"),
    Standing.SENT: _l("Sendt"),
    Standing.EXPIRED: _l("Fristen for å svare er ute"),
    Standing.WITHDRAWN: _l("Trukket tilbake"),
    Standing.DECLINED: _l("Svarte nei"),
    Standing.TAKEN: _l("Tatt imot"),
}
every(Standing, STANDINGS)


def password_fault(fault: PasswordFault) -> str:
    """Say what is wrong with a password, and what to do."""
    said = {
        PasswordFault.TOO_SHORT: _(
            "Passordet må ha minst %(number)s tegn. Flere ord etter hverandre er lettest å huske.",
            number=SHORTEST,
        ),
        PasswordFault.TOO_LONG: _("Passordet kan ha høyst %(number)s tegn.", number=LONGEST),
        PasswordFault.COMMON: _(
            "Dette passordet er blant dem som andre prøver først. Velg et annet."
        ),
        PasswordFault.PERSONAL: _(
            "Passordet ligner for mye på navnet eller e-postadressen din. Velg et annet."
        ),
    }
    return said[fault]


def password_rule() -> str:
    """Say what a password must be."""
    return _(
        "Minst %(number)s tegn. Bruk gjerne flere ord etter hverandre. Du trenger verken store bokstaver, tall eller tegn.",
        number=SHORTEST,
    )


def too_soon(seconds: int) -> str:
    """Say how long to wait after wrong passwords."""
    return _n(
        "Feil passord er skrevet for mange ganger. Vent %(num)s sekund, og prøv igjen.",
        "Feil passord er skrevet for mange ganger. Vent %(num)s sekunder, og prøv igjen.",
        seconds,
    )


def spent(why: Spent) -> tuple[str, str]:
    """Say why a personal link does not count: a title, and a text with what to do."""
    said = {
        Spent.UNKNOWN: (
            _("Lenken virker ikke"),
            _(
                "Kanskje er den ikke hel. Åpne e-posten på nytt, og kopier hele lenken, eller be om en ny."
            ),
        ),
        Spent.USED: (
            _("Lenken er alt brukt"),
            _("Hver lenke virker én gang. Er det du som har brukt den, kan du logge inn."),
        ),
        Spent.EXPIRED: (
            _("Lenken er for gammel"),
            _("Av hensyn til sikkerheten varer lenkene bare en tid. Be om en ny."),
        ),
        Spent.DECLINED: (
            _("Du har svart nei"),
            _(
                "Svaret er gitt videre til sekretariatet. Har du ombestemt deg, kan du be det om en ny invitasjon."
            ),
        ),
        Spent.WITHDRAWN: (
            _("Invitasjonen er trukket tilbake"),
            _("Mener du at det er en feil, kan du spørre den som inviterte deg."),
        ),
    }
    return said[why]
