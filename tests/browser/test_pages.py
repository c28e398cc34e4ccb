"""Every page of every role, wide and narrow: axe finds nothing, and nothing sticks out."""

import re

from playwright.sync_api import Page

from config import ROOT
from tests.browser.conftest import NARROW, WIDE, Site, check, overflow
from tests.whole import WHOLE

JUDGED, OPEN = "/priser/boligsosialt-arbeid/2026", "/priser/boligsosialt-arbeid/2027"
SCRIPTS = ROOT / "app" / "static" / "js"
VOTED = "/priser/naermiljoprisen/2023"
NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"
PUBLIC = (
    "/",
    "/tidligere",
    "/priser/boligsosialt-arbeid",
    "/priser/boligsosialt-arbeid/tidligere",
    "/logg-inn",
    "/glemt-passord",
    "/registrer",
    "/registrering/finnes-ikke",
    "/invitasjon/finnes-ikke",
    "/stotte/finnes-ikke",
    OPEN,
    JUDGED,
    "/priser/boligsosialt-arbeid/2013",
    "/priser/boligsosialt-arbeid/2014",
    f"{OPEN}/skjema",
    f"{OPEN}/sporsmal",
    "/priser/boligsosialt-arbeid/varsel",
    "/om/tilgjengelighet",
    "/om/personvern",
    "/om/kontakt",
    "/om/slik-regner-vi",
    "/om/etterprov",
    "/demo/post",
    "/finnes-ikke",
)
PAGES = {
    NOMINATOR: (
        "/oversikt",
        "/registrer/virksomhet",
        "/organisasjoner/16",
        "/organisasjoner/16/ga-ut",
        "/forslag",
        f"{OPEN}/nytt-forslag",
        "/forslag/28/del/candidate",
        "/forslag/28/del/cooperation?check=1",
        "/forslag/28/del/contact",
        "/forslag/28/se-over",
        "/forslag/28/trekk",
        "/forslag/28/kolleger",
        "/forslag/28/skriveverktoy?check=1",
        f"{OPEN}/nytt-forslag/fra/16",
        "/forslag/16/kvittering",
    ),
    "Jurymedlem, Helsedirektoratet": ("/vurdering/20",),
    "Jurymedlem, KS": (
        *("/oversikt", f"{JUDGED}/vurdering", f"{JUDGED}/vurdering/regneark"),
        "/juryer/verv/17/tilknytning",
        *("/vurdering/15", "/vurdering/12"),
    ),
    "Varamedlem, Statsforvalteren i Nordland": (f"{JUDGED}/vurdering", "/vurdering/19"),
    "Juryleder, Statsforvalteren i Rogaland": (
        "/oversikt",
        f"{JUDGED}/vurdering",
        f"{JUDGED}/framdrift",
        f"{JUDGED}/habilitet",
        f"{JUDGED}/rangering",
    ),
    "Rådgiver, for begge prisene": ("/oversikt", "/priser/naermiljoprisen/kontor"),
    "Leiar, Solvik velforening": ("/oversikt", "/forslag/29/se-over", "/forslag/29/del/work"),
    "Styreleder, Lund borettslag": ("/forslag/30/kvittering", "/forslag/30/stotte"),
    "Saksbehandler, Midtfjord fylkeskommune": (
        "/forslag/30/send-tilbake",
        "/forslag/30/unntak",
        "/forslag/30/sammenlign",
        "/priser/naermiljoprisen/2025/unntak",
        "/priser/naermiljoprisen/2024/oppsett/trinn",
        "/befaring/32",
    ),
    "Juryleder, Midtfjord fylkeskommune": (
        "/priser/naermiljoprisen/2024/befaring",
        "/priser/naermiljoprisen/2024/kortliste",
        "/befaring/31",
    ),
    "Jurymedlem, Ungdomsrådet i Midtfjord": (f"{VOTED}/vurdering", f"{VOTED}/stemmeseddel"),
    "Jurymedlem, Velforbundet i Midtfjord": (f"{VOTED}/stemmeseddel/endre",),
    "Uten rolle": ("/oversikt",),
    "Administrator, nummer to": (
        "/priser",
        "/priser/ny",
        "/priser/boligsosialt-arbeid/innstillinger",
        "/priser/naermiljoprisen/lukk",
    ),
    "Saksbehandler, Husbanken": (
        "/oversikt",
        "/organisasjoner",
        "/organisasjoner/16",
        "/organisasjoner/28/avvis",
        "/organisasjoner/domener",
        "/organisasjoner/domener/alle/kommune.no",
        f"{OPEN}/oppsett/forslagsstillere",
        f"{JUDGED}/styring",
        "/priser/boligsosialt-arbeid/juryer",
        "/priser/boligsosialt-arbeid/juryer/ny",
        "/juryer/2",
        "/juryer/2/plasser/ny",
        "/juryer/2/les-inn",
        "/juryer/plasser/10",
        "/juryer/plasser/10/inviter",
        f"{OPEN}/styring",
        f"{OPEN}/datoer",
        f"{OPEN}/oppsett/skjema",
        f"{OPEN}/oppsett/skjema/sporsmal/agencies",
        f"{OPEN}/oppsett/skjema/prov",
        f"{OPEN}/oppsett/skjema/prov/jury",
        f"{OPEN}/oppsett/kandidater",
        f"{OPEN}/styring/pause",
        f"{JUDGED}/styring/avlys",
        "/priser/boligsosialt-arbeid/runder/ny",
        f"{OPEN}/oppsett",
        f"{OPEN}/oppsett/kriterier",
        f"{OPEN}/oppsett/kriterier/transfer",
        f"{OPEN}/oppsett/utlysning",
        f"{OPEN}/oppsett/premie",
        f"{OPEN}/oppsett/regler",
        f"{OPEN}/oppsett/trinn",
        f"{OPEN}/oppsett/jury",
        f"{OPEN}/oppsett/forhandsvisning?sprak=en",
        f"{JUDGED}/forslag",
        f"{OPEN}/forslag",
        "/forslag/15/gjennomgang",
        f"{JUDGED}/framdrift",
        f"{JUDGED}/framdrift/paminnelse",
        f"{JUDGED}/framdrift/unntak",
        f"{JUDGED}/nodinnsyn",
        f"{JUDGED}/papirskjemaer",
        f"{JUDGED}/habilitet",
        f"{JUDGED}/meldinger",
        f"{JUDGED}/hendelseslogg",
    ),
    "Revisor": (
        "/oversikt",
        f"{JUDGED}/hendelseslogg",
        "/hendelseslogg",
        f"{JUDGED}/framdrift",
        f"{JUDGED}/habilitet",
        f"{JUDGED}/meldinger",
        f"{JUDGED}/datoer",
        "/forslag/15/gjennomgang",
    ),
    "Administrator": (
        "/oversikt",
        "/hendelseslogg",
        "/konto",
        "/personer",
        "/personer/1",
        "/personer/inviter",
        "/personer/roller",
    ),
}


def sound(page: Page, address: str) -> None:
    """Check a page narrow, then wide. It is loaded once: no script asks for the width.

    In the short form axe looks at it narrow: wide it is the same elements.
    """
    page.goto(address)
    check(page)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    if WHOLE:
        check(page)
    assert overflow(page) <= 0, address
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})


def test_every_page_is_sound(site: Site) -> None:
    page = site.new_page(NARROW)
    for address in PUBLIC:
        sound(page, f"{site.url}{address}")
    for name, addresses in PAGES.items():
        page = site.as_role(name, NARROW)
        for address in addresses:
            sound(page, f"{site.url}{address}")


def test_a_page_is_the_same_however_wide_the_window_was_when_it_was_loaded() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js")]
    assert scripts
    asking = re.compile(
        r"innerWidth|outerWidth|clientWidth|offsetWidth|matchMedia|[rR]esize|screen\."
    )
    assert [found for script in scripts for found in asking.findall(script)] == []


def test_the_dark_scheme_is_as_sound(site: Site) -> None:
    page = site.new_page(WIDE, color_scheme="dark")
    for address in ("/", "/priser/boligsosialt-arbeid/2013", "/logg-inn"):
        page.goto(f"{site.url}{address}")
        check(page)
    page = site.as_role("Jurymedlem, KS", WIDE, color_scheme="dark")
    for address in (f"{JUDGED}/vurdering", "/vurdering/15"):
        page.goto(f"{site.url}{address}")
        check(page)


def test_every_page_says_in_its_language_what_it_says(site: Site) -> None:
    page = site.new_page()
    page.goto(f"{site.url}/priser/boligsosialt-arbeid")
    for language, word in (("Nynorsk", "bustadsosialt"), ("English", "Prize")):
        page.get_by_role("button", name=language).first.click()
        page.wait_for_load_state()
        assert word in page.inner_text("h1")
        check(page)
