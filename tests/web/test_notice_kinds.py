"""The kinds of message: each has all its parts, reaches whom it is for, and leads somewhere."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask_babel import force_locale
from jinja2 import StrictUndefined
from sqlalchemy import select

from app.models import Notice
from app.rules.dates import RoundDate
from app.rules.impartiality import Answer, Outcome
from app.rules.notices import NOTICES, NoticeKind
from app.rules.tables import RowMissingError, every
from app.services import accounts, announcements, impartiality, nominations, phases, screening
from app.words.notices import CALLED, called
from config import ROOT
from tests.clients import client_of
from tests.factories import World

BASE = "https://pris.example.org"
LINK = re.compile(rf"{BASE}(\S*)")
LANGUAGES = ("nb", "nn", "en")


def tell_everything(world: World) -> list[Notice]:
    """Run a round in which every kind of message is queued; gives them all."""
    award_round = world.open()
    *judged, rejected = world.submit(award_round, 3)
    deadline = award_round.deadline_at
    assert deadline is not None
    later = {RoundDate.DEADLINE: deadline + timedelta(hours=1)}
    phases.change_dates(
        world.work("secretariat"), award_round, later, "Nettet var nede.", base=award_round.version
    )
    world.pass_time(days=11)
    secretariat = world.work("secretariat")
    screening.reject(secretariat, rejected, "Utenfor formålet.")
    for nomination in judged:
        screening.admit(secretariat, nomination, residents_checked=True)
    phases.move(secretariat, award_round, "begin_judging")
    world.declare_all(award_round, judged, "juror_b")
    world.declare(award_round, "juror_b", judged[0], Answer.NO_CONFLICT)
    world.declare(award_round, "juror_b", judged[1], Answer.POSSIBLE, "Vi har et samarbeid.")
    juror_b = world.jury.seats[1].appointments[0].id
    ruled = (judged[1], juror_b, Outcome.RECUSED, "Samarbeidet er nært.")
    impartiality.rule(world.work("chair"), award_round, *ruled)
    world.amend(award_round, quorum=1, weights={"x": "0.5", "y": "0.5"})
    phases.move(secretariat, award_round, "open_scoring")
    for name in ("chair", "juror_c"):
        for nomination in judged:
            world.seal(name, nomination, 4, 4)
    world.seal("deputy_b", judged[1], 3, 3)
    world.seal("juror_b", judged[0], 5, 5)
    phases.move(secretariat, award_round, "open_deliberation")
    world.finalise(award_round, judged)
    announcements.announce(world.work("chair"), award_round, None)
    return list(world.session.scalars(select(Notice).order_by(Notice.id)))


@pytest.fixture
def sent(world: World) -> list[Notice]:
    return tell_everything(world)


def test_every_kind_is_queued_by_something(sent: list[Notice]) -> None:
    assert {notice.kind for notice in sent} == set(NoticeKind)


def test_every_kind_has_a_row_a_name_and_a_template() -> None:
    kinds = set(NoticeKind)
    templates = {Path(path).stem for path in (ROOT / "templates" / "mail").glob("*.txt")}
    assert kinds == NOTICES.keys() == CALLED.keys() == templates


def test_a_kind_without_a_row_stops_the_start() -> None:
    rows = {kind: NOTICES[kind] for kind in NoticeKind if kind is not NoticeKind.RULES_AMENDED}
    with pytest.raises(RowMissingError, match="rules_amended"):
        every(NoticeKind, rows)
    with pytest.raises(RowMissingError, match="no_such_kind"):
        every(NoticeKind, NOTICES | {"no_such_kind": None})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_called_something_else_in_lists(app: Flask, language: str) -> None:
    with app.test_request_context(), force_locale(language):
        said = [called(kind.value) for kind in NoticeKind]
        assert len(set(said)) == len(NoticeKind)
        assert not set(said) & set(NoticeKind)
        assert (
            called("rules_amended")
            == {
                "nb": "Regelendring",
                "nn": "Regelendring",
                "en": "Amendment",
            }[language]
        )
        assert (
            called("of_an_earlier_version")
            == {
                "nb": "En melding som ikke sendes lenger",
                "nn": "Ei melding som ikkje blir send lenger",
                "en": "A message that is no longer sent",
            }[language]
        )


def write(app: Flask, notice: Notice, language: str) -> str:
    with app.test_request_context(), force_locale(language):
        template = app.jinja_env.overlay(undefined=StrictUndefined).get_template(
            f"mail/{notice.kind}.txt"
        )
        return render_template(template, **notice.context, name="Astrid", base_url=BASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_whole_and_in_its_language(
    app: Flask, sent: list[Notice], language: str
) -> None:
    for notice in sent:
        text, bokmal = write(app, notice, language), write(app, notice, "nb")
        subject, _, body = text.strip().partition("\n")
        assert subject.strip(), notice.kind
        assert "Astrid" in body, notice.kind
        assert "%(" not in text, notice.kind
        assert "None" not in text, notice.kind
        assert language == "nb" or text != bokmal, notice.kind


def test_every_message_leads_to_a_page_that_its_reader_may_open(
    app: Flask, sent: list[Notice]
) -> None:
    opened: dict[tuple[int, str], int] = {}
    for notice in sent:
        links = LINK.findall(write(app, notice, "nb"))
        assert links, notice.kind
        for link in links:
            key = (notice.account_id, link)
            if key not in opened:
                opened[key] = client_of(app, notice.account_id).get(link).status_code
            assert opened[key] == 200, (notice.kind, notice.account.name, link)


def test_every_message_reaches_somebody_whom_it_is_for(world: World, sent: list[Notice]) -> None:
    today = world.clock.now.date()
    for notice in sent:
        actor = accounts.actor_for(world.session, notice.account, today)
        number = notice.context.get("nomination_id")
        body = world.body_of("nominator").id
        if number is not None:
            body = nominations.by_id(world.session, number).organisation_id or 0
        held = actor.roles(jury_id=world.jury.id, organisation_id=body)
        receivers = NOTICES[NoticeKind(notice.kind)].receivers
        assert held & receivers, (notice.kind, notice.account.name)
