"""From an empty database to a winner: a command or two, mail, and the browser alone."""

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, check, choose, declare_no_aids
from tests.installation.conftest import Installation
from tests.installation.office import (
    DEADLINE,
    DEPUTY,
    LEADER,
    MEMBER,
    OFFICER,
    OPENS,
    RECUSED,
    confirm_domains,
    make_jury,
    make_prize,
    set_up_round,
)
from tests.installation.steps import (
    PASSWORD,
    expect_said,
    expect_title,
    fill,
    follow,
    go,
    press,
)

ADMINISTRATOR = "ase@example.no"
STATEMENT = (
    "Torget er lite, og det rommer alle. Her møtes de som handler, de som venter på bussen, og "
    "de som bare vil sitte ned en stund."
)


def test_from_an_empty_database_to_the_winner(installation: Installation) -> None:
    administrator = _set_up(installation)
    make_prize(administrator)
    officer = _take(installation, OFFICER, "Ta imot")
    expect_title(officer, "Prisen har ingen runder ennå")
    check(officer)

    make_jury(officer)
    leader, member, recused, deputy = (
        _take(installation, address, "Svar ja") for address in (LEADER, MEMBER, RECUSED, DEPUTY)
    )
    expect_title(leader, "Juryen har ingen runde ennå")
    check(leader)
    set_up_round(officer)
    confirm_domains(officer)

    installation.clock.now = _at(OPENS)
    municipality = _register(installation, "Kari Kommune", "kari@drammen.kommune.no")
    _confirm_organisation(officer)
    _nominate_municipality(municipality)
    person = _register(installation, "Per Privat", "per@example.org")
    press(person, "Skriv som privatperson")
    _nominate_place(person)

    installation.clock.now = _at(DEADLINE)
    _admit_all(officer)
    _move(officer, "Start vurderingen")
    for juror in (leader, member):
        _declare(juror, "Ingen bindinger", "Ingen bindinger")
    _declare(recused, "Jeg er inhabil", "Ingen bindinger")
    _declare(deputy, "Ingen bindinger", "Ingen bindinger")
    _move(officer, "Åpne for poeng")
    for juror, points in ((leader, "46"), (member, "45"), (deputy, "56")):
        _score(juror, points)
    _move(officer, "Åpne drøftingen")
    _decide(leader)

    public = installation.new_page(NARROW)
    public.goto(installation.url)
    expect_title(public, "Torget i Sogndal")
    check(public)
    installation.command("notices", "send")
    told = {str(one["X-To"]) for one in installation.mailbox.taken if "kunngjort" in one["Subject"]}
    assert told == {"kari@drammen.kommune.no", "per@example.org"}
    assert "all as they were recorded" in installation.command("audit", "verify")


def _at(written: str) -> datetime:
    """Give a minute after a time as it is written in a form."""
    return datetime.strptime(f"{written} +0100", "%d.%m.%Y kl. %H.%M %z").replace(minute=1)


def _set_up(installation: Installation) -> Page:
    """Run the commands of the README, and take the first administrator's link."""
    page = installation.new_page()
    page.goto(installation.url)
    check(page)
    expect(page.locator("main")).to_contain_text("flask --app app setup")
    said = installation.command("setup", "--name", "Åse Ødegård", "--email", ADMINISTRATOR)
    register = "seeds/register"
    installation.command(
        *("register", "update", f"{register}/municipalities.csv"),
        *("--places", f"{register}/places.csv", "--year", "2024"),
    )
    page.goto(installation.link_in(said))
    fill(page, {"Passord": PASSWORD})
    press(page, "Ta imot")
    expect_said(page, "Administrator")
    check(page)
    return page


def _take(installation: Installation, address: str, answer: str) -> Page:
    """Open the invitation that came by mail, promise what it asks for, and make an account."""
    page = installation.new_page()
    page.goto(installation.link_for(address))
    for promise in page.locator("main input[type=checkbox]").all():
        promise.check()
    fill(page, {"Passord": PASSWORD})
    press(page, answer)
    expect_said(page, "Velkommen")
    return page


def _register(installation: Installation, name: str, address: str) -> Page:
    """Register, from the call to the link in the mail."""
    page = installation.new_page()
    page.goto(installation.url)
    follow(page, "Registrer deg")
    fill(page, {"Navnet ditt": name, "E-post": address})
    press(page, "Send lenken")
    page.goto(installation.link_for(address))
    fill(page, {"Passord": PASSWORD})
    press(page, "Lag kontoen")
    return page


def _confirm_organisation(page: Page) -> None:
    go(page, "Oversikt")
    follow(page, "Se hvem")
    follow(page, "Drammen kommune")
    press(page, "Bekreft virksomheten")
    expect_said(page, "Drammen kommune er bekreftet")


def _nominate_municipality(page: Page) -> None:
    follow(page, "Skriv et forslag")
    press(page, "Start forslaget")
    choose(page, "Kommune", "dramm", "Drammen")
    _send_in(page, "Elvepromenaden", "2026-0001")


def _nominate_place(page: Page) -> None:
    follow(page, "Skriv et forslag")
    press(page, "Start forslaget")
    page.get_by_text("Kandidaten er et sted eller et område").click()
    fill(page, {"Navn på stedet": "Torget i Sogndal"})
    choose(page, "Kommunen det ligger i", "sognd", "Sogndal")
    _send_in(page, "Torget for alle", "2026-0002")


def _send_in(page: Page, title: str, reference: str) -> None:
    fill(page, {"Hva heter det dere foreslår?": title, "Hva er bra?": "Alle er med."})
    fill(page.get_by_role("group", name="Hvem svarer?"), {"Navn": "K", "E-post": "k@example.no"})
    press(page, "Neste:")
    declare_no_aids(page)
    page.get_by_role("button", name="Send inn", exact=True).click()
    expect(page.locator("main")).to_contain_text(reference)


def _admit_all(page: Page) -> None:
    for candidate in ("Drammen kommune", "Torget i Sogndal"):
        go(page, "Forslag")
        follow(page, candidate)
        page.get_by_role("checkbox").check()
        press(page, "Ta opp")
        expect(page.locator("#beskjed")).to_be_visible()


def _move(page: Page, name: str) -> None:
    """Move the round on, from the page on which it is run."""
    go(page, "Runden")
    follow(page, name)
    press(page, name)
    expect(page.locator("#beskjed")).to_be_visible()


def _declare(page: Page, *answers: str) -> None:
    page.reload()
    follow(page, "Gå til arbeidslisten")
    for number, answer in enumerate(answers):
        page.get_by_label(answer).nth(number).check()
    press(page, "Lever svarene")
    expect_said(page, "Svarene om 2 forslag er levert.")


def _score(page: Page, points: str) -> None:
    """Give every nomination one point throughout."""
    for candidate, point in zip(("Drammen kommune", "Torget i Sogndal"), points, strict=True):
        go(page, "Arbeidslisten din")
        follow(page, candidate)
        expect(page.get_by_role("button", name="Lever og forsegl")).to_be_visible()
        for criterion in page.locator("fieldset.criterion").all():
            criterion.get_by_role("radio", name=point).check(force=True)
        fill(page, {"Begrunnelse": "Fordi det holder."})
        press(page, "Lever og forsegl")
        expect(page.get_by_role("button", name="Lever og forsegl")).to_have_count(0)


def _decide(page: Page) -> None:
    go(page, "Oversikt")
    follow(page, "Gå til rangeringen")
    follow(page, "Skriv avgjørelsen")
    winner = page.get_by_label("Vinner", exact=True)
    torget = winner.locator("option").filter(has_text="Torget i Sogndal")
    winner.select_option(torget.get_attribute("value"))
    fill(page, {"Én setning om vinneren": "For et torg der alle er hjemme."})
    fill(page, {"Juryens begrunnelse": STATEMENT})
    press(page, "Gå videre til forsegling")
    press(page, "Forsegl avgjørelsen")
    follow(page, "Sett tidspunkt for kunngjøringen")
    follow(page, "Kunngjør nå")
    press(page, "Kunngjør nå")
    expect_said(page, "Avgjørelsen er kunngjort.")
