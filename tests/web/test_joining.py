"""Getting in: invitations, forgotten passwords, new addresses, and the words one gets."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents import links
from app.documents.links import Link, Purpose
from app.models import AddressChange, Invitation, Notice, PasswordReset
from app.rules.access import Role
from app.services import invitations
from tests.clients import ReviewingClient, client_of
from tests.conftest import SettableClock
from tests.factories import World
from tests.web.test_leaks import plain

GOOD = "hus ved havet i vest"
SPENT = {
    "unknown": "Lenken virker ikke",
    "used": "Lenken er alt brukt",
    "expired": "Lenken er for gammel",
    "withdrawn": "Invitasjonen er trukket tilbake",
}


@pytest.fixture
def invited(world: World) -> Invitation:
    return invitations.invite(
        world.work("administrator"),
        email="ny@example.org",
        name="Ny Revisor",
        language="nb",
        role=Role.AUDITOR,
        prize=world.prize,
    )


def address(app: Flask, row: Invitation | PasswordReset | AddressChange, purpose: Purpose) -> str:
    return links.path(str(app.secret_key), Link(purpose, row.id, row.nonce))


@pytest.fixture
def link(app: Flask, invited: Invitation) -> str:
    return address(app, invited, Purpose.INVITATION)


def text_of(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined, no-any-return]


def is_signed_in(client: ReviewingClient) -> bool:
    return client.get("/oversikt").status_code == 200


def test_an_invitation_says_what_it_is_to_and_makes_an_account(
    client: ReviewingClient, link: str
) -> None:
    page = text_of(client.get(link))
    assert "Revisor, Prisen" in page
    assert "ny@example.org" in page
    answer = client.post(link, data={"name": "Ny Revisor", "new_password": GOOD})
    assert (answer.status_code, answer.location) == (303, "/oversikt")
    assert "Velkommen, Ny Revisor! Rollen din: Revisor, Prisen." in text_of(client.get("/oversikt"))


def test_a_scanner_that_fetches_every_link_uses_up_none(
    app: Flask, client: ReviewingClient, link: str
) -> None:
    scanner = app.test_client()
    scanner.reviewing = False  # type: ignore[attr-defined]
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    assert client.post(link, data={"name": "Ny", "new_password": GOOD}).status_code == 303


def test_a_link_that_was_used_says_so_and_the_owner_still_gets_in(
    client: ReviewingClient, link: str
) -> None:
    client.post(link, data={"name": "Ny", "new_password": GOOD})
    client.post("/logg-ut")
    for answer in (client.get(link), client.post(link, data={"new_password": GOOD})):
        assert answer.status_code == 410
        assert SPENT["used"] in text_of(answer)
        assert "Er det du som har brukt den, kan du logge inn." in text_of(answer)
    signed_in = client.post("/logg-inn", data={"email": "NY@example.org", "password": GOOD})
    assert signed_in.location == "/oversikt"


def test_a_link_that_has_run_out_says_so_and_one_that_is_sent_again_works(
    client: ReviewingClient, link: str, world: World, invited: Invitation
) -> None:
    world.pass_time(days=14)
    answer = client.get(link)
    assert answer.status_code == 410
    assert SPENT["expired"] in text_of(answer)
    invitations.send_again(world.work("administrator"), invited.id)
    assert client.get(link).status_code == 200


def test_a_lost_invitation_is_sent_again_by_an_administrator(
    app: Flask, world: World, invited: Invitation, session: Session
) -> None:
    world.pass_time(minutes=1)
    administrator = client_of(app, world.people["administrator"].id)
    page = text_of(administrator.get("/personer"))
    assert "ny@example.org" in page
    answer = administrator.post(f"/personer/invitasjoner/{invited.id}/send")
    assert answer.location == "/personer"
    sent = session.scalars(select(Notice).where(Notice.kind == "invitation")).all()
    assert [one.receiver.email for one in sent] == ["ny@example.org"] * 2


def test_a_withdrawn_invitation_says_so(
    client: ReviewingClient, link: str, world: World, invited: Invitation
) -> None:
    invitations.withdraw(world.work("administrator"), invited.id)
    answer = client.get(link)
    assert answer.status_code == 410
    assert SPENT["withdrawn"] in text_of(answer)


@pytest.mark.parametrize("path", ["/invitasjon", "/nytt-passord", "/adresse/fra", "/adresse/til"])
@pytest.mark.parametrize("token", ["tull", "WzEsIng.x", "a" * 300])
def test_what_is_no_link_of_ours_says_so(client: ReviewingClient, path: str, token: str) -> None:
    for answer in (client.get(f"{path}/{token}"), client.post(f"{path}/{token}")):
        assert answer.status_code == 410
        assert SPENT["unknown"] in text_of(answer)


def test_a_link_for_one_thing_is_no_link_for_another(
    app: Flask, client: ReviewingClient, invited: Invitation
) -> None:
    token = address(app, invited, Purpose.INVITATION).rpartition("/")[2]
    assert client.get(f"/nytt-passord/{token}").status_code == 410


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Skriv et passord."),
        ("kort", "Passordet må ha minst 12 tegn."),
        ("passord123456", "blant dem som andre prøver først"),
        ("ny.revisor12", "ligner for mye på navnet"),
    ],
)
def test_a_weak_password_is_said_and_nothing_else_is_lost(
    client: ReviewingClient, link: str, password: str, said: str
) -> None:
    answer = client.post(link, data={"name": "Ny Revisor", "new_password": password})
    assert answer.status_code == 422
    page = text_of(answer)
    assert said in page
    assert 'value="Ny Revisor"' in page
    assert not password or f'value="{password}"' not in page
    assert not is_signed_in(client)


def test_who_has_an_account_signs_in_and_takes_it_with_that(
    app: Flask, world: World, session: Session
) -> None:
    made = invitations.invite(
        world.work("administrator"),
        email="stranger@example.org",
        name="Fremmed",
        language="nb",
        role=Role.AUDITOR,
    )
    path = address(app, made, Purpose.INVITATION)
    anybody = app.test_client()
    assert f"/logg-inn?next={path}" in text_of(anybody.get(path))
    answer = anybody.post(path, data={"name": "Ny", "new_password": GOOD})
    assert answer.status_code == 422
    assert "har en konto fra før" in text_of(answer)
    own = client_of(app, world.people["stranger"].id)
    assert "Rollen blir knyttet til den kontoen." in text_of(own.get(path))
    assert own.post(path).location == "/oversikt"
    session.refresh(made)
    assert made.taken_by_id == world.people["stranger"].id


def test_who_sits_in_a_jury_is_told_why_not(app: Flask, world: World) -> None:
    made = invitations.invite(
        world.work("administrator"),
        email="x@example.org",
        name="X",
        language="nb",
        role=Role.ADMINISTRATOR,
    )
    answer = client_of(app, world.people["juror_b"].id).post(address(app, made, Purpose.INVITATION))
    assert answer.status_code == 422
    assert "Den som sitter i juryen, kan ikke ha rollen samtidig." in text_of(answer)


def test_a_forgotten_password_gets_the_same_answer_for_everybody(
    client: ReviewingClient, world: World
) -> None:
    said = []
    for email in ("nominator@example.org", "ingen.slik@example.org"):
        answer = client.post("/glemt-passord", data={"email": email})
        assert answer.status_code == 200
        said.append(plain(text_of(answer)).replace(email, "ADRESSEN"))
    assert "Finnes det en konto med adressen ADRESSEN" in said[0]
    assert said[0] == said[1]


def test_a_new_password_by_link_signs_in_and_counts_once(
    app: Flask, client: ReviewingClient, session: Session, world: World
) -> None:
    elsewhere = client_of(app, world.people["nominator"].id)
    client.post("/glemt-passord", data={"email": "nominator@example.org"})
    path = address(app, session.scalars(select(PasswordReset)).one(), Purpose.NEW_PASSWORD)
    assert "nominator@example.org" in text_of(client.get(path))
    weak = client.post(path, data={"new_password": "kort"})
    assert (weak.status_code, "minst 12 tegn" in text_of(weak)) == (422, True)
    assert client.post(path, data={"new_password": GOOD}).location == "/oversikt"
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    again = client.post(path, data={"new_password": GOOD})
    assert (again.status_code, SPENT["used"] in text_of(again)) == (410, True)


def test_a_link_to_a_new_password_runs_out(
    app: Flask, client: ReviewingClient, session: Session, clock: SettableClock, world: World
) -> None:
    client.post("/glemt-passord", data={"email": "nominator@example.org"})
    path = address(app, session.scalars(select(PasswordReset)).one(), Purpose.NEW_PASSWORD)
    clock.now += timedelta(hours=2)
    answer = client.get(path)
    assert (answer.status_code, SPENT["expired"] in text_of(answer)) == (410, True)


def test_an_address_is_changed_by_both(
    app: Flask, client: ReviewingClient, session: Session, world: World
) -> None:
    own = client_of(app, world.people["nominator"].id)
    answer = own.post("/konto/adresse", data={"email": "Ny.Adresse@example.org"})
    assert answer.location == "/konto"
    assert "Bruk lenken som er sendt til hver av adressene." in text_of(own.get("/konto"))
    change = session.scalars(select(AddressChange)).one()
    old, new = (address(app, change, p) for p in (Purpose.OLD_ADDRESS, Purpose.NEW_ADDRESS))
    assert "bytter fra nominator@example.org til ny.adresse@example.org" in text_of(client.get(new))
    assert own.post(new).status_code == 303
    assert "Den gamle adressen mangler." in text_of(own.get("/konto"))
    assert own.post(old).status_code == 303
    assert "Du logger inn som ny.adresse@example.org." in text_of(own.get("/konto"))
    assert client.get(old).status_code == 410


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("nominator@example.org", "Dette er adressen du alt har."),
        ("ikke en adresse", "Skriv en e-postadresse, for eksempel navn@kommune.no."),
        ("", "Skriv e-postadressen din."),
    ],
)
def test_an_address_that_can_not_be_is_said(
    app: Flask, world: World, email: str, said: str
) -> None:
    own = client_of(app, world.people["nominator"].id)
    answer = own.post("/konto/adresse", data={"email": email})
    assert (answer.status_code, said in text_of(answer)) == (422, True)


def test_one_changes_the_password_by_knowing_the_old_one(app: Flask, world: World) -> None:
    account = world.account("leser", password=GOOD)
    own, other = client_of(app, account.id), client_of(app, account.id)
    wrong = own.post("/konto/passord", data={"password": "galt", "new_password": GOOD + " ny"})
    assert (wrong.status_code, "Dette er ikke passordet du har nå." in text_of(wrong)) == (
        422,
        True,
    )
    answer = own.post("/konto/passord", data={"password": GOOD, "new_password": GOOD + " ny"})
    assert answer.location == "/konto"
    assert is_signed_in(own)
    assert not is_signed_in(other)


def test_wrong_passwords_from_elsewhere_keep_no_owner_out(
    app: Flask, client: ReviewingClient, world: World
) -> None:
    """Ten thousand of them are tried where it is quick: in the tests of the attempts."""
    world.account("leser", password=GOOD)
    guesser = app.test_client()
    guesser.reviewing = False  # type: ignore[attr-defined]
    answers = set()
    for number in range(60):
        answers.add(
            guesser.post(
                "/logg-inn",
                data={"email": "leser@example.org", "password": f"gjetning {number}"},
                environ_base={"REMOTE_ADDR": "203.0.113.9"},
            ).status_code
        )
    assert answers == {422, 429}
    owner = client.post(
        "/logg-inn",
        data={"email": "leser@example.org", "password": GOOD},
        environ_base={"REMOTE_ADDR": "198.51.100.4"},
    )
    assert owner.location == "/oversikt"


def test_one_signs_out_everywhere(app: Flask, world: World) -> None:
    account = world.people["nominator"]
    own, other = client_of(app, account.id), client_of(app, account.id)
    assert text_of(own.get("/konto")).count("Logget inn ") == 2
    assert own.post("/konto/logg-ut-overalt").location == "/logg-inn"
    assert not is_signed_in(own)
    assert not is_signed_in(other)


def test_one_changes_the_name(app: Flask, world: World) -> None:
    own = client_of(app, world.people["nominator"].id)
    assert own.post("/konto/navn", data={"name": "  Kari Nytt-Navn "}).location == "/konto"
    assert 'value="Kari Nytt-Navn"' in text_of(own.get("/konto"))
    empty = own.post("/konto/navn", data={"name": " "})
    assert (empty.status_code, "Skriv navnet ditt." in text_of(empty)) == (422, True)
