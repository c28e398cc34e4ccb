"""What an administrator and a secretariat do before a call is open."""

from playwright.sync_api import Page

from tests.browser.conftest import check
from tests.installation.steps import expect_said, fill, follow, go, in_norwegian, press

OFFICER = "siv@example.no"
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


def make_prize(page: Page) -> None:
    """Make a prize, and invite the first of its secretariat."""
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


def make_jury(page: Page) -> None:
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


def set_up_round(page: Page) -> None:
    """Make a round from nothing, step by step from its check list, and publish its call."""
    go(page, "Prisen")
    follow(page, "Lag en ny runde")
    page.get_by_label("Fra ingenting").check()
    press(page, "Lag runden")

    follow(page, "Datoer")
    fill(page, DATES)
    press(page, "Lagre")
    follow(page, "Hvem som kan foreslå")
    page.get_by_label("Privatpersoner").check()
    press(page, "Lagre")
    follow(page, "Kandidater")
    page.get_by_label("Et sted eller et område").check()
    press(page, "Lagre kandidatene")
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


def confirm_domains(page: Page) -> None:
    """Confirm the domains that the register suggests, all at once."""
    go(page, "Oversikt")
    follow(page, "E-postdomener")
    follow(page, "Se og bekreft alle")
    press(page, "Bekreft")
    expect_said(page, "Nå er 350 domener bekreftet.")
