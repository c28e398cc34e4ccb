"""Acts about organisations, before they are done: refusing one, leaving one, letting many in."""

from app.rules.mail_addresses import read
from app.services.domains import ForeseenDomains
from app.services.organisations import ForeseenLeaving, ForeseenRefusal
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_refusal(seen: ForeseenRefusal) -> ActWords:
    """Say what refusing an organisation leads to."""
    return ActWords(
        _("Avvis virksomheten"),
        _("De som har registrert %(name)s, handler ikke lenger for den.", name=seen.name),
        [
            told(seen.people),
            Part(
                _("Det de har skrevet"),
                [_("Utkastene blir liggende. De kan ikke sendes inn, og ingen ser dem lenger.")],
            ),
        ],
        [
            _("Det kan ikke gjøres om."),
            _(
                "Virksomheten kan registreres på nytt, av de samme eller av andre. Da begynner den forfra."
            ),
        ],
        _("Avvis virksomheten"),
    )


def before_leaving(seen: ForeseenLeaving) -> ActWords:
    """Say what leaving an organisation leads to."""
    parts = [
        Part(
            _("Det du har skrevet"),
            [_("Utkast og forslag blir hos virksomheten. Du ser dem ikke lenger.")],
        )
    ]
    names = [name for _id, name in seen.others]
    if names:
        line = _(
            "%(names)s handler fortsatt for virksomheten, og skriver videre.", names=listed(names)
        )
    else:
        line = _(
            "Du er den siste. Inviter en etterfølger før du går, ellers er det ingen som kan skrive videre. Sekretariatet får e-post, og kan invitere en."
        )
    parts.append(Part(_("De andre"), [line]))
    return ActWords(
        _("Gå ut av virksomheten"),
        _("Du handler ikke lenger for %(name)s.", name=seen.name),
        parts,
        [
            _(
                "Du kan ikke gjøre det om selv. En kollega eller sekretariatet kan invitere deg igjen."
            )
        ],
        _("Gå ut"),
    )


def before_confirming(seen: ForeseenDomains) -> ActWords:
    """Say what confirming many domains together leads to."""
    return ActWords(
        _("Bekreft alle som slutter på %(end)s", end=read(seen.end)),
        _(
            "Den som har en e-postadresse i et av disse domenene, kan registrere seg for kommunen uten at noen kontrollerer det mer. Den første fra hver kommune må dere likevel bekrefte."
        ),
        [
            Part(
                _n("Ett domene blir bekreftet", "%(num)s domener blir bekreftet", len(seen.found)),
                [
                    _("%(domain)s: %(name)s kommune", domain=read(one.name), name=one.municipality)
                    for one in seen.found
                ],
            )
        ],
        [
            _("Hvert domene kan fjernes igjen. Den som alt har kommet inn, blir værende."),
            _(
                "Domenene er lest ut av nettadressene i kommuneregisteret. Ingen har kontrollert dem."
            ),
        ],
        _("Bekreft alle"),
    )
