"""Reminding the jury, before it is done and afterwards."""

from datetime import datetime

from app.services.reminders import ForeseenReminders, ToRemind
from app.words import formats
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_reminding(seen: ForeseenReminders) -> ActWords:
    """Say who would be reminded, and who must be told otherwise."""
    unwritten = [one.name for one in seen.receivers if one.account_id is None]
    parts = [told([one.name for one in seen.by_mail])]
    if unwritten:
        parts.append(
            Part(
                _("Disse må dere si fra til selv"),
                [_("%(names)s har ingen konto, og får ingen e-post.", names=listed(unwritten))],
            )
        )
    return ActWords(
        _("Minn juryen på det som mangler"),
        _(
            "Hver av dem får én e-post om alt som gjenstår. Den som ikke mangler noe, får ingen, og heller ikke den som venter på at juryen skal avgjøre en mulig binding."
        ),
        parts,
        [_("En e-post kan ikke kalles tilbake. Hvem som er minnet og når, står i framdriften.")],
        _n("Send påminnelsen", "Send %(num)s påminnelser", len(seen.by_mail)),
    )


def before(one: ToRemind) -> str:
    """Say when somebody was reminded last."""
    if one.last is None:
        return ""
    return _("minnet sist %(moment)s", moment=reminded(datetime.fromisoformat(one.last)))


def reminded(at: datetime) -> str:
    """Say when somebody was reminded."""
    return formats.short_moment(at)


def sent(count: int) -> str:
    """Say that it is done."""
    return _n("Påminnelsen er sendt.", "Det er sendt %(num)s påminnelser.", count)


def nobody() -> str:
    """Say that there was nobody to remind."""
    return _("Ingen mangler noe nå, så ingen er minnet.")
