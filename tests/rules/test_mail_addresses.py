"""Mail addresses: one spelling for each, and which domains answer for an address."""

import pytest

from app.rules import mail_addresses


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Kari@Example.ORG ", "kari@example.org"),
        ("kari@HØYANGER.kommune.no", "kari@høyanger.kommune.no"),
        ("kari@xn--hyanger-q1a.kommune.no", "kari@høyanger.kommune.no"),
        ("kari@XN--HYANGER-Q1A.Kommune.No.", "kari@høyanger.kommune.no"),
        ("kari@ho\u0308yanger.no", "kari@höyanger.no"),
        ("ikke en adresse", "ikke en adresse"),
        ("kari@localhost", "kari@localhost"),
    ],
)
def test_an_address_is_kept_in_one_spelling(written: str, kept: str) -> None:
    assert mail_addresses.canonical(written) == kept
    assert mail_addresses.canonical(kept) == kept


def test_what_stands_after_a_plus_is_the_same_mailbox() -> None:
    assert mail_addresses.mailbox("Kari+pris@Example.org") == "kari@example.org"
    assert mail_addresses.mailbox("kari@example.org") == "kari@example.org"


@pytest.mark.parametrize(
    ("domain", "answering"),
    [
        ("oslo.kommune.no", ["oslo.kommune.no"]),
        ("ansatt.oslo.kommune.no", ["ansatt.oslo.kommune.no", "oslo.kommune.no"]),
        ("evil-oslo.kommune.no", ["evil-oslo.kommune.no"]),
        (
            "oslo.kommune.no.evil.com",
            ["oslo.kommune.no.evil.com", "kommune.no.evil.com", "no.evil.com"],
        ),
        ("kvam.no", ["kvam.no"]),
        ("privat.kvam.no", ["privat.kvam.no"]),
        ("", []),
    ],
)
def test_a_domain_is_answered_for_by_itself_and_by_those_above(
    domain: str, answering: list[str]
) -> None:
    assert mail_addresses.answering_for(domain) == answering


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "online.no", "kommune.no", "no", "", "127.0.0.1", "oslo kommune.no", "a..no"],
)
def test_where_anybody_has_an_address_is_nobodys_domain(domain: str) -> None:
    assert mail_addresses.can_be_ones_own(domain) is False


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.oslo.kommune.no", "oslo.kommune.no"),
        ("https://www.høyanger.kommune.no/side", "xn--hyanger-q1a.kommune.no"),
        ("https://www.kommune.no", ""),
        ("https://www.gmail.com", ""),
        ("oslo", ""),
        ("", ""),
    ],
)
def test_a_web_address_suggests_a_domain(website: str, domain: str) -> None:
    assert mail_addresses.of_website(website) == domain


def test_a_look_alike_in_other_letters_is_another_domain() -> None:
    cyrillic = "\u043eslo.kommune.no"
    assert mail_addresses.ascii_domain(cyrillic) == "xn--slo-red.kommune.no"
