"""Coming in by oneself, in the browser: the words one gets, and that nothing tells who is known."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.documents import links
from app.documents.links import Link, Purpose
from app.models import Notice, Registration
from app.rules.nominators import NominatorKind
from app.services import (
    domains,
    joining,
    nominations,
    nominators,
    organisations,
    phases,
    screening,
)
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.web.notices_of_bodies import OF_BODIES, tell_of_bodies

GOOD = "hus ved havet i vest"
WHO = {"name": "Kari", "email": "kari@provedal.kommune.no", "language": "nb"}


def link_of(app: Flask, world: World) -> str:
    row = world.session.scalars(select(Registration).order_by(Registration.id.desc())).first()
    assert row is not None
    return links.path(str(app.secret_key), Link(Purpose.REGISTRATION, row.id, row.nonce))


@pytest.fixture
def link(app: Flask, client: ReviewingClient, world: World) -> str:
    secretariat = world.work("secretariat")
    (one,) = domains.suggested(secretariat)
    domains.confirm(secretariat, [(one.name, one.municipality_id)])
    world.session.commit()
    assert client.post("/registrer", data=WHO).status_code == 200
    return link_of(app, world)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_municipality_gets_in_by_itself_up_to_the_first_draft(
    client: ReviewingClient, world: World, link: str
) -> None:
    world.open()
    page = client.get(link).text
    assert "Prøvedal kommune" in page
    sent = {"name": "Kari", "new_password": GOOD, "body": _value(page)}
    answer = client.post(link, data=sent)
    assert (answer.status_code, answer.location) == (303, "/forslag")
    mine = text_of(client.get("/forslag").text)
    told = "Du er registrert for Prøvedal kommune, og kan skrive forslag når en utlysning er åpen."
    assert told in mine
    start = client.get("/priser/prisen/2026/nytt-forslag").text
    assert "Du skriver på vegne av Prøvedal kommune." in start


def _value(page: str) -> str:
    found = re.search(r'name="body" value="(municipality:\d+)"', page)
    assert found
    return found[1]


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(
    client: ReviewingClient, world: World
) -> None:
    answers = [
        client.post("/registrer", data=WHO | {"email": email})
        for email in ("ukjent@example.org", "nominator@example.org")
    ]
    pages = [answer.text.replace("ukjent@", "nominator@") for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert pages[0] == pages[1]


def test_a_scanner_that_fetches_every_link_uses_up_none(
    app: Flask, client: ReviewingClient, link: str
) -> None:
    scanner = app.test_client()
    scanner.reviewing = False  # type: ignore[attr-defined]
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    sent = {"name": "Kari", "new_password": GOOD, "body": "elsewhere"}
    answer = client.post(link, data=sent)
    assert (answer.status_code, answer.location) == (303, "/registrer/virksomhet")


def test_a_link_that_was_used_or_is_too_old_says_so(
    client: ReviewingClient, world: World, link: str
) -> None:
    world.pass_time(days=2)
    assert "Lenken er for gammel" in client.get(link).text
    world.pass_time(days=-2)
    client.post(link, data={"name": "Kari", "new_password": GOOD, "body": "elsewhere"})
    client.post("/logg-ut")
    for answer in (client.get(link), client.post(link, data={"new_password": GOOD})):
        assert answer.status_code == 410
        assert "Lenken er alt brukt" in answer.text
    signed_in = client.post(
        "/logg-inn", data={"email": "KARI@Provedal.kommune.no", "password": GOOD}
    )
    assert signed_in.location == "/oversikt"


def test_what_is_wrong_is_said_at_the_field_and_what_was_written_stays(
    client: ReviewingClient, world: World, link: str
) -> None:
    answer = client.post("/registrer", data={"name": "", "email": "kari", "language": "nb"})
    assert answer.status_code == 422
    assert "Skriv navnet ditt." in answer.text
    assert 'value="kari"' in answer.text
    weak = client.post(link, data={"name": "Kari", "new_password": "kort", "body": "elsewhere"})
    assert weak.status_code == 422
    assert "Passordet må ha minst" in weak.text


def test_an_organisation_is_registered_by_its_number_in_words(app: Flask, world: World) -> None:
    kari = world.account("kari")
    client = client_of(app, kari.id)
    wrong = client.post(
        "/registrer/virksomhet",
        data={"way": "number", "org_number": "974760674", "name": "Foreningen"},
    )
    assert wrong.status_code == 422
    assert "Dette er ikke et organisasjonsnummer." in wrong.text
    assert 'value="Foreningen"' in wrong.text
    sent = {"way": "number", "org_number": "974 760 673", "name": "Foreningen"}
    assert client.post("/registrer/virksomhet", data=sent).location == "/forslag"
    ola = client_of(app, world.account("ola").id)
    assert ola.post("/registrer/virksomhet", data=sent).location == "/forslag"
    page = text_of(ola.get("/forslag").text)
    assert "Foreningen er registrert fra før." in page
    assert "kari" not in page


def test_the_secretariat_confirms_what_waits(app: Flask, world: World) -> None:
    world.people["kari"] = world.account("kari")
    joining.by_number(world.work("kari"), "974760673", "Foreningen")
    office = client_of(app, world.people["secretariat"].id)
    assert "Det venter en virksomhet på å bli bekreftet." in text_of(office.get("/oversikt").text)
    page = office.get("/organisasjoner?status=waiting").text
    (number,) = re.findall(r'href="/organisasjoner/(\d+)"', page)
    assert "Stemmer dette?" in office.get(f"/organisasjoner/{number}").text
    assert office.post(f"/organisasjoner/{number}/bekreft").status_code == 303
    shown = text_of(office.get(f"/organisasjoner/{number}").text)
    assert "kari opprettet virksomheten Foreningen" in shown
    assert "secretariat bekreftet virksomheten Foreningen" in shown


def test_the_jury_reads_no_private_persons_name(app: Flask, world: World) -> None:
    award_round = world.open()
    nominators.set_nominators(
        world.work("secretariat"), award_round, list(NominatorKind), signatory_required=False
    )
    world.people["kari"] = world.account("kari")
    made = joining.as_person(world.work("kari"))
    made.organisation.name = "kari kommune"  # as the world finds those that it drafts for
    draft = world.draft(award_round, name="kari")
    made.organisation.name = "Hemmelig Kari"
    nominations.submit(world.work("kari"), draft)
    world.pass_time(days=11)
    screening.admit(world.work("secretariat"), draft, residents_checked=True)
    phases.move(world.work("secretariat"), award_round, "begin_judging")
    world.score(award_round, [draft])
    inbox = client_of(app, world.people["secretariat"].id).get("/priser/prisen/2026/forslag")
    assert "Hemmelig Kari (privatperson)" in inbox.text
    sheet = client_of(app, world.people["chair"].id).get(f"/vurdering/{draft.id}")
    assert "En privatperson" in sheet.text
    assert "Hemmelig Kari" not in sheet.text


def test_every_message_about_an_organisation_leads_where_it_says(app: Flask, world: World) -> None:
    last = max(world.session.scalars(select(Notice.id)), default=0)
    tell_of_bodies(world)
    found = world.session.scalars(select(Notice).where(Notice.id > last)).all()
    seen = set()
    for notice in found:
        if notice.account_id is None or notice.kind not in OF_BODIES:
            continue
        seen.add(notice.kind)
        for path in re.findall(r"base_url \}\}(/\S+)", _template(app, notice.kind)):
            where = path.replace(
                "{{ organisation_id }}", str(notice.context.get("organisation_id"))
            ).split("{{")[0]
            answer = client_of(app, notice.account_id).get(where)
            # Whoever was named to submit and has left since finds nothing more there.
            assert answer.status_code in {200, 302, 404}, (notice.kind, where)
    assert seen == OF_BODIES - {"registration"}


def _template(app: Flask, kind: str) -> str:
    assert app.jinja_env.loader is not None
    return app.jinja_env.loader.get_source(app.jinja_env, f"mail/{kind}.txt")[0]


def test_a_member_who_may_not_submit_is_told_who_can(app: Flask, world: World) -> None:
    planned = world.plan()
    nominators.set_nominators(
        world.work("secretariat"), planned, planned.nominators, signatory_required=True
    )
    draft = world.draft(world.open_planned(planned))
    body = world.body_of("nominator")
    organisations.add_member(world.system, body, world.people["stranger"])
    client = client_of(app, world.people["stranger"].id)
    page = text_of(client.get(f"/forslag/{draft.id}/se-over").text)
    assert "Du kan ikke sende inn på vegne av nominator kommune Det kan nominator." in page
    assert client.post(f"/forslag/{draft.id}/send-inn").status_code == 409
    own = text_of(
        client_of(app, world.people["nominator"].id).get(f"/forslag/{draft.id}/se-over").text
    )
    assert "Disse kan sende inn: nominator." in own
