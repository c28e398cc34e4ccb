"""The pages of a jury: made in the browser, people invited, asked for a promise, and replaced."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.documents import links
from app.documents.links import Link, Purpose
from app.models import Appointment, ConfidentialityStatement, Invitation, Jury
from app.services import jury
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World

GOOD = "hus ved havet i vest"


@pytest.fixture
def secretariat(app: Flask, world: World) -> ReviewingClient:
    world.session.commit()
    return client_of(app, world.people["secretariat"].id)


def test_a_jury_is_made_from_nothing_in_the_browser(
    world: World, secretariat: ReviewingClient
) -> None:
    start = secretariat.get("/priser/prisen/juryer/ny").text
    assert 'value="2029"' in start
    term = {"term_from": "2029", "term_to": "2032", "source": ""}
    answer = secretariat.post("/priser/prisen/juryer/ny", data=term)
    address = answer.location
    assert "Juryen har ingen plasser ennå." in secretariat.get(address).text
    seat = {"institution": "institusjon a", "short": "A", "leads": "y", "areas": ["01"]}
    answer = secretariat.post(f"{address}/plasser/ny", data=seat)
    made = world.session.scalars(select(Jury).order_by(Jury.id.desc())).first()
    assert made is not None
    assert [(s.institution.name, s.leads, s.areas) for s in made.seats] == [
        ("Institusjon A", True, ["01"])
    ]
    person = {"name": "Kari", "email": "kari@x.no", "place": "member", "language": "nb"}
    answer = secretariat.post(f"{answer.location}/inviter", data={**person, "since": "1.1.2029"})
    assert "Invitasjonen til Kari blir sendt nå." in secretariat.get(answer.location).text
    assert "1 av 1" not in secretariat.get(address).text
    assert "Har ikke svart." in secretariat.get(address).text


def places(world: World) -> dict[str, str]:
    """Give where the jury is, its first seat, and the first appointment to it."""
    seat = world.jury.seats[0]
    return {
        "jury": f"/juryer/{world.jury.id}",
        "seat": f"/juryer/plasser/{seat.id}",
        "held": f"/juryer/verv/{seat.appointments[0].id}",
    }


@pytest.mark.parametrize(
    ("path", "data", "says"),
    [
        ("/priser/prisen/juryer/ny", {"term_from": "", "term_to": "2030"}, "det første året"),
        ("/priser/prisen/juryer/ny", {"term_from": "x", "term_to": "2030"}, "årstall"),
        ("/priser/prisen/juryer/ny", {"term_from": "2030", "term_to": "2029"}, "ikke være før"),
        ("{jury}/periode", {"term_from": "2025", "term_to": "2027"}, "oppnevnt"),
        ("{jury}/plasser/ny", {"institution": "", "short": "X"}, "hvilken institusjon"),
        ("{jury}/plasser/ny", {"institution": "N", "short": "X" * 21}, "høyst 20 tegn"),
        ("{jury}/plasser/ny", {"institution": "Institusjon B", "short": "B"}, "har en plass"),
        ("{seat}", {"institution": "Ny etat", "short": "A"}, "har sittet her"),
        ("{seat}/inviter", {"since": "i går", "place": "deputy"}, "Skriv en dato"),
        ("{seat}/inviter", {"since": "01.01.2040", "place": "deputy"}, "i perioden"),
        ("{seat}/inviter", {"place": "member"}, "har et medlem den dagen"),
        ("{seat}/inviter", {"place": ""}, "Velg medlem eller varamedlem"),
        ("{seat}/inviter", {"email": "juror_b@example.org"}, "sitter i denne juryen"),
        ("{seat}/inviter", {"email": "administrator@example.org"}, "administrator"),
        ("{held}/slutt", {"until": "01.01.2020"}, "Dagen må være fra"),
        ("{held}/slutt", {"until": "snart"}, "Skriv en dato"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_stored(
    world: World, secretariat: ReviewingClient, path: str, data: dict[str, str], says: str
) -> None:
    if path.endswith("inviter"):
        given = {"name": "N", "email": "n@x.no", "language": "nb", "since": "31.12.2028"}
        data = {**given, "place": "deputy", **data}
    answer = secretariat.post(path.format(**places(world)), data=data)
    assert answer.status_code == 422
    errors = re.findall(r'id="[a-z_]+-error"[^>]*>(.*?)</', answer.text, re.DOTALL)
    assert any(says in error for error in errors), errors
    assert world.session.scalars(select(Invitation)).all() == []


def test_somebody_leaves_and_another_takes_over(world: World, secretariat: ReviewingClient) -> None:
    world.pass_time(days=1)
    juror_b = world.jury.seats[1].appointments[0].id
    answer = secretariat.post(f"/juryer/verv/{juror_b}/slutt", data={"until": day_of(world)})
    page = secretariat.get(answer.location).text
    assert "Siste dag for juror_b er" in page
    world.pass_time(days=1)
    page = secretariat.get(places(world)["jury"]).text
    assert "Har sittet, eller svart nei" in page
    assert "juror_b, medlem, 1.\u00a0januar 2025 til" in page


def day_of(world: World) -> str:
    return f"{world.work('secretariat').today:%d.%m.%Y}"


def test_a_seat_without_anybody_is_removed_and_others_stay(
    world: World, secretariat: ReviewingClient
) -> None:
    at = places(world)["jury"]
    seat = secretariat.post(
        f"{at}/plasser/ny", data={"institution": "Feil etat", "short": "F"}
    ).location
    assert secretariat.post(f"{seat}/flytt", data={"way": "up"}).status_code == 303
    assert secretariat.post(f"{seat}/fjern").location == at
    secretariat.post(f"{places(world)['seat']}/fjern")
    assert [one.short for one in world.session.get_one(Jury, world.jury.id).seats] == [
        "A",
        "B",
        "C",
    ]


def test_the_auditor_reads_and_is_offered_nothing_to_change(app: Flask, world: World) -> None:
    world.session.commit()
    page = client_of(app, world.people["auditor"].id).get(places(world)["jury"]).text
    assert "Institusjon B" in page
    assert "Legg til en plass" not in page
    assert "/juryer/plasser/" not in page


# --- invitations --------------------------------------------------------------------------------


def invite(world: World, email: str = "ny@x.no") -> Invitation:
    work = world.work("secretariat")
    made = jury.invite(
        work,
        world.jury.seats[0],
        email=email,
        name="Ny Vara",
        language="nb",
        since=work.today,
        deputy=True,
    )
    world.session.commit()
    return made


def link_of(app: Flask, made: Invitation) -> str:
    return links.path(str(app.secret_key), Link(Purpose.INVITATION, made.id, made.nonce))


def test_a_seat_is_taken_with_the_promise_and_not_without(
    app: Flask, world: World, client: ReviewingClient
) -> None:
    link = link_of(app, invite(world))
    page = client.get(link).text
    assert "Varamedlem i juryen, Prisen" in page
    assert "Plassen hører til Institusjon A." in page
    assert "Jeg tier om det jeg får vite i juryen" in page
    given = {"name": "Ny Vara", "new_password": GOOD}
    refused = client.post(link, data=given)
    assert refused.status_code == 422
    assert "Kryss av for at du lover dette." in refused.text
    answer = client.post(link, data={**given, "accept": "1"})
    assert (answer.status_code, answer.location) == (303, "/oversikt")
    made = world.session.scalars(select(Appointment).order_by(Appointment.id.desc())).first()
    assert made is not None
    promised = world.session.scalars(
        select(ConfidentialityStatement).where(ConfidentialityStatement.appointment_id == made.id)
    ).one()
    assert (made.person_name, made.rank, promised.version, promised.language) == (
        "Ny Vara",
        1,
        1,
        "nb",
    )


def test_a_no_is_answered_by_link_without_an_account(
    app: Flask, world: World, client: ReviewingClient, secretariat: ReviewingClient
) -> None:
    link = link_of(app, invite(world))
    answer = client.post(f"{link}/nei", data={"words": "Er på reise."})
    assert (answer.status_code, "Takk for svaret" in answer.text) == (200, True)
    again = client.get(link)
    assert (again.status_code, "Du har svart nei" in again.text) == (410, True)
    page = secretariat.get(places(world)["seat"]).text
    assert "Svarte nei" in page
    assert "«Er på reise.»" in page


def test_whoever_nominates_or_runs_the_prize_is_told_why_she_cannot(
    app: Flask, world: World
) -> None:
    link = link_of(app, invite(world))
    for name in ("secretariat", "administrator"):
        answer = client_of(app, world.people[name].id).post(link, data={"accept": "1"})
        assert answer.status_code == 422
        assert "er administrator, eller har et forslag i en runde" in answer.text


# --- the promise of those who sit already -------------------------------------------------------


def test_a_juror_who_has_not_promised_is_asked_before_her_desk_opens(
    app: Flask, world: World
) -> None:
    award_round, _ = world.at("declaring")
    world.people["ny"] = world.account("ny")
    jury.appoint(
        world.work("secretariat"),
        world.jury.seats[0],
        person_name="ny",
        account=world.people["ny"],
        since=world.work("secretariat").today,
        until=None,
        deputy=True,
    )
    world.session.commit()
    client = client_of(app, world.people["ny"].id)
    desk = f"{at(award_round.slug)}/vurdering"
    assert client.get("/oversikt").location == "/taushet?next=/oversikt"
    led = client.get(desk)
    assert (led.status_code, led.location) == (303, f"/taushet?next={desk}")
    assert "Taushetserklæring" in client.get(led.location).text
    assert client.post(led.location, data={}).status_code == 422
    answer = client.post(led.location, data={"accept": "y"})
    assert answer.location == desk
    assert client.get(desk).status_code == 200
    assert client.get("/taushet").location == "/oversikt"
