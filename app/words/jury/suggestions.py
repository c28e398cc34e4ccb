"""Conflicts that the product can see, in words: what, where it is known from, what to think of."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.impartiality.knowing import Source
from app.services.impartiality.suggesting import Because, Nearness, Suggestion
from app.words import formats
from app.words.text import _


@dataclass(frozen=True)
class Hint:
    """Something to think of before one answers."""

    title: str
    text: str


def hints(found: Sequence[Suggestion]) -> tuple[Hint, ...]:
    """Say to somebody what she should think of before she answers for a nomination."""
    return tuple(_hint(one) for one in found)


def _hint(one: Suggestion) -> Hint:
    reasons = [_to_her(because) for because in one.because if because.source is not Source.NAME]
    said = [_think(one)]
    if reasons:
        said.insert(0, _("Vi nevner det %(reasons)s.", reasons=formats.listed(reasons)))
    if one.nearness is Nearness.HERSELF:
        return Hint(_("«%(name)s» har samme navn som deg", name=one.about), " ".join(said))
    return Hint(_what(one), " ".join(said))


def of_others(found: Sequence[Suggestion]) -> list[str]:
    """Say to others of the jury what is seen of somebody, and where it is known from."""
    return [_of_her(one) for one in found]


def _of_her(one: Suggestion) -> str:
    if one.nearness is Nearness.HERSELF:
        return _("«%(name)s» har samme navn som hun eller han.", name=one.about)
    return _(
        "%(what)s: nevnt %(reasons)s.",
        what=_what(one),
        reasons=formats.listed([_to_others(because) for because in one.because]),
    )


def _what(one: Suggestion) -> str:
    """Name the bond, as it is of the candidate."""
    name = one.about
    return {
        Nearness.SAME_BODY: _("Kandidaten er %(name)s", name=name),
        Nearness.PARTY: _("%(name)s står bak kandidaten", name=name),
        Nearness.AFFILIATION: _("Kandidaten hører til %(name)s", name=name),
        Nearness.LIES_IN: _("Kandidaten ligger i %(name)s", name=name),
        Nearness.COUNTY: _("Kandidaten er i %(county)s", county=name),
        Nearness.DECLARED: _("Det er meldt en binding til %(name)s før", name=name),
    }[one.nearness]


def _think(one: Suggestion) -> str:
    leads = _("Den som har en ledende stilling i en kandidat, er inhabil. Tenk gjennom din egen.")
    return {
        Nearness.HERSELF: _("Er det deg, er du inhabil."),
        Nearness.SAME_BODY: leads,
        Nearness.PARTY: leads,
        Nearness.AFFILIATION: _(
            "Tenk gjennom hvor nær dere er: om dere arbeider sammen, eller er venner."
        ),
        Nearness.LIES_IN: _("Tenk gjennom om du har hatt med arbeidet å gjøre."),
        Nearness.COUNTY: _(
            "Det gjør deg ikke inhabil i seg selv, men tenk gjennom om du har hatt med arbeidet å gjøre."
        ),
        Nearness.DECLARED: _("Bare du vet om den gjelder fortsatt."),
    }[one.nearness]


def _to_her(one: Because) -> str:
    """Say to somebody where it is known from, as the end of a sentence."""
    return {
        Source.SEAT: _("fordi du sitter i juryen for %(body)s", body=one.body),
        Source.OTHER_SEAT: _(
            "fordi du har hatt en annen plass i en jury, for %(body)s", body=one.body
        ),
        Source.EMPLOYER: _("fordi du er oppført med arbeidsgiver %(body)s", body=one.body),
        Source.OFFICE: _("fordi du er oppført med verv i %(body)s", body=one.body),
        Source.ACCOUNT: _(
            "fordi kontoen din er eller har vært knyttet til %(body)s", body=one.body
        ),
        Source.MAIL: _(
            "fordi e-postadressen din er hos %(domain)s, som hører til %(body)s",
            domain=one.detail,
            body=one.body,
        ),
        Source.AREA: _("fordi du er oppført med ansvar for fylket"),
        Source.DECLARATION: _("fordi det står i erklæringen din i %(year)s", year=one.detail),
    }[one.source]


def _to_others(one: Because) -> str:
    return {
        Source.SEAT: _("fordi hun eller han sitter i juryen for %(body)s", body=one.body),
        Source.OTHER_SEAT: _(
            "fordi hun eller han har hatt en annen plass i en jury, for %(body)s", body=one.body
        ),
        Source.EMPLOYER: _(
            "fordi hun eller han er oppført med arbeidsgiver %(body)s", body=one.body
        ),
        Source.OFFICE: _("fordi hun eller han er oppført med verv i %(body)s", body=one.body),
        Source.ACCOUNT: _("fordi kontoen er eller har vært knyttet til %(body)s", body=one.body),
        Source.MAIL: _(
            "fordi e-postadressen er hos %(domain)s, som hører til %(body)s",
            domain=one.detail,
            body=one.body,
        ),
        Source.AREA: _("fordi hun eller han er oppført med ansvar for fylket"),
        Source.DECLARATION: _("fordi det står i erklæringen i %(year)s", year=one.detail),
    }[one.source]
