"""Making and setting up a round in the browser."""

import re

from flask import Flask

from app.services import phases, rounds, setup
from app.services.rounds import criteria
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World, texts


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def test_a_copy_of_last_year_is_made_and_published_in_ten_clicks(app: Flask, world: World) -> None:
    """Each request is a click; what is typed is the year, which stands there already."""
    last, _ = world.at("archived")
    assert last.announcement_planned_at is not None
    world.clock.now = last.announcement_planned_at
    client = client_of(app, world.people["secretariat"].id)
    clicks = 0

    def click(answer: object) -> str:
        nonlocal clicks
        clicks += 1
        assert getattr(answer, "status_code") in {200, 303}  # noqa: B009 - a test response
        return str(getattr(answer, "text"))  # noqa: B009 - a test response

    control = click(client.get(f"{at(last.slug)}/styring"))
    address = re.search(r'href="([^"]+/runder/ny)"', control)
    assert address is not None
    form = click(client.get(address[1]))
    year = field(form, "year")
    assert year == "2027"
    made = client.post(address[1], data={"year": year, "source": "last"})
    click(made)
    page = client.get(made.location or "").text  # the browser follows by itself
    assert "Alt er på plass." in page
    before = re.search(r'href="([^"]+/flytt/publish_call)"', page)
    assert before is not None
    shown = click(client.get(before[1]))
    click(client.post(before[1], data={"seen": field(shown, "seen")}))
    assert rounds.by_slug(world.session, "prisen-2027").milestone.value == "called"
    assert clicks == 5


def test_what_is_wrong_with_a_new_round_is_said_and_what_was_written_is_kept(
    app: Flask, world: World
) -> None:
    world.plan()
    client = client_of(app, world.people["secretariat"].id)
    address = "/priser/prisen/runder/ny"
    for year, source, said in (
        ("tjuesju", "nothing", "Skriv årstallet med fire sifre"),
        ("2026", "nothing", "Prisen har alt en runde i 2026."),
        ("2027", "", "Velg hva runden skal lages av."),
        ("2027", "ready:1913", "Velg hva runden skal lages av."),
    ):
        answer = client.post(address, data={"year": year, "source": source})
        assert answer.status_code == 422
        assert said in answer.text
        assert f'value="{year}"' in answer.text
    assert len(rounds.of_prize(world.session, world.prize)) == 1


def test_the_check_list_says_what_lacks_and_leads_there(app: Flask, world: World) -> None:
    made = setup.make(world.work("secretariat"), world.prize, year=2026, source="nothing")
    client = client_of(app, world.people["secretariat"].id)
    page = client.get(f"{at(made.slug)}/oppsett").text
    assert "Det mangler 5 ting før utlysningen kan publiseres." in page
    assert "Runden har ingen kriterier." in page
    assert f'href="{at(made.slug)}/oppsett/kriterier"' in page
    assert "publish_call" not in page
    refused = client.get(f"{at(made.slug)}/flytt/publish_call")
    assert refused.status_code == 409
    assert f'href="{at(made.slug)}/oppsett"' in refused.text


def test_weights_are_shared_moved_and_refused_in_one_form(app: Flask, world: World) -> None:
    award_round = world.plan()
    client = client_of(app, world.people["secretariat"].id)
    address = f"{at(award_round.slug)}/oppsett/kriterier"

    def send(**fields: str) -> int:
        base = field(client.get(address).text, "base")
        answer = client.post(address, data={"base": base, **fields})
        world.session.expire_all()
        return answer.status_code

    def held() -> list[tuple[str, str]]:
        return [(one.key, str(one.weight)) for one in award_round.criteria]

    assert send(**{"weight-x": "33,334", "weight-y": "66,666", "act": "save"}) == 303
    assert held() == [("x", "0.33334"), ("y", "0.66666")]
    assert send(**{"weight-x": "30", "weight-y": "70", "act": "down:x"}) == 303
    assert held() == [("y", "0.70000"), ("x", "0.30000")]
    assert send(**{"weight-x": "30", "weight-y": "45", "act": "rest"}) == 303
    assert held() == [("y", "0.45000"), ("x", "0.55000")]
    assert send(act="equal") == 303
    assert held() == [("y", "0.50000"), ("x", "0.50000")]
    base = field(client.get(address).text, "base")
    wrong = client.post(address, data={"base": base, "weight-x": "mye", "weight-y": "50"})
    assert wrong.status_code == 422
    assert 'value="mye"' in wrong.text
    assert "Skriv et tall fra 0 til 100, med høyst tre desimaler." in wrong.text


def test_two_who_write_the_call_see_both_texts(app: Flask, world: World) -> None:
    award_round = world.plan()
    client = client_of(app, world.people["secretariat"].id)
    address = f"{at(award_round.slug)}/oppsett/utlysning"
    mine = {"base": field(client.get(address).text, "base"), "language": "nb"}
    theirs = {**mine, "call_intro-nb": "Det andre skrev.", "call_how-nb": "Slik."}
    assert client.post(address, data=theirs).status_code == 303
    stale = client.post(
        address, data={**mine, "call_intro-nb": "Det jeg skrev.", "call_how-nb": "Slik."}
    )
    assert stale.status_code == 409
    assert "Noen andre har lagret her mens du skrev" in stale.text
    assert "Det andre skrev." in stale.text
    assert "Det jeg skrev." in stale.text
    world.session.expire_all()
    assert award_round.call_intro == {"nb": "Det andre skrev."}
    again = {**mine, "base": field(stale.text, "base"), "call_intro-nb": "Det vi ble enige om."}
    assert client.post(address, data=again).status_code == 303
    world.session.expire_all()
    assert award_round.call_intro == {"nb": "Det vi ble enige om."}


def test_dates_that_cannot_be_so_are_refused_all_of_them(app: Flask, world: World) -> None:
    award_round = world.plan()
    before = award_round.dates
    client = client_of(app, world.people["secretariat"].id)
    address = f"{at(award_round.slug)}/oppsett/datoer"
    base = field(client.get(address).text, "base")
    for deadline, said in (
        ("28.03.2027 kl. 02.30", "dette klokkeslettet finnes ikke"),
        ("31.10.2027 kl. 02.30", "dette klokkeslettet kommer to ganger"),
        ("01.01.2020 kl. 12.00", "Tidspunktet er passert."),
        ("tull", "Skriv dato og klokkeslett"),
    ):
        sent = {"base": base, "opens": "02.06.2026 kl. 09.00", "deadline": deadline}
        answer = client.post(address, data=sent)
        assert answer.status_code == 422
        assert said in answer.text
        assert deadline in answer.text
    world.session.expire_all()
    assert award_round.dates == before


def test_a_criterion_is_written_in_three_languages_on_its_own_page(
    app: Flask, world: World
) -> None:
    award_round = world.plan()
    client = client_of(app, world.people["secretariat"].id)
    address = f"{at(award_round.slug)}/oppsett/kriterier/nytt"
    empty = client.post(address, data={"base": field(client.get(address).text, "base")})
    assert empty.status_code == 422
    assert "Skriv hva kriteriet heter." in empty.text
    said = {f"name-{code}": text for code, text in texts("Varig verdi").items()}
    assert client.post(address, data=said).status_code == 303
    world.session.expire_all()
    made = award_round.criteria[-1]
    assert (made.key, str(made.weight), made.short) == (
        "varig-verdi",
        "0.00000",
        texts("Varig verdi"),
    )
    assert [one["key"] for one in criteria.columns(award_round)] == ["x", "y", "varig-verdi"]


def test_the_preview_is_the_call_in_each_language_and_nobody_elses(
    app: Flask, world: World
) -> None:
    award_round = world.plan()
    address = f"{at(award_round.slug)}/oppsett/forhandsvisning"
    client = client_of(app, world.people["secretariat"].id)
    for code, banner, criterion in (
        ("nb", "Forhåndsvisning.", "Kriterium x<"),
        ("nn", "Førehandsvising.", "Kriterium x (nn)"),
        ("en", "Preview.", "Kriterium x (en)"),
    ):
        page = client.get(f"{address}?sprak={code}").text
        assert banner in page
        assert criterion.removesuffix("<") in page
        assert f'<html lang="{code}"' in page
    assert client_of(app, world.people["nominator"].id).get(address).status_code == 403
    assert client_of(app, None).get(at(award_round.slug)).status_code == 404


def test_everybody_reads_why_a_round_stands_still_or_is_cancelled(app: Flask, world: World) -> None:
    award_round = world.open()
    draft = world.draft(award_round)
    phases.pause(world.work("secretariat"), award_round, "Departementet vil vente.")
    public, nominator = client_of(app, None), client_of(app, world.people["nominator"].id)
    page = public.get(at(award_round.slug)).text
    assert "Satt på pause" in page
    assert "Departementet vil vente." in page
    assert "Satt på pause" in public.get("/").text
    review = nominator.get(f"/forslag/{draft.id}/se-over").text
    assert "Dere kan skrive, men ikke sende inn ennå." in review
    assert "send-inn" not in review
    sent = nominator.post(f"/forslag/{draft.id}/send-inn")
    assert sent.status_code == 409
    assert "Prisrunden er satt på pause" in sent.text
    phases.cancel(world.work("secretariat"), award_round, "Det er ikke penger.")
    page = public.get(at(award_round.slug)).text
    assert "Avlyst" in page
    assert "Det er ikke penger." in page
    assert "Prisrunden er avlyst" in nominator.get("/oversikt").text
