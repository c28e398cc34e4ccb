"""The page of dates: what cannot be stored is said, and what was written is kept."""

import html
import re

import pytest
from flask import Flask

from app.models import Round
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World


@pytest.fixture
def opened(bench_world: World) -> Round:
    return bench_world.open()


@pytest.fixture
def office(bench_app: Flask, bench_world: World, opened: Round) -> ReviewingClient:
    return client_of(bench_app, bench_world.people["secretariat"].id)


def post(office: ReviewingClient, opened: Round, **sent: str) -> tuple[int, str]:
    base = {"version": str(opened.version), "reason": "Nettet var nede.", **sent}
    answer = office.post(f"{at(opened.slug)}/datoer", data=base)
    return answer.status_code, " ".join(answer.get_data(as_text=True).split())


def said(office: ReviewingClient, page: str) -> str:
    return html.unescape(office.get(page).text).replace("\u00a0", " ")


def test_the_page_shows_each_date_as_people_write_it(
    office: ReviewingClient, opened: Round
) -> None:
    text = office.get(f"{at(opened.slug)}/datoer").get_data(as_text=True)
    fields = re.findall(r'type="text" id="(\w+)" name="\w+" value="([^"]*)"', text)
    assert fields == [
        ("deadline", "12.03.2026 kl. 10.00"),
        ("scoring", "01.04.2026 kl. 11.00"),
        ("deliberation", "11.04.2026 kl. 11.00"),
        ("announcement", "01.05.2026 kl. 11.00"),
    ]


def test_a_date_on_a_holiday_is_warned_of_while_it_can_be_changed(
    office: ReviewingClient, opened: Round
) -> None:
    page = f"{at(opened.slug)}/datoer"
    first_of_may = "«Planlagt kunngjøring» er på en helligdag: første mai, 1. mai 2026."
    assert first_of_may in said(office, page)
    assert post(office, opened, announcement="03.05.2026 kl. 11.00")[0] == 303
    shown = said(office, page)
    assert "«Planlagt kunngjøring» er på en søndag, 3. mai 2026." in shown
    assert post(office, opened, announcement="04.05.2026 kl. 11.00")[0] in {303, 409}


def test_a_changed_date_is_stored(
    office: ReviewingClient, bench_world: World, opened: Round
) -> None:
    assert post(office, opened, deadline="13.03.2026 kl. 23.59")[0] == 303
    bench_world.session.refresh(opened)
    assert f"{opened.deadline_at:%Y-%m-%dT%H:%M}" == "2026-03-13T22:59"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            {"deadline": "13.03.2026"},
            "Skriv klokkeslettet også, for eksempel 15.05.2026 kl. 15.00.",
        ),
        (
            {"deadline": "29.03.2026 kl. 02.30"},
            (
                "Den natten stilles klokka fram, og dette klokkeslettet finnes ikke. "
                "Velg et tidspunkt utenfor timen mellom kl. 02.00 og 03.00."
            ),
        ),
        ({"deadline": "31.12.9999 23:59"}, "Se over årstallet. Det må være fra 2000 til 2199."),
        ({"deadline": ""}, "Skriv dato og klokkeslett. Runden kan ikke være uten."),
        (
            {"deadline": "11.03.2026 kl. 10.00"},
            (
                "Fristen kan ikke bli kortere enn da runden åpnet. Da var den 12. mars 2026 "
                "kl. 10.00."
            ),
        ),
        ({"announcement": "01.05.2062 11:00"}, "Det er mer enn ti år til. Se over årstallet."),
        (
            {"announcement": "01.05.2028 11:00"},
            (
                "Det er mer enn ett år til 1. mai 2028 kl. 11.00. Se over årstallet, og kryss av "
                "hvis det er riktig."
            ),
        ),
        (
            {"deadline": "13.03.2026 kl. 10.00", "reason": " "},
            "Skriv hvorfor datoene endres.",
        ),
    ],
)
def test_what_cannot_be_stored_is_said_and_kept_in_the_form(
    office: ReviewingClient,
    bench_world: World,
    opened: Round,
    sent: dict[str, str],
    said: str,
) -> None:
    before = opened.dates
    status, text = post(office, opened, **sent)
    assert status == 422
    assert text.count(said) == 2
    for name, written in sent.items():
        if name != "reason":
            assert f'name="{name}" value="{written}"' in text
    bench_world.session.refresh(opened)
    assert opened.dates == before


def test_the_second_tab_is_told_that_somebody_was_first(
    office: ReviewingClient, opened: Round
) -> None:
    base = str(opened.version)
    assert post(office, opened, deadline="13.03.2026 kl. 10.00")[0] == 303
    status, text = post(office, opened, deadline="14.03.2026 kl. 10.00", version=base)
    assert status == 409
    assert "Ikke lagret: Runden er endret av noen andre" in text
    assert 'name="deadline" value="14.03.2026 kl. 10.00"' in text
