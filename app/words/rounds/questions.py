"""Questions about a call, in words."""

from app.words.text import _


def faults(*, empty: bool, long: bool, address: bool) -> list[tuple[str, str]]:
    """Say what is wrong with a question that was sent, by field."""
    found = []
    if empty:
        found.append(("text", _("Skriv hva du lurer på.")))
    if long:
        found.append(("text", _("Spørsmålet er for langt. Kort det ned til under 2000 tegn.")))
    if address:
        found.append(
            (
                "email",
                _("Skriv en e-postadresse, for eksempel navn@kommune.no, eller la den stå tom."),
            )
        )
    return found


def kept(has_address: bool) -> str:
    """Say that a question has been kept, and what comes next."""
    if has_address:
        return _(
            "Spørsmålet er sendt til sekretariatet. Du får svaret på e-post, og det blir lagt ut her uten navnet ditt."
        )
    return _("Spørsmålet er sendt til sekretariatet. Svaret blir lagt ut her.")


def missing(field: str) -> str:
    """Say what lacks of an answer."""
    if field == "text":
        return _("Spørsmålet kan ikke være tomt.")
    return _("Skriv et svar.")
