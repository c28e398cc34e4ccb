"""The demonstration's meeting, in two windows: what the secretary does, the room sees."""

from playwright.sync_api import expect

from tests.browser.conftest import Site, check

MEETING = "/mote/1"
FOLLOWS = 2_000  # milliseconds: so long the screen may lag behind


def test_the_screen_follows_a_vote_is_taken_and_the_minutes_are_approved(site: Site) -> None:
    office = site.as_role("Saksbehandler, Midtfjord fylkeskommune")
    room = site.as_role("Saksbehandler, Midtfjord fylkeskommune")
    room.goto(f"{site.url}{MEETING}/skjerm")
    title = room.get_by_role("heading", level=1)
    expect(title).to_have_text("Elvekanten velforening")
    expect(room.locator("main")).not_to_contain_text("Spenn")  # a deputy sits at the table

    office.goto(f"{site.url}{MEETING}/sak/2")
    check(office)
    office.get_by_role("button", name="Gå til denne saken").click()
    expect(office.get_by_role("heading", level=1)).to_have_text("Høgda borettslag")
    expect(title).to_have_text("Høgda borettslag", timeout=FOLLOWS)
    office.get_by_label("Varamedlem, Velforbundet i Midtfjord").first.select_option("out")
    office.get_by_role("button", name="Lagre oppmøtet").click()
    expect(room.locator("main")).to_contain_text("Spenn", timeout=FOLLOWS)
    check(room)

    office.keyboard.press("e")
    office.locator("#motion").fill("Høgda borettslag vinner ikke i år.")
    office.get_by_role("button", name="Lagre forslaget").click()
    vote = office.locator("form").filter(
        has=office.get_by_role("button", name="Lagre avstemningen")
    )
    for at, choice in enumerate(("for", "for", "against")):
        vote.locator("select").nth(at).select_option(choice)
    vote.get_by_role("textbox").nth(2).fill("Tiltaket fortjener prisen.")
    vote.get_by_role("button").click()
    expect(office.locator("#vedtak").locator("..").locator("..")).to_contain_text(
        "Dissens fra Jurymedlem, Ungdomsrådet i Midtfjord"
    )
    expect(room.locator("main")).to_contain_text("Vedtatt med 2 mot 1 stemmer.", timeout=FOLLOWS)

    office.goto(f"{site.url}{MEETING}")
    office.get_by_role("button", name="Avslutt møtet og lag referatet").click()
    expect(office.locator("article")).to_contain_text("Tiltaket fortjener prisen.")
    check(office)
    for who in (
        "Juryleder, Midtfjord fylkeskommune",
        "Jurymedlem, Velforbundet i Midtfjord",
        "Jurymedlem, Ungdomsrådet i Midtfjord",
    ):
        juror = site.as_role(who)
        juror.goto(f"{site.url}{MEETING}/referat")
        juror.get_by_label("Ja").check()
        juror.get_by_role("button", name="Lagre svaret").click()
    office.reload()
    expect(office.locator("main")).to_contain_text("Teksten er låst.")
