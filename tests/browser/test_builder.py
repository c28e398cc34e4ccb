"""A form is made by keyboard alone, on a phone: every kind, ordered, tried out, filled in, read."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from app.extensions import db
from app.models import Account, Nomination, Round
from app.models.engine import writing
from app.rules.access import Role
from app.rules.actors import Actor
from app.rules.impartiality import Answer, Reach
from app.services import (
    accounts,
    impartiality,
    jury,
    phases,
    prizes,
    ready_sets,
    rounds,
    rulebooks,
    screening,
)
from app.services.work import Work
from tests.browser.conftest import NARROW, Site, aside, check, choose, declare_no_aids

SLUG, AT = "boligsosialt-arbeid-2029", "/priser/boligsosialt-arbeid/2029"
SECRETARIAT, JUROR = "Saksbehandler, Husbanken", "Jurymedlem, KS"
NOMINATOR = "Leder for boligkontoret, Fjordvik kommune"
KINDS = (
    ("Kort tekst", "Kallenavn"),
    ("Lang tekst", "Hvordan begynte det?"),
    ("Helt tall", "Hvor mange er med?"),
    ("Ett av flere svar", "Er det ferdig?"),
    ("Ett eller flere svar", "Hvem er med?"),
    ("Dato", "Når begynte det?"),
    ("Nettadresse", "Hvor kan vi lese mer?"),
    ("Kontaktperson", "Hvem svarer på spørsmål?"),
    ("Noe å bekrefte", "Alle er spurt"),
)
ENDINGS = {"nb": "", "nn": " (nn)", "en": " (en)"}


def plan(site: Site) -> None:
    """Plan a round without a form, with the jury that sits."""
    writing.set(True)
    with site.app.app_context():
        work = Work(db.session, system(), site.clock.now)
        prize, now = prizes.by_slug(db.session, "boligsosialt-arbeid"), site.clock.now
        days = {"opens_at": 1, "deadline_at": 9, "scoring_deadline_at": 30}
        days |= {"deliberation_at": 40, "announcement_planned_at": 60}
        dates = {name: now + timedelta(days=number) for name, number in days.items()}
        award_round = rounds.create(work, prize, year=2029, dates=dates)
        held = db.session.query(Round).filter_by(slug="boligsosialt-arbeid-2026").one()
        names = ("key", "weight", "name", "short", "question", "levels")
        rounds.set_criteria(
            work, award_round, [{n: getattr(one, n) for n in names} for one in held.criteria]
        )
        rulebooks.set_first(
            work, award_round, quorum=6, law=ready_sets.law(), reach=Reach.NOMINATION
        )
        assert held.jury_id is not None
        jury.assign(work, award_round, jury.of_round(db.session, held))
        db.session.commit()


def system() -> Actor:
    return Actor(name="system", grants=frozenset({(Role.SECRETARIAT, None)}))


def go_on(site: Site, *, judge: bool) -> None:
    """Publish the call, or take what was handed in to the jury's desks."""
    writing.set(True)
    with site.app.app_context():
        award_round = db.session.query(Round).filter_by(slug=SLUG).one()
        work = Work(db.session, system(), site.clock.now)
        if not judge:
            phases.move(work, award_round, "publish_call")
        else:
            made = db.session.query(Nomination).filter_by(round_id=award_round.id).one()
            screening.admit(work, made, residents_checked=True)
            phases.move(work, award_round, "begin_judging")
            for held in jury.holders(db.session, award_round, work.today):
                account = db.session.get_one(Account, held.account_id)
                hers = Work(
                    db.session,
                    accounts.actor_for(db.session, account, work.today),
                    site.clock.now,
                )
                impartiality.declare(hers, award_round, made, Answer.NO_CONFLICT, "")
            phases.move(work, award_round, "open_scoring")
        db.session.commit()


def press(page: Page, role: str, name: str, *, last: bool = False) -> None:
    """Press a link or a button by the Enter key."""
    found = page.locator("main").get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    (found.last if last else found.first).press("Enter")


def say(page: Page, name: str, words: str) -> None:
    """Write a text in the three languages."""
    for code, ending in ENDINGS.items():
        page.locator(f"#{name}-{code}").focus()
        page.keyboard.insert_text(f"{words}{ending}")


def ask(page: Page, kind: str, words: str) -> None:
    """Make a question of a kind, at the end of the last part."""
    choice = page.get_by_label("Nytt spørsmål i denne delen").last
    choice.focus()
    page.keyboard.type(kind)
    press(page, "button", "Legg til i Om arbeidet")
    say(page, "label", words)
    if "svar" in kind:
        for number, option in ((1, "Ja"), (2, "Nei")):
            say(page, f"option-{number}", option)
    if kind == "Kort tekst":
        page.locator("#required").press("Space")
    press(page, "button", "Lagre spørsmålet", last=True)


def test_a_form_is_made_tried_out_filled_in_and_read_by_keyboard(site: Site) -> None:
    aside(plan, site)
    page = site.as_role(SECRETARIAT, NARROW)
    page.goto(f"{site.url}{AT}/oppsett/skjema")
    check(page)
    press(page, "link", "Legg til en del")
    say(page, "title", "Om arbeidet")
    check(page)
    press(page, "button", "Lagre delen")
    for kind, words in KINDS:
        ask(page, kind, words)
    # The confirmation decides whether the address is asked for: it is moved up before it.
    expect(page.get_by_text("Alle er spurt", exact=True)).to_be_visible()
    up = page.get_by_role("button", name="Flytt opp: Alle er spurt")
    up.focus()
    for place in ("1.9", "1.8", "1.7"):
        expect(up).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#sporsmal-q9 .worklist__ref")).to_have_text(place)
    check(page)
    page.locator("#sporsmal-q7").get_by_role("link", name="Endre").press("Enter")
    page.get_by_label("Stilles til").focus()
    page.keyboard.type("Kryss")
    check(page)
    press(page, "button", "Lagre spørsmålet", last=True)
    _try_out(page, site)
    aside(lambda: go_on(site, judge=False))
    site.clock.now += timedelta(days=2)
    _fill_in(site)
    site.clock.now += timedelta(days=9)
    aside(lambda: go_on(site, judge=True))
    _read(site)


def _try_out(page: Page, site: Site) -> None:
    """As a nominator, with the condition at work; and as the jury, in three languages."""
    press(page, "link", "Prøv som forslagsstiller")
    address = page.get_by_label("Hvor kan vi lese mer?")
    expect(address).to_be_hidden()
    page.get_by_label("Alle er spurt").press("Space")
    expect(address).to_be_visible()
    check(page)
    press(page, "link", "Fyll ut med prøvetekst")
    press(page, "button", "Prøv å sende inn")
    expect(page.get_by_role("heading", name="Dette ville vært sendt inn")).to_be_focused()
    for code, ending in ENDINGS.items():
        page.goto(f"{site.url}{AT}/oppsett/skjema/prov/jury?sprak={code}")
        expect(page.get_by_role("heading", name=f"Hvordan begynte det?{ending}")).to_be_visible()
    check(page)


def _fill_in(site: Site) -> None:
    page = site.as_role(NOMINATOR, NARROW)
    page.goto(f"{site.url}{AT}/nytt-forslag")
    press(page, "button", "Start forslaget")
    choose(page, "Kommune", "dramm", "Drammen")
    for label, words in (
        ("Hva heter det dere foreslår?", "Døra som er åpen"),
        ("Kallenavn", "Døra"),
        ("Hvordan begynte det?", "Med en nøkkel."),
        ("Hvor mange er med?", "12"),
    ):
        page.get_by_label(label).focus()
        page.keyboard.insert_text(words)
    page.get_by_role("group", name="Er det ferdig?").get_by_label("Nei").press("Space")
    page.get_by_role("group", name="Hvem er med?").get_by_label("Ja").press("Space")
    page.get_by_label("Når begynte det?").fill("2020-05-15")
    page.get_by_role("textbox", name="Navn", exact=True).fill("Kari Nordmann")
    page.get_by_label("E-post").fill("kari@example.org")
    page.get_by_label("Alle er spurt").press("Space")
    page.get_by_label("Hvor kan vi lese mer?").focus()
    page.keyboard.insert_text("https://www.example.org/dora")
    check(page)
    press(page, "button", "Neste: Se over og send inn")
    declare_no_aids(page)
    press(page, "button", "Send inn")
    expect(page.locator("main")).to_contain_text("2029-0001")


def _read(site: Site) -> None:
    """A juror reads it in each language: what was asked, and what was answered."""
    page = site.as_role(JUROR, NARROW)
    for code, language in (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")):
        page.goto(f"{site.url}{AT}/vurdering")
        if code != "nb":
            page.get_by_role("button", name=language).first.evaluate("one => one.click()")
            page.wait_for_load_state()
        page.get_by_role("link", name="Drammen kommune").first.press("Enter")
        text = page.locator(".paper")
        for words, answer in (
            ("Hvordan begynte det?", "Med en nøkkel."),
            ("Er det ferdig?", "Nei"),
            ("Hvor kan vi lese mer?", "https://www.example.org/dora"),
        ):
            expect(text).to_contain_text(f"{words}{ENDINGS[code]}")
            expect(text).to_contain_text(answer)
    check(page)
