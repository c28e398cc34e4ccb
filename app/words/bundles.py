"""What a check of a bundle found, in a sentence for each kind."""

from app.rules.tables import every
from app.verifying.findings import Found, Kind, Weight
from app.words import formats
from app.words.text import _, _l

SAYS = {
    Kind.EMPTY: _l("Filen er tom. Hent den på nytt."),
    Kind.NO_ZIP: _l(
        "Dette er ingen zip-fil, og derfor ingen kontrollfil. Velg filen slik den ble hentet."
    ),
    Kind.TOO_LARGE: _l(
        "Filen er større enn %(most)s MB. Så stor er ingen slik fil, og den ble ikke åpnet."
    ),
    Kind.CONTAINER: _l("%(part)s: Innpakningen er ikke skrevet slik den skal være."),
    Kind.CONTENT: _l("%(part)s: Innholdet er endret etter at filen ble pakket."),
    Kind.PARTS: _l(
        "%(part)s: Denne delen skal ikke være her. Delene og rekkefølgen deres er faste."
    ),
    Kind.VERSION: _l(
        "Filen er av versjon %(found)s, og denne siden leser versjon %(known)s. Bruk verify.py fra filen."
    ),
    Kind.JSON: _l(
        "%(part)s: Delen er ikke skrevet på den ene måten en slik del kan være skrevet på."
    ),
    Kind.SHAPE: _l("%(part)s: Noe som skulle ha stått her, mangler (%(what)s)."),
    Kind.DIGEST: _l("%(part)s: Innholdet er et annet enn innholdslisten sier."),
    Kind.SIGNATURE: _l("%(part)s: Signaturen passer ikke til innholdslisten og nøkkelen."),
    Kind.KEY_OTHER: _l(
        "%(part)s: Filen er signert med en nøkkel som ikke er vår: %(fingerprint)s. Derfor er ikke resten kontrollert."
    ),
    Kind.KEY_UNPLACED: _l("Filen er signert med en nøkkel vi ikke kan plassere: %(fingerprint)s."),
    Kind.KEY_PLACED: _l("Nøkkelen er en av våre: %(fingerprint)s."),
    Kind.VERIFIER_OTHER: _l("verify.py i filen er en annen versjon enn den som er brukt her."),
    Kind.EVENT: _l("%(part)s: Hendelse %(event)s er endret."),
    Kind.LINK: _l("%(part)s: Hendelse %(event)s følger ikke på den forrige."),
    Kind.CHAIN_END: _l("%(part)s: Hendelsesloggen slutter ikke der den skal."),
    Kind.RECORD: _l("%(part)s: %(record)s er ikke slik hendelse %(event)s sier."),
    Kind.RECORD_UNVOUCHED: _l("%(part)s: Ingen hendelse forteller om %(record)s."),
    Kind.RECORD_MISSING: _l("%(part)s: Hendelse %(event)s forteller om %(record)s, som mangler."),
    Kind.COUNTED: _l(
        "%(part)s, %(record)s: Det som teller for forslag %(nomination)s, er noe annet enn medlem %(juror)s leverte sist."
    ),
    Kind.RECUSED_COUNTED: _l(
        "%(part)s, %(record)s: Medlem %(juror)s var inhabil for forslag %(nomination)s, og teller likevel."
    ),
    Kind.TWICE: _l("%(part)s, %(record)s: En plass teller to ganger for forslag %(nomination)s."),
    Kind.LEFT_OUT: _l(
        "%(record)s: Medlem %(juror)s leverte et skjema for forslag %(nomination)s som ikke teller, og filen viser ikke hvorfor."
    ),
    Kind.INPUTS: _l(
        "%(part)s, %(record)s: Det rangeringen ble regnet av, er et annet enn kontrollsummen sier."
    ),
    Kind.PLACES: _l(
        "%(part)s, %(record)s: Poengene gir forslag %(nomination)s plass %(place)s. Det er ikke det som står."
    ),
    Kind.FIGURES: _l(
        "%(part)s, %(record)s: Poengene gir et annet tall enn det som står (%(what)s)."
    ),
    Kind.CHANCES: _l(
        "%(part)s, %(record)s: Poengene gir en annen sannsynlighet enn den som står (%(what)s)."
    ),
    Kind.BALLOTS: _l(
        "%(part)s, %(record)s: Stemmesedlene gir en annen rekkefølge enn den som står."
    ),
    Kind.WINNER: _l("%(part)s: %(record)s har andre vinnere enn hendelse %(event)s sier."),
    Kind.WHOLE: _l(
        "Innpakningen og alle de %(count)s delene er slik innholdslisten sier, byte for byte."
    ),
    Kind.SIGNED: _l("Innholdslisten er signert (Ed25519)."),
    Kind.CHAINED: _l("Hendelsesloggen for runden er én hel kjede av %(count)s hendelser."),
    Kind.OPENED: _l("Av hendelsesloggen viser filen %(count)s, og det som vises, er uendret."),
    Kind.VOUCHED: _l(
        "Alle de %(count)s reglene, skjemaene, stemmesedlene, erklæringene, avklaringene og avgjørelsene er slik hendelsesloggen sier, og ingen mangler."
    ),
    Kind.SHEETS_COUNT: _l(
        "%(record)s: %(count)s skjemaer teller, hvert slik det sist ble levert. Ingen plass teller to ganger, og ingen inhabil teller."
    ),
    Kind.RANKED: _l("%(record)s: Poengene gir de plassene, poengsummene og tallene som står."),
    Kind.RANKED_BEFORE: _l(
        "%(record)s: Også plassene etter versjon %(version)s av reglene, før de ble endret, stemmer."
    ),
    Kind.CHANCES_HOLD: _l("%(record)s: Sannsynlighetene stemmer innenfor %(tolerance)s."),
    Kind.CHANCES_SAME: _l("%(record)s: Sannsynlighetene stemmer til siste siffer."),
    Kind.COUNTED_BALLOTS: _l(
        "%(record)s: De %(count)s stemmesedlene gir den rekkefølgen som står, etter Schulzes metode."
    ),
    Kind.LACKS_FORM: _l(
        "Av postene har %(count)s kontrollsummer av den første formen. De er kontrollert som tekst."
    ),
    Kind.LACKS_DIGEST: _l(
        "Av postene er %(count)s eldre enn kontrollsummene: Det er ført at de kom, men ikke hva som sto i dem."
    ),
    Kind.LACKS_COVERAGE: _l(
        "%(record)s ble forseglet før det ble ført hva som gjør rede for hvert forslag."
    ),
    Kind.LACKS_VERSION: _l(
        "%(record)s ble rangert med versjon %(found)s av metoden, og her regnes det med versjon %(known)s. Plassene er ikke regnet ut på nytt."
    ),
    Kind.LACKS_RANKING: _l("%(record)s har ingen rangering."),
    Kind.LACKS_IN_PUBLIC: _l(
        "Dette er den offentlige filen, uten navn og begrunnelser. At poengene er dem som ble ført, kan bare kontrolleres i den fulle filen."
    ),
    Kind.NO_NUMPY: _l("NumPy er ikke installert, så rangeringen er ikke regnet ut på nytt."),
}
every(Kind, SAYS)
WEIGHTS = {
    Weight.HOLDS: _l("Stemmer"),
    Weight.NOTE: _l("Merk"),
    Weight.BROKEN: _l("Stemmer ikke"),
}
every(Weight, WEIGHTS)


def says(found: Found) -> str:
    """Say what was found."""
    values = dict(found.values)
    if "record" in values:
        values["record"] = record(str(values["record"]))
    if "tolerance" in values:
        values["tolerance"] = formats.decimal(values["tolerance"])
    return str(SAYS[found.kind]) % values


def record(subject: str) -> str:
    """Name a record by its noun and its number, as events do."""
    noun, _colon, number = subject.partition(":")
    nouns = {
        "ballot": _("Stemmeseddel %(number)s", number=number),
        "decision": _("Avgjørelse %(number)s", number=number),
        "nomination": _("Forslag %(number)s", number=number),
        "round": _("Reglene"),
        "sheet": _("Vurderingsskjema %(number)s", number=number),
        "stage": _("Trinn %(number)s", number=number),
    }
    return nouns.get(noun, subject)


def weight(found: Weight) -> str:
    """Say what a finding means."""
    return str(WEIGHTS[found])


def outcome(*, holds: bool) -> str:
    """Say what all of it comes to."""
    if holds:
        return _("Filen er ekte, og alt stemmer.")
    return _("Noe stemmer ikke. Filen beviser ingenting slik den er.")
