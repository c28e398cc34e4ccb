"""Who goes on, before they are named."""

from app.services.shortlists import ForeseenNaming
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_naming(seen: ForeseenNaming) -> ActWords:
    """Say what naming them leads to, by name."""
    closed = [_("Ingen kan levere eller endre poeng i dette trinnet etter dette.")]
    if seen.reviewers:
        names = listed(seen.reviewers)
        closed.append(
            _("Det gjelder %(names)s, som kan endre det de har levert fram til nå.", names=names)
        )
    return ActWords(
        _("Avgjør hvem som går videre"),
        _("Rangeringen og alle poeng i dette trinnet fryses slik de er nå, med en kontrollsum."),
        [
            Part(
                _n("Ett forslag går videre", "Videre går %(num)s forslag", len(seen.go_on)),
                list(seen.go_on),
            ),
            Part(
                _n("Ett forslag går ikke videre", "Ikke videre går %(num)s forslag", len(seen.stay))
                if seen.stay
                else _("Går ikke videre"),
                list(seen.stay) or [_("Ingen. Alle går videre.")],
            ),
            Part(_("Trinnet er slutt"), closed),
            told([]),
        ],
        [
            _("Det kan ikke gjøres om fra du trykker på knappen, heller ikke av sekretariatet."),
            _("Hvem som går videre, er hemmelig til resultatet blir kunngjort."),
        ],
        _("Avgjør hvem som går videre"),
    )
