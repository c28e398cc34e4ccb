"""The whole main job as six roles, from a nomination to the announced winner."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from app.extensions import db
from app.services import audit
from tests.addresses import at
from tests.browser.conftest import NARROW, WIDE, Site, aside, check, choose, declare_no_aids

JUDGED, OPEN = "boligsosialt-arbeid-2026", "boligsosialt-arbeid-2027"
NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"
SECRETARIAT = "Saksbehandler, Husbanken"
CHAIR = "Juryleder, Statsforvalteren i Rogaland"
STATEMENT = (
    "Juryen har sett på hva som varer. Her er ansvaret samlet, pengene er felles, og den som "
    "trenger hjelp, møter ett menneske hele veien. Andre kommuner kan gjøre det samme i morgen."
)


def test_a_nomination_comes_in_and_is_admitted(site: Site) -> None:
    page = site.new_page(WIDE)
    page.goto(site.url)
    check(page)
    page.get_by_role("link", name="Skriv et forslag").first.click()
    page.locator("main").get_by_role("button", name=NOMINATOR, exact=True).click()
    page.goto(f"{site.url}{at(OPEN)}/nytt-forslag")
    check(page)
    page.get_by_role("button", name="Start et nytt forslag").click()
    _write_nomination(page)
    declare_no_aids(page)
    page.get_by_role("button", name="Send inn", exact=True).click()
    expect(page.locator("main")).to_contain_text("2027-0001")
    check(page)

    site.clock.now += timedelta(days=15)
    office = site.as_role(SECRETARIAT)
    office.goto(f"{site.url}{at(OPEN)}/forslag")
    check(office)
    office.get_by_role("link", name="Drammen kommune").first.click()
    check(office)
    office.get_by_role("checkbox").first.check()
    office.get_by_role("button", name="Ta opp").first.click()
    expect(office.locator("#beskjed")).to_be_focused()
    office.goto(f"{site.url}{at(OPEN)}/styring")
    office.get_by_role("link", name="Start vurderingen").click()
    check(office)
    office.get_by_role("button", name="Start vurderingen").click()
    expect(office.locator(".whereabouts")).to_contain_text("erklæring")
    check(office)


def _write_nomination(page: Page) -> None:
    """Fill in every part of the form, as one would."""
    check(page)
    choose(page, "Kommune", "dramm", "Drammen")
    page.get_by_label("Hva heter arbeidet?").fill("Døra som alltid er åpen")
    page.get_by_label("Hva går arbeidet ut på?").fill("Alle som trenger et hjem, møter én dør.")
    page.get_by_role("button", name="Neste:").click()
    for _ in range(10):
        if page.get_by_role("heading", name="Dette må på plass").count():
            return
        check(page)
        for box in page.locator("main textarea:visible").all():
            box.fill("Vi samlet ansvaret, og ventetiden falt fra elleve uker til ni dager.")
        for label, value in (
            ("Hvilket år", "2021"),
            ("Navn", "Kontoret"),
            ("E-post", "kontoret@example.org"),
        ):
            field = page.locator("main").get_by_label(label)
            if field.count():
                field.first.fill(value)
        box = page.locator("main input[type=checkbox]:visible").first
        if box.count():
            box.check()
        page.get_by_role("button", name="Neste:").click()
        page.wait_for_load_state()
    raise AssertionError("the form never came to its end")


def test_the_jury_scores_the_chair_decides_and_the_public_reads(site: Site) -> None:
    _juror_declares_and_seals(site)
    _recused_member_is_kept_out_and_her_deputy_scores(site)
    _secretariat_opens_the_deliberation(site)
    _chair_decides_and_announces(site)

    public = site.new_page(NARROW)
    public.goto(f"{site.url}{at(JUDGED)}")
    expect(public.get_by_role("heading", level=1)).to_have_text("Fjordvik kommune")
    expect(public.locator("main")).to_contain_text("Juryen har sett på hva som varer.")
    check(public)
    public.goto(site.url)
    expect(public.locator(".laureate")).to_contain_text("Fjordvik kommune")

    auditor = site.as_role("Revisor")
    auditor.goto(f"{site.url}{at(JUDGED)}/hendelseslogg")
    check(auditor)
    assert aside(_findings, site) == []


def _findings(site: Site) -> list[str]:
    with site.app.app_context():
        return [str(finding) for finding in audit.verify(db.session)]


def _juror_declares_and_seals(site: Site) -> None:
    page = site.as_role("Jurymedlem, KS", NARROW)
    page.goto(f"{site.url}{at(JUDGED)}/vurdering")
    check(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har levert 6 av 16")
    for choice in page.get_by_label("Ingen bindinger").all():
        choice.check()
    page.get_by_role("button", name="Lever svarene").click()
    page.get_by_role("link", name="Elvestrand kommune").first.click()
    check(page)
    for criterion in page.locator("fieldset.criterion").all():
        criterion.get_by_role("radio", name="5").check(force=True)
    page.get_by_role("button", name="Lever og forsegl").click()
    expect(page.locator("main")).to_contain_text("forseglet")
    check(page)
    page.goto(f"{site.url}{at(JUDGED)}/vurdering")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har levert 7 av 16")


def _recused_member_is_kept_out_and_her_deputy_scores(site: Site) -> None:
    member = site.as_role("Jurymedlem, Statsforvalteren i Nordland")
    member.goto(f"{site.url}{at(JUDGED)}/vurdering")
    main = member.locator("main")
    expect(main).to_contain_text("Holmvåg kommune")
    expect(main).not_to_contain_text("Vanlige hus i vanlige gater")
    deputy = site.as_role("Varamedlem, Statsforvalteren i Nordland")
    deputy.goto(f"{site.url}{at(JUDGED)}/vurdering")
    link = deputy.get_by_role("link", name="Holmvåg kommune").first
    address = link.get_attribute("href")
    link.click()
    expect(deputy.get_by_role("heading", level=1)).to_have_text("Vanlige hus i vanlige gater")
    check(deputy)
    refused = member.goto(f"{site.url}{address}")
    assert refused is not None
    assert refused.status == 403
    check(member)


def _secretariat_opens_the_deliberation(site: Site) -> None:
    page = site.as_role(SECRETARIAT)
    page.goto(f"{site.url}{at(JUDGED)}/styring")
    check(page)
    page.get_by_role("link", name="Åpne drøftingen").click()
    check(page)
    expect(page.locator("main")).to_contain_text("får e-post")
    page.get_by_role("button", name="Åpne drøftingen").click()
    expect(page.locator(".whereabouts")).to_contain_text("drøfting")


def _chair_decides_and_announces(site: Site) -> None:
    page = site.as_role(CHAIR)
    for part in ("rangering", "rangering/vekter", "rangering/medlemmer", "regler"):
        page.goto(f"{site.url}{at(JUDGED)}/{part}")
        check(page)
    page.goto(f"{site.url}{at(JUDGED)}/avgjorelse")
    check(page)
    for label, name in (("Vinner", "Fjordvik kommune"), ("Nominert 1", "Elvestrand kommune")):
        field = page.get_by_label(label, exact=True)
        choice = field.locator("option").filter(has_text=name).get_attribute("value")
        field.select_option(choice)
    page.get_by_role("button", name="Legg til en nominert").click()
    expect(page.get_by_label("Nominert 4")).to_be_focused()
    page.get_by_label("Én setning om vinneren").fill("For én dør, én plan og ett menneske.")
    page.get_by_label("Juryens begrunnelse").fill(STATEMENT)
    page.get_by_role("button", name="Gå videre til forsegling").click()
    check(page)
    expect(page.locator("main")).to_contain_text("Vinner: Fjordvik kommune.")
    page.get_by_role("button", name="Forsegl avgjørelsen").click()
    expect(page.locator("main")).to_contain_text("forseglet")
    check(page)
    outside = site.new_page()
    outside.goto(f"{site.url}{at(JUDGED)}")
    expect(outside.locator("main")).not_to_contain_text("Fjordvik")
    check(outside)
    page.goto(f"{site.url}{at(JUDGED)}/kunngjoring")
    check(page)
    page.get_by_role("link", name="Kunngjør nå").click()
    check(page)
    page.get_by_role("button", name="Kunngjør nå").click()
    page.wait_for_load_state()
