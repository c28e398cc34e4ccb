"""Candidates who are told, and what they answer, in words."""

from datetime import datetime

from app.models import Telling
from app.rules.tables import every
from app.rules.tellings import TellingAnswer
from app.services.spent_links import Spent
from app.words.text import _, _l, _n

LONGEST_REASON = 2000
ANSWERS = {
    TellingAnswer.CONFIRMED: _l("Har sagt ja"),
    TellingAnswer.DECLINED: _l("Har takket nei"),
}
every(TellingAnswer, ANSWERS)


def standing(telling: Telling, now: datetime) -> str:
    """Say what became of a link."""
    if telling.answer is not None:
        return str(ANSWERS[telling.answer])
    return _("Har ikke svart") if telling.expires_at > now else _("Svarte ikke mens lenken virket")


def told(count: int) -> str:
    """Say how many have been told."""
    if not count:
        return _("De som skulle få beskjed, har en lenke fra før.")
    return _n(
        "Én person får beskjed på e-post.",
        "Det er %(num)s personer som får beskjed på e-post.",
        count,
    )


def not_admitted() -> str:
    """Say that only candidates of what is admitted are told."""
    return _("Kandidaten får beskjed når forslaget er tatt opp til vurdering.")


def confirmed(candidate: str) -> tuple[str, str]:
    """Say what follows from a yes: a title and a text."""
    return _("Takk for svaret"), _(
        "%(candidate)s er fortsatt med. Dere hører fra oss når resultatet er kunngjort.",
        candidate=candidate,
    )


def declined(candidate: str) -> tuple[str, str]:
    """Say what follows from a no: a title and a text."""
    return _("Du har takket nei"), _(
        "Forslaget om %(candidate)s er trukket. Sekretariatet og de som sendte det inn, får beskjed.",
        candidate=candidate,
    )


def spent(why: Spent) -> tuple[str, str]:
    """Say why a link does not count: a title, and a text with what to do."""
    if why is Spent.USED:
        return _("Du har svart"), _("Har du ombestemt deg, kan du si fra til sekretariatet.")
    if why is Spent.WITHDRAWN:
        return _("Forslaget er ikke lenger med"), _(
            "Det er trukket, og du trenger ikke å gjøre noe. Lurer du på noe, kan du spørre sekretariatet."
        )
    if why is Spent.EXPIRED:
        return _("Lenken virker ikke lenger"), _(
            "Tiden for å svare er ute. Vil du likevel si noe, kan du skrive til sekretariatet."
        )
    return _("Lenken virker ikke"), _(
        "Kanskje er den ikke hel. Åpne e-posten på nytt, og kopier hele lenken, eller spør sekretariatet."
    )


def reason_too_long() -> str:
    """Say that a reason is too long."""
    return _("Begrunnelsen er for lang. Kort den ned til under 2000 tegn.")
