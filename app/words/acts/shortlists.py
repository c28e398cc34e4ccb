"""Who goes on, before they are named."""

from app.rules.stages import Nominees
from app.services.shortlists import ForeseenNaming
from app.words.acts.shape import ActWords, Part, told
from app.words.formats import listed
from app.words.text import _, _n


def before_naming(seen: ForeseenNaming) -> ActWords:
    """Say what naming them leads to, by name."""
    is_visit = not seen.ranking
    closed = (
        [_("Ingen kan føre noe på befaringene etter dette.")]
        if is_visit
        else [_("Ingen kan levere eller endre poeng i dette trinnet etter dette.")]
    )
    if seen.reviewers:
        names = listed(seen.reviewers)
        closed.append(
            _("Det gjelder %(names)s, som kan endre det de har levert fram til nå.", names=names)
        )
    return ActWords(
        _("Avgjør hvem som går videre"),
        _("Valget føres med en kontrollsum.")
        if is_visit
        else _(
            "Rangeringen og alle poeng i dette trinnet fryses slik de er nå, med en kontrollsum."
        ),
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
            *(
                [Part(_("Ingen har ført noe fra befaringen hos"), list(seen.unvisited))]
                if seen.unvisited
                else []
            ),
            told(seen.told),
        ],
        [
            _("Det kan ikke gjøres om fra du trykker på knappen, heller ikke av sekretariatet."),
            _("De nominerte kunngjøres med en gang: Navnene står på sidene til runden for alle.")
            if seen.nominees is Nominees.AT_ONCE
            else _("Hvem som går videre, er hemmelig til resultatet blir kunngjort."),
        ],
        _("Avgjør hvem som går videre"),
    )
