"""From an empty database to a winner: a command or two, mail, and the browser alone."""

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, check
from tests.installation.conftest import Installation
from tests.installation.steps import (
    PASSWORD,
    expect_said,
    expect_title,
    fill,
    follow,
    in_norwegian,
    press,
)

ADMINISTRATOR, OFFICER = "ase@example.no", "siv@example.no"
LEADER, MEMBER, RECUSED, DEPUTY = (
    f"{name}@example.com" for name in ("liv", "mona", "mats", "vera")
)
OPENS, DEADLINE = "23.11.2026 kl. 11.00", "23.11.2026 kl. 15.00"
DATES = {
    "Runden åpner": OPENS,
    "Frist for å sende inn forslag": DEADLINE,
    "Frist for å levere poeng": "23.11.2026 kl. 17.00",
    "Juryen møtes": "23.11.2026 kl. 18.00",
    "Planlagt kunngjøring": "23.11.2026 kl. 19.00",
}
STATEMENT = (
    "Torget er lite, og det rommer alle. Her møtes de som handler, de som venter på bussen, og "
    "de som bare vil sitte ned en stund."
)


def test_from_an_empty_database_to_the_winner(installation: Installation) -> None:
    administrator = _set_up(installation)
    _make_prize(administrator)
    officer = _take(installation, OFFICER, "Ta imot")
    expect_title(officer, "Prisen har ingen runder ennå")
    check(officer)

    _make_jury(officer)
    leader, member, recused, deputy = (
        _take(installation, address, "Svar ja") for address in (LEADER, MEMBER, RECUSED, DEPUTY)
    )
    expect_title(leader, "Juryen har ingen runde ennå")
    check(leader)
    _set_up_round(officer)
    _confirm_domains(officer)

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


def _make_prize(page: Page) -> None:
    follow(page, "Se prisene")
    follow(page, "Lag en pris")
    page.get_by_role("combobox", name="Hvem deler ut prisen?").fill("Plassetaten")
    in_norwegian(page, "Navn", "Plassprisen")
    in_norwegian(page, "Formål", "Hedrer dem som lager gode plasser.")
    in_norwegian(page, "Om prisen", "Alle steder i landet kan få den.")
    in_norwegian(page, "Gave 1", "100 000 kroner")
    fill(page, {"E-post til sekretariatet": "pris@example.no"})
    first = page.get_by_role("region", name="Den første i sekretariatet")
    fill(first, {"Navn": "Siv Sekretær", "E-post": OFFICER})
    press(page, "Lag prisen")
    expect_said(page, "Invitasjonen til Siv Sekretær blir sendt nå.")


def _make_jury(page: Page) -> None:
    """Make three seats, and invite a member to each and a deputy to the last."""
    follow(page, "Hvem som sitter")
    follow(page, "Lag en jury")
    press(page, "Lag juryen")
    for institution, short, name, address in (
        ("Plassetaten", "PE", "Liv Leder", LEADER),
        ("Landslaget for plasser", "LP", "Mona Medlem", MEMBER),
        ("Foreningen By og bygd", "BB", "Mats Medlem", RECUSED),
    ):
        follow(page, "Legg til en plass")
        fill(page, {"Institusjon": institution, "Kortnavn": short})
        press(page, "Legg til plassen")
        _invite(page, "medlem", name, address)
        if address == RECUSED:
            _invite(page, "varamedlem", "Vera Vara", DEPUTY)
        follow(page, "Juryen 2026")


def _invite(page: Page, place: str, name: str, address: str) -> None:
    follow(page, f"Inviter et {place}")
    fill(page, {"Navn": name, "E-post": address})
    press(page, "Send invitasjonen")
    expect_said(page, f"Invitasjonen til {name} blir sendt nå.")


def _set_up_round(page: Page) -> None:
    """Make a round from nothing, step by step from its check list, and publish its call."""
    follow(page, "Juryer")
    page.get_by_role("banner").get_by_role("link", name="Prisen", exact=True).click()
    follow(page, "Lag en ny runde")
    page.get_by_label("Fra ingenting").check()
    press(page, "Lag runden")

    follow(page, "Datoer")
    fill(page, DATES)
    press(page, "Lagre")
    follow(page, "Hvem som kan foreslå")
    page.get_by_label("Privatpersoner").check()
    press(page, "Lagre")
    follow(page, "Oppsett av prisrunden 2026")
    follow(page, "Kandidater")
    page.get_by_label("Et sted eller et område").check()
    press(page, "Lagre kandidatene")
    follow(page, "Oppsett av prisrunden 2026")
    follow(page, "Vurderingsregler")
    press(page, "Lagre")
    _make_criteria(page)
    _make_form(page)
    check(page)
    follow(page, "Publiser utlysningen")
    press(page, "Publiser utlysningen")
    expect_said(page, "Utlysningen er publisert.")


def _make_criteria(page: Page) -> None:
    follow(page, "Kriterier og vekter")
    for name, question in (("Plassen", "Er det godt å være der?"), ("Folk", "Er alle med?")):
        follow(page, "Nytt kriterium")
        in_norwegian(page, "Navn", name)
        in_norwegian(page, "Spørsmål", question)
        press(page, "Lagre")
    fill(page, {"Vekten til Plassen": "62,5"})
    press(page, "Gi det siste kriteriet resten")
    follow(page, "Oppsett av prisrunden 2026")


def _make_form(page: Page) -> None:
    follow(page, "Forslagsskjema")
    follow(page, "Legg til en del")
    in_norwegian(page, "Overskrift", "Om plassen")
    press(page, "Lagre delen")
    for kind, question in (("Lang tekst", "Hva er bra?"), ("Kontaktperson", "Hvem svarer?")):
        page.get_by_label("Nytt spørsmål i denne delen").select_option(label=kind)
        press(page, "Legg til i Om plassen")
        in_norwegian(page, "Spørsmål", question)
        press(page, "Lagre spørsmålet")
    follow(page, "Oppsett av prisrunden 2026")


def _confirm_domains(page: Page) -> None:
    page.get_by_role("banner").get_by_role("link", name="Oversikt").click()
    follow(page, "E-postdomener")
    follow(page, "Se og bekreft alle")
    press(page, "Bekreft")
    expect_said(page, "Nå er 350 domener bekreftet.")


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
    page.get_by_role("banner").get_by_role("link", name="Oversikt").click()
    follow(page, "Se hvem")
    follow(page, "Drammen kommune")
    press(page, "Bekreft virksomheten")
    expect_said(page, "Drammen kommune er bekreftet")


def _nominate_municipality(page: Page) -> None:
    follow(page, "Skriv et forslag")
    press(page, "Start forslaget")
    page.get_by_role("combobox", name="Kommune").press_sequentially("dramm")
    page.keyboard.press("Enter")
    _send_in(page, "Elvepromenaden", "2026-0001")


def _nominate_place(page: Page) -> None:
    follow(page, "Skriv et forslag")
    press(page, "Start forslaget")
    page.get_by_text("Kandidaten er et sted eller et område").click()
    fill(page, {"Navn på stedet": "Torget i Sogndal"})
    page.get_by_role("combobox", name="Kommunen det ligger i").press_sequentially("sognd")
    page.keyboard.press("Enter")
    _send_in(page, "Torget for alle", "2026-0002")


def _send_in(page: Page, title: str, reference: str) -> None:
    fill(page, {"Hva heter det dere foreslår?": title, "Hva er bra?": "Alle er med."})
    fill(page.get_by_role("group", name="Hvem svarer?"), {"Navn": "K", "E-post": "k@example.no"})
    press(page, "Neste:")
    page.get_by_role("button", name="Send inn", exact=True).click()
    expect(page.locator("main")).to_contain_text(reference)


def _admit_all(page: Page) -> None:
    for candidate in ("Drammen kommune", "Torget i Sogndal"):
        page.get_by_role("banner").get_by_role("link", name="Forslag", exact=True).click()
        follow(page, candidate)
        page.get_by_role("checkbox").check()
        press(page, "Ta opp")
        expect(page.locator("#beskjed")).to_be_visible()


def _move(page: Page, name: str) -> None:
    """Move the round on, from the page on which it is run."""
    page.get_by_role("banner").get_by_role("link", name="Runden", exact=True).click()
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
        page.get_by_role("banner").get_by_role("link", name="Arbeidslisten").click()
        follow(page, candidate)
        expect(page.get_by_role("button", name="Lever og forsegl")).to_be_visible()
        for criterion in page.locator("fieldset.criterion").all():
            criterion.get_by_role("radio", name=point).check(force=True)
        fill(page, {"Begrunnelse": "Fordi det holder."})
        press(page, "Lever og forsegl")
        expect(page.get_by_role("button", name="Lever og forsegl")).to_have_count(0)


def _decide(page: Page) -> None:
    page.get_by_role("banner").get_by_role("link", name="Oversikt").click()
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
