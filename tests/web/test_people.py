"""The people of the installation: only administrators see them, and two agree to what takes two."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Invitation
from app.rules.access import Role
from app.services import accounts, offices
from tests.clients import ReviewingClient, client_of
from tests.factories import World

NEW = {"name": "Ny Person", "email": "ny@example.org", "language": "nn"}


@pytest.fixture
def administrator(app: Flask, world: World) -> ReviewingClient:
    return client_of(app, world.people["administrator"].id)


@pytest.fixture
def second(app: Flask, world: World) -> ReviewingClient:
    accounts.grant_role(world.system, world.people["stranger"], Role.ADMINISTRATOR)
    return client_of(app, world.people["stranger"].id)


def page(client: ReviewingClient, path: str = "/personer") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def invite(client: ReviewingClient, office: str, **other: str) -> str:
    answer = client.post("/personer/inviter", data={**NEW, "office": office, **other})
    assert answer.location == "/personer"
    return page(client)


def test_the_list_names_everybody_with_what_they_hold(
    administrator: ReviewingClient, world: World
) -> None:
    shown = page(administrator)
    for name in ("administrator", "auditor", "secretariat", "nominator", "juror_b"):
        assert f">{name}</a>" in shown
    assert "Sekretariatet, Prisen" in shown


def test_the_list_is_searched_by_name_and_address(
    administrator: ReviewingClient, world: World
) -> None:
    for number in range(60):
        world.account(f"person{number}")
    assert "Viser 1–50 av" in page(administrator)
    found = page(administrator, "/personer?q=PERSON5+example")
    assert found.count("/personer/") > 0
    assert ">person5</a>" in found
    assert ">person4</a>" not in found
    world.account("Åse Ødegård")
    assert ">Åse Ødegård</a>" in page(administrator, "/personer?q=AASE+oedeg")


def test_what_a_lone_administrator_proposes_is_sent(administrator: ReviewingClient) -> None:
    shown = invite(administrator, "administrator:")
    assert "Invitasjonen til Ny Person blir sendt nå." in shown
    assert "Kan tas imot til" in shown


def test_two_invite_to_what_takes_two(
    administrator: ReviewingClient, second: ReviewingClient, world: World, session: Session
) -> None:
    shown = invite(administrator, f"secretariat:{world.prize.id}")
    assert "Den blir sendt når en annen administrator har bekreftet den." in shown
    assert "Venter på at en administrator til bekrefter" in shown
    made = session.scalars(select(Invitation)).one()
    confirm = f"/personer/invitasjoner/{made.id}/bekreft"
    assert confirm not in shown
    administrator.post(confirm)
    assert "Du har laget denne selv." in page(administrator)
    assert confirm in page(second)
    second.post(confirm)
    assert "Invitasjonen til Ny Person blir sendt nå." in page(second)


def test_two_take_what_takes_two(
    administrator: ReviewingClient, second: ReviewingClient, world: World
) -> None:
    holder = world.people["secretariat"].id
    (grant,) = offices.held(world.session, holder)
    take, path = f"/personer/roller/{grant.id}/fjern", f"/personer/{holder}"
    assert administrator.post(take).location == path
    assert "Du har bedt om at rollen blir fjernet." in page(administrator, path)
    assert "Venter på en annen administrator" in page(administrator)
    administrator.post(take)
    assert "Du har bedt om dette selv." in page(administrator)
    assert "Bekreft at rollen blir fjernet" in page(second, path)
    second.post(take)
    assert "secretariat har ikke lenger rollen." in page(second, path)


def test_the_only_administrator_stays(administrator: ReviewingClient, world: World) -> None:
    (grant,) = offices.held(world.session, world.people["administrator"].id)
    administrator.post(f"/personer/roller/{grant.id}/fjern")
    assert "Dette er den eneste administratoren. Inviter en til først." in page(administrator)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"office": ""}, "Velg en rolle."),
        ({"office": "chair:"}, "Velg en rolle."),
        ({"office": "secretariat:999"}, "Velg en rolle."),
        ({"name": " "}, "Skriv hva hun eller han heter."),
        ({"email": "ny@"}, "Skriv en e-postadresse, for eksempel navn@kommune.no."),
        ({"email": "auditor@example.org"}, "Den som har adressen, har alt denne rollen."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    administrator: ReviewingClient, sent: dict[str, str], said: str
) -> None:
    answer = administrator.post("/personer/inviter", data={**NEW, "office": "auditor:", **sent})
    assert answer.status_code == 422
    shown = answer.get_data(as_text=True)
    assert said in shown
    assert f'value="{sent.get("email", "ny@example.org")}"' in shown


def test_whoever_is_invited_already_is_not_invited_again(administrator: ReviewingClient) -> None:
    invite(administrator, "auditor:")
    answer = administrator.post("/personer/inviter", data={**NEW, "office": "auditor:"})
    assert answer.status_code == 422
    assert "Det ligger alt en invitasjon til denne rollen her." in answer.get_data(as_text=True)


def test_an_account_is_closed_and_opened(
    app: Flask, administrator: ReviewingClient, world: World
) -> None:
    holder = world.people["nominator"]
    own, path = client_of(app, holder.id), f"/personer/{holder.id}"
    administrator.post(f"{path}/steng")
    assert "Kontoen til nominator er stengt." in page(administrator, path)
    assert own.get("/oversikt").status_code == 302
    administrator.post(f"{path}/apne")
    assert "Kontoen til nominator er åpnet igjen." in page(administrator, path)
    auditor = f"/personer/{world.people['auditor'].id}"
    assert "Kontoen kan stenges når alle rollene er fjernet." in page(administrator, auditor)
    administrator.post(f"{auditor}/steng")
    assert "Kontoen har roller. Fjern dem først" in page(administrator, auditor)


def test_the_table_of_access_is_shown_as_it_is(administrator: ReviewingClient) -> None:
    shown = page(administrator, "/personer/roller")
    assert "Sette poeng, når en er habil" in shown
    # What an administrator may is one section, and scores are not in it.
    section = shown.rpartition("Administrator</h2>")[2]
    assert "Invitere, gi og fjerne roller og stenge kontoer" in section
    assert "poeng" not in section.lower().partition("</section>")[0]
