"""Mail, sent to a real server: what leaves, with which headers, in whose language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.documents.mail import compose
from app.models import Notice
from app.rules.impartiality import Answer, Outcome
from app.services import announcements, impartiality, nominations, screening
from config import Config
from tests.factories import World
from tests.services.mailbox import Mailbox, running
from tests.services.sending import send, stored


def test_a_receipt_arrives_as_it_was_queued(world: World, mailbox: Mailbox, config: Config) -> None:
    world.people["nominator"].name = "Áilu Čáhčeš-Ŋuolla Đšž Ŧ"
    nomination = world.draft(world.open(), title="Áltá: fra hospits til hjem")
    version = nominations.submit(world.work("nominator"), nomination)
    assert send(world, config).sent == 1
    message = mailbox.taken[0]
    assert message["X-To"] == "nominator@example.org"
    assert message["From"] == "pris@example.org"
    to = message["To"].addresses[0]
    assert (to.display_name, to.addr_spec) == ("Áilu Čáhčeš-Ŋuolla Đšž Ŧ", "nominator@example.org")
    assert message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    number = version.digest.removeprefix("jcs:")
    for part in ("Áilu Čáhčeš-Ŋuolla Đšž Ŧ", "2026-0001", number, "Áltá: fra hospits"):
        assert part in text
    assert f"https://pris.example.org/forslag/{nomination.id}/kvittering" in text
    assert stored(world) == [("nomination_submitted", 1, True, "")]


def test_what_was_sent_is_not_sent_again(world: World, mailbox: Mailbox, config: Config) -> None:
    world.submit(world.open(), 1)
    assert [send(world, config).sent, send(world, config).sent] == [1, 0]
    world.pass_time(days=2)
    assert send(world, config).sent == 0
    assert len(mailbox.taken) == 1


def test_nothing_that_was_rolled_back_is_sent(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    nomination = world.draft(world.open())
    world.session.commit()
    nominations.submit(world.work("nominator"), nomination)
    world.session.rollback()
    assert send(world, config).sent == 0
    assert mailbox.taken == []


def test_news_of_the_result_leaves_when_the_embargo_ends(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    award_round, _ = world.at("decided")
    send(world, config)
    mailbox.taken.clear()
    until = world.clock.now + timedelta(days=3)
    announcements.announce(world.work("chair"), award_round, until)
    world.clock.now = until - timedelta(seconds=1)
    assert send(world, config).sent == 0
    world.clock.now = until
    assert send(world, config).sent == 1
    assert mailbox.taken[0]["X-To"] == "nominator@example.org"
    assert "https://pris.example.org/priser/prisen/2026" in mailbox.taken[0].get_content()


def test_the_same_notice_always_has_the_same_identity(world: World, config: Config) -> None:
    world.submit(world.open(), 2)
    first, second = world.session.query(Notice).order_by(Notice.id)
    identities = [
        compose(notice, config, world.clock.now)["Message-ID"] for notice in (first, first, second)
    ]
    assert identities[0] == identities[1]
    assert identities[0] != identities[2]
    assert identities[0].startswith(f"<notice-{first.id}.")
    assert identities[0].endswith("@pris.example.org>")


def test_a_message_says_when_it_was_sent(world: World, mailbox: Mailbox, config: Config) -> None:
    world.submit(world.open(), 1)
    world.pass_time(hours=5)
    send(world, config)
    assert mailbox.taken[0]["Date"].datetime == world.clock.now


def test_norwegian_letters_travel_as_every_server_takes_them(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    settings = replace(
        config,
        mail_from="Ærens pris den <pris@blåbær.no>",
        base_url="https://pris.xn--blbr-roah.no",
    )
    nominator = world.people["nominator"]
    nominator.name, nominator.email = "Åse Ødegård", "ase@ærø.example"
    world.submit(world.open(), 1)
    assert send(world, settings).sent == 1
    message = mailbox.taken[0]
    assert message["X-To"] == "ase@xn--r-3fa9c.example"
    [receiver], [sender] = message["To"].addresses, message["From"].addresses
    assert (receiver.display_name, receiver.addr_spec) == ("Åse Ødegård", message["X-To"])
    assert (sender.display_name, sender.addr_spec) == ("Ærens pris den", "pris@xn--blbr-roah.no")
    assert message["Message-ID"].endswith("@pris.xn--blbr-roah.no>")
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    message.as_bytes().decode("ascii")


def test_letters_before_the_at_sign_are_sent_where_the_server_knows_them(
    world: World, config: Config
) -> None:
    world.people["nominator"].email = "åse@ærø.example"
    world.submit(world.open(), 1)
    with running(utf8=True) as box:
        settings = replace(config, smtp_url=f"smtp://127.0.0.1:{box.port}")
        assert send(world, settings).sent == 1
    assert box.receivers == ["åse@xn--r-3fa9c.example"]


def test_they_are_refused_in_words_where_it_does_not(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    world.people["nominator"].email = "åse@ærø.example"
    world.submit(world.open(), 1)
    assert send(world, config).refused == 1
    assert mailbox.taken == []
    notice = world.session.query(Notice).one()
    assert notice.last_error == "the mail server takes only a to z before the @ of an address"


def test_a_short_text_is_quoted_too(
    world: World, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library sends short lines as they are, in eight bits, which not every server takes."""
    monkeypatch.setattr("app.documents.mail.render_template", lambda *_, **__: "Bær\n\nBlåbær")
    world.submit(world.open(), 1)
    message = compose(world.session.query(Notice).one(), config, world.clock.now)
    assert (message["Subject"], message.get_content()) == ("Prisen 2026: Bær", "Blåbær\n")
    message.as_bytes().decode("ascii")


def test_what_is_about_a_round_names_its_prize_and_what_is_not_does_not(
    world: World, config: Config
) -> None:
    world.at("scoring")
    told = {one.kind: one for one in world.session.query(Notice).order_by(Notice.id)}
    subjects = {
        kind: compose(told[kind], config, world.clock.now)["Subject"]
        for kind in ("declaring_open", "scoring_open")
    }
    assert subjects == {
        "declaring_open": "Prisen 2026: Si fra om bindinger til kandidatene",
        "scoring_open": "Prisen 2026: Nå kan du sette poeng",
    }


def test_everybody_is_written_to_in_her_own_language(
    world: World, mailbox: Mailbox, config: Config
) -> None:
    """The three subjects differ once the catalogues are complete; the words say which is which."""
    subjects = {}
    for language in ("nb", "nn", "en"):
        world.people["nominator"].language = language
        world.submit(world.open(2030 + len(subjects)), 1)
        notice = world.session.query(Notice).order_by(Notice.id.desc()).limit(1).one()
        subjects[language] = compose(notice, config, world.clock.now)["Subject"]
    assert all(subjects.values())
    assert len(set(subjects.values())) == 3


def queued(world: World, kind: str) -> Notice:
    """Run a round until it has queued a notice of the kind."""
    if kind == "nomination_rejected":
        _, made = world.at("screening")
        screening.reject(world.work("secretariat"), made[0], "Utenfor formålet.")
    elif kind in {"conflict_ruled", "deputy_called"}:
        award_round, made = world.at("declaring")
        world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Kjenner rådmannen.")
        world.declare_all(award_round, made[:1], "juror_b")
        member = world.jury.seats[1].appointments[0].id
        impartiality.rule(
            world.work("chair"), award_round, made[0], member, Outcome.RECUSED, "For nær."
        )
    elif kind == "rules_amended":
        world.amend(world.at("deliberation")[0], quorum=1)
    else:
        world.at("announced")
    return world.session.query(Notice).filter_by(kind=kind).order_by(Notice.id).limit(1).one()


@pytest.mark.parametrize(
    "kind",
    [
        "declaring_open",
        "scoring_open",
        "deliberation_open",
        "deputy_called",
        "conflict_ruled",
        "rules_amended",
        "round_announced",
        "nomination_submitted",
        "nomination_admitted",
        "nomination_rejected",
    ],
)
def test_every_kind_of_message_can_be_written_as_it_is_queued(
    world: World, config: Config, kind: str
) -> None:
    notice = queued(world, kind)
    message = compose(notice, config, world.clock.now)
    assert message["Subject"]
    assert notice.account.name in message.get_content()
    assert "https://pris.example.org/" in message.get_content()
    assert "None" not in message.get_content()


def test_the_message_about_an_amendment_says_what_and_why(world: World, config: Config) -> None:
    award_round, _ = world.at("declaring")
    world.amend(award_round, "Vi skrev feil.", quorum=1, tie_breaks=("chair",))
    made = world.session.query(Notice).filter_by(kind="rules_amended").first()
    assert made is not None
    text = compose(made, config, world.clock.now).get_content()
    assert "– hvor mange plasser som må levere for hvert forslag\n" in text
    assert "– hva som avgjør når forslag har likt snitt\n" in text
    assert "vektene" not in text
    assert "Grunnen:\nVi skrev feil.\n" in text
    assert "/priser/prisen/2026/regler" in text
