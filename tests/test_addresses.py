"""The addresses of servers: what is understood, and what is refused with what to write instead."""

import pytest

import addresses
from addresses import AddressError, MailServer, Tls

pytestmark = pytest.mark.without_database

ENCODED = "in a user or password, write %40 for @, %3A for :, %2F for /, %3F for ?, %23 for #"


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 25, Tls.NEVER)),
        ("smtp://localhost:2525/", MailServer("localhost", 2525, Tls.NEVER)),
        ("smtp://[2001:db8::25]", MailServer("2001:db8::25", 25, Tls.NEVER)),
        ("smtp://[::1]:2525", MailServer("::1", 2525, Tls.NEVER)),
        ("smtp://mail_server", MailServer("mail_server", 25, Tls.NEVER)),
        ("smtp://post.blåbær.no", MailServer("post.blåbær.no", 25, Tls.NEVER)),
        ("smtp://h?starttls", MailServer("h", 587, Tls.STARTTLS)),
        ("smtp://h:25?starttls", MailServer("h", 25, Tls.STARTTLS)),
        ("smtps://u:p@h", MailServer("h", 465, Tls.AT_ONCE, "u", "p")),
        ("smtps://u%40h.no:p%2F%3A%25%23@h", MailServer("h", 465, Tls.AT_ONCE, "u@h.no", "p/:%#")),
    ],
)
def test_a_mail_server_is_understood(text: str, server: MailServer) -> None:
    assert addresses.mail_server(text) == server


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("mail.example.org", "must begin with smtp:// or smtps://"),
        ("mail.example.org:25", "must begin with smtp:// or smtps://"),
        ("user:hemmelig@mail.example.org", "must begin with smtp:// or smtps://"),
        ("smtp:mail.example.org", "must begin with smtp:// or smtps://"),
        ("https://mail.example.org", "must begin with smtp:// or smtps://"),
        ("smtp://", "names no host"),
        ("smtp://:25", "names no host"),
        ("smtp://u:hemmelig@", "names no host"),
        ("smtp://h:0", "has a port that cannot be"),
        ("smtp://h:", "has a port that cannot be"),
        ("smtp://h:65536", f"has a host or a port that cannot be; {ENCODED}"),
        ("smtp://h:smtp", f"has a host or a port that cannot be; {ENCODED}"),
        ("smtp://::1", f"has a host or a port that cannot be; {ENCODED}"),
        ("smtp://[::1", f"has a host or a port that cannot be; {ENCODED}"),
        ("smtp://u:hemme#lig@h", f"has a host or a port that cannot be; {ENCODED}"),
        ("smtp://u:hemme/lig@h", f"has a host or a port that cannot be; {ENCODED}"),
        ("smtp://mail..org", f"names a host that cannot be; {ENCODED}"),
        ("smtp://-mail.org", f"names a host that cannot be; {ENCODED}"),
        ("smtp://h/inbox", f"must end after the port; {ENCODED}"),
        ("smtp://h#x", f"must end after the port; {ENCODED}"),
        ("smtp://h?tls=1", "knows one thing after a question mark: ?starttls"),
        ("smtp://h?starttls&x", "knows one thing after a question mark: ?starttls"),
        ("smtps://h?starttls", "asks for TLS twice: write smtps://… or smtp://…?starttls"),
        ("smtp://u@h", "must name a user and a password, or neither"),
        ("smtp://u:10%@h", "has a % that stands for nothing: write %25 for it"),
        ("smtp://mail example", "has a space or a character that cannot be seen in it"),
        ("smtp://h\n", "has a space or a character that cannot be seen in it"),
        (
            "smtps://u:pæss@h",
            "has letters beyond a to z in its user or password: none can be sent",
        ),
    ],
)
def test_what_is_no_mail_server_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(AddressError) as caught:
        addresses.mail_server(text)
    assert str(caught.value) == says


def test_no_password_is_in_what_is_shown() -> None:
    server = addresses.mail_server("smtps://u:hemmelig@h")
    assert str(server) == "h:465 with TLS"
    assert "hemmelig" not in repr(server)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sqlite:////srv/mitt arkiv/pris.sqlite", "sqlite:////srv/mitt arkiv/pris.sqlite"),
        ("sqlite://", "sqlite://"),
        ("postgresql+psycopg://pris:hemme%40lig@db:5433/pris", "postgresql+psycopg://db:5433/pris"),
        ("postgresql+psycopg://[::1]/pris?sslmode=require", "postgresql+psycopg://::1/pris"),
        (
            "postgresql+psycopg:///pris?host=/var/run/postgresql",
            "postgresql+psycopg:///var/run/postgresql/pris",
        ),
    ],
)
def test_a_database_is_understood_and_shown_without_its_password(text: str, shown: str) -> None:
    assert addresses.database(text) == shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pris.sqlite", "must begin with sqlite:/// or postgresql+psycopg://"),
        ("mysql://db/pris", "must begin with sqlite:/// or postgresql+psycopg://"),
        ("postgres://db/pris", "must begin with postgresql+psycopg:// instead of postgres://"),
        ("postgresql://db/pris", "must begin with postgresql+psycopg:// instead of postgresql://"),
        ("sqlite://pris.sqlite", "must be sqlite:/// and then the path of a file, and no more"),
        ("sqlite:///x?mode=ro", "must be sqlite:/// and then the path of a file, and no more"),
        ("postgresql+psycopg:///pris", "names no host"),
        (
            "postgresql+psycopg://db",
            "must name a database after the host: postgresql+psycopg://host/name",
        ),
        (
            "postgresql+psycopg://db/pris?sslmod=require",
            "has parts that PostgreSQL does not know: sslmod",
        ),
        (
            "postgresql+psycopg://u:hemme/lig@db/pris",
            f"has a host or a port that cannot be; {ENCODED}",
        ),
        ("postgresql+psycopg://u:p@db/pris#x", f"has a # in it; {ENCODED}"),
    ],
)
def test_what_is_no_database_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(AddressError) as caught:
        addresses.database(text)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://pris.example.org/", "https://pris.example.org"),
        ("https://Pris.Example.org:8443", "https://pris.example.org:8443"),
        ("https://pris.blåbær.no", "https://pris.xn--blbr-roah.no"),
        ("http://[::1]:5000", "http://[::1]:5000"),
    ],
)
def test_the_address_that_people_type_is_read_as_links_begin(text: str, base: str) -> None:
    assert addresses.base(text) == base


@pytest.mark.parametrize(
    "text",
    [
        "pris.example.org",
        "ftp://pris.example.org",
        "https://",
        "https://pris.example.org/pris",
        "https://pris.example.org?x",
        "https://pris.example.org/#x",
        "https://u:p@pris.example.org",
        "https://pris.example.org:99999",
    ],
)
def test_the_address_that_people_type_is_that_and_no_more(text: str) -> None:
    with pytest.raises(AddressError):
        addresses.base(text)


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("pris@example.org", "", "pris@example.org"),
        ("hederspris@localhost", "", "hederspris@localhost"),
        ("Ærens pris <pris@blåbær.no>", "Ærens pris", "pris@blåbær.no"),
        ('"Pris, den" <pris@example.org>', "Pris, den", "pris@example.org"),
    ],
)
def test_whom_mail_is_from_is_understood(text: str, name: str, address: str) -> None:
    assert addresses.mailbox(text) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        "pris",
        "pris@",
        "@example.org",
        "pris@example..org",
        "a@example.org, b@example.org",
        "Pris, den <pris@example.org>",
        "pris@example.org\nBcc: x@example.org",
    ],
)
def test_whom_mail_is_from_can_be_answered(text: str) -> None:
    with pytest.raises(AddressError):
        addresses.mailbox(text)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("pris@example.org", "mailto:pris@example.org"),
        ("pris@blåbær.no", "mailto:pris@xn--blbr-roah.no"),
        ("pris+ny@BLÅBÆR.no", "mailto:pris+ny@xn--blbr-roah.no"),
        ("åse@example.org", "mailto:%C3%A5se@example.org"),
        ("a?b&c%d@example.org", "mailto:a%3Fb%26c%25d@example.org"),
    ],
)
def test_a_link_that_writes_is_read_by_every_mail_program(address: str, link: str) -> None:
    assert addresses.mailto(address) == link
