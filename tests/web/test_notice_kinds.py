"""The kinds of message: each has all its parts, reaches whom it is for, and leads somewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask_babel import force_locale
from jinja2 import StrictUndefined

from app.documents.mail import compose
from app.models import Notice, Round
from app.rules.access import Permission, Verdict
from app.rules.notices import NOTICES, NoticeKind
from app.rules.tables import RowMissingError, every
from app.services import (
    accounts,
    address_changes,
    desks,
    impartiality,
    invitations,
    may,
    nominations,
    password_resets,
)
from app.services.desks import LEFT, TO_SCORE, Task
from app.services.impartiality import Board
from app.services.work import Work
from app.words.notices import CALLED, called
from config import ROOT
from tests.clients import client_of
from tests.factories import World
from tests.web.notices_of_bodies import OF_BODIES, tell_of_bodies
from tests.web.telling import (
    queued,
    tell_everything,
    tell_of_no_round,
    tell_of_public,
    tell_of_supports,
)

BASE = "https://pris.example.org"
LINK = re.compile(rf"{BASE}(\S*)")
LANGUAGES = ("nb", "nn", "en")


OF_NO_ROUND = frozenset(
    {
        NoticeKind.INVITATION,
        NoticeKind.SEAT_INVITATION,
        NoticeKind.SEAT_DECLINED,
        NoticeKind.NEW_PASSWORD,
        NoticeKind.PASSWORD_CHANGED,
        NoticeKind.ADDRESS_FROM,
        NoticeKind.ADDRESS_TO,
        NoticeKind.ADDRESS_CHANGED,
        NoticeKind.PRIZE_CLOSED,
        NoticeKind.PRIZE_REOPENED,
        NoticeKind.SUPPORT_ASKED,
        NoticeKind.SUPPORT_GIVEN,
        NoticeKind.SUPPORT_WITHDRAWN,
        NoticeKind.SUPPORT_TAKEN_BACK,
        *OF_BODIES,
        NoticeKind.CANDIDATE_TOLD,
        NoticeKind.QUESTION_ANSWERED,
        NoticeKind.SUBSCRIPTION_ASKED,
        NoticeKind.CALL_PUBLISHED,
    }
)
"""What is sent about an account or a prize, whatever becomes of any round."""


@pytest.fixture
def of_no_round(world: World) -> list[Notice]:
    return [
        *tell_of_supports(world),
        *tell_of_public(world),
        *tell_of_no_round(world),
        *tell_of_bodies(world),
    ]


@pytest.fixture
def sent(world: World) -> list[Notice]:
    for _act in tell_everything(world):
        pass
    return queued(world)


def test_every_kind_is_queued_by_something(sent: list[Notice], of_no_round: list[Notice]) -> None:
    assert {notice.kind for notice in sent} == set(NoticeKind) - OF_NO_ROUND
    assert {notice.kind for notice in of_no_round} == OF_NO_ROUND


def test_a_message_about_an_account_leads_whoever_has_it_where_it_says(
    app: Flask, world: World
) -> None:
    """Each link at the time when it is sent, by somebody who has not signed in."""
    config, opened = app.config["HEDERSPRIS"], set()
    asked = address_changes.ask(world.work("nominator"), "bytter@example.org")
    password_resets.ask(world.system, "nominator@example.org")
    invitations.invite_first(
        world.work("administrator"), email="ny@example.org", name="Ny", language="nb"
    )
    told = queued(world)
    for notice in told:
        with app.test_request_context():
            text = compose(notice, config, world.clock.now).get_content()
        (link,) = [one for one in re.findall(rf"{config.base_url}(\S+)", text) if "/" in one[1:]]
        answer = client_of(app, None).get(link)
        assert answer.status_code == 200, notice.kind
        opened.add(notice.kind)
    assert opened == {"address_from", "address_to", "new_password", "invitation"}
    assert asked.closed_at is None


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
        given = notice.context | {"link": f"{BASE}/lenke"}
        return render_template(template, **given, name="Astrid", base_url=BASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_whole_and_in_its_language(
    app: Flask, sent: list[Notice], of_no_round: list[Notice], language: str
) -> None:
    for notice in (*sent, *of_no_round):
        text, bokmal = write(app, notice, language), write(app, notice, "nb")
        subject, _, body = text.strip().partition("\n")
        assert subject.strip(), notice.kind
        assert "Astrid" in body, notice.kind
        assert "%(" not in text, notice.kind
        assert "None" not in text, notice.kind
        assert language == "nb" or text != bokmal, notice.kind


CAN: dict[Permission, Callable[[Work, Round], bool]] = {
    Permission.SCORE: lambda work, award_round: any(
        where.is_open_to(one, mine)
        for where, mine in [_own_board(work, award_round)]
        for one in where.nominations
    ),
    Permission.DECLARE: lambda work, award_round: bool(
        desks.desk(work, award_round).of(Task.DECLARE, *TO_SCORE)
    ),
}
"""What a permission needs besides the table: something to do it with."""
SAYS: dict[str, Callable[[Work, Round], bool]] = {
    "Nå kan du sette poeng": CAN[Permission.SCORE],
    "Du kan lese og sette poeng nå": CAN[Permission.SCORE],
    "For ett forslag har du ikke svart": lambda work, award_round: (
        len(desks.desk(work, award_round).of(Task.DECLARE)) == 1
    ),
    "Svar først på om du har bindinger": lambda work, award_round: bool(
        desks.desk(work, award_round).of(Task.DECLARE)
    ),
    "juryen kan nå se det alle har levert": lambda work, award_round: (
        may.decide(work, Permission.VIEW_RANKING, award_round) is Verdict.ALLOWED
    ),
    "Du kan fortsatt endre dine egne vurderinger": lambda work, award_round: bool(
        desks.desk(work, award_round).of(Task.SEALED)
    ),
    "leverte du ikke poeng": lambda work, award_round: bool(
        desks.desk(work, award_round).of(*LEFT, Task.DECLARE)
    ),
    "Forslaget er åpent for deg igjen": CAN[Permission.SCORE],
    "før du kunngjør resultatet": lambda work, award_round: (
        may.decide(work, Permission.ANNOUNCE, award_round) is Verdict.ALLOWED
    ),
}
"""What a message tells its reader that she can do, or did not do, and when that is so."""


def _own_board(work: Work, award_round: Round) -> tuple[Board, int]:
    mine = impartiality.appointment_of(work, award_round)
    return impartiality.board(work.session, award_round, work.today), mine


def test_whoever_gets_a_message_can_do_what_it_says(app: Flask, world: World) -> None:
    """At the time when it is sent: the link opens, and what it presumes is allowed to her."""
    checked, said, wrong = 0, set(), []
    for _act in tell_everything(world):
        new = queued(world)[checked:]
        checked += len(new)
        for notice in new:
            wrong += faults(app, world, notice)
            said |= {words for words in SAYS if words in write(app, notice, "nb")}
    assert wrong == []
    assert said == SAYS.keys()


def faults(app: Flask, world: World, notice: Notice) -> list[tuple[str, str, str]]:
    text, kind = write(app, notice, "nb"), NoticeKind(notice.kind)
    today = world.clock.now.date()
    actor = accounts.actor_for(world.session, notice.account, today)
    work = Work(world.session, actor, world.clock.now)
    award_round = world.session.get_one(Round, notice.round_id)
    number = notice.context.get("nomination_id")
    body = (
        nominations.by_id(world.session, number).organisation_id
        if number
        else world.body_of("nominator").id
    )
    links = LINK.findall(text)
    assert links, notice.kind
    reader = client_of(app, notice.account_id)
    found = [
        (kind.value, notice.account.name, link)
        for link in links
        if reader.get(link).status_code != 200
    ]
    number = number or next((one for one, _role in actor.let_into), None)
    held = may.roles(work, award_round, body, number)
    acts = {act for role in held & NOTICES[kind].receivers for act in NOTICES[kind].acts[role]}
    allowed = [
        act
        for act in acts
        if may.decide(work, act, award_round, organisation_id=body, nomination_id=number)
        is Verdict.ALLOWED
        and (act not in CAN or CAN[act](work, award_round))
    ]
    if not allowed:
        found.append((kind.value, notice.account.name, "nothing that it presumes is allowed"))
    for words, holds in SAYS.items():
        if words in text and not holds(work, award_round):
            found.append((kind.value, notice.account.name, words))
    return found


def test_every_message_reaches_somebody_whom_it_is_for(world: World, sent: list[Notice]) -> None:
    today = world.clock.now.date()
    for notice in sent:
        actor = accounts.actor_for(world.session, notice.account, today)
        number = notice.context.get("nomination_id")
        body = world.body_of("nominator").id
        if number is not None:
            body = nominations.by_id(world.session, number).organisation_id or 0
        # What tells of a whole round is told to whoever is let into any nomination of it.
        for nomination_id in (
            (number,) if number else {one for one, _role in actor.let_into} or {None}
        ):
            held = actor.roles(
                prize_id=world.prize.id,
                jury_id=world.jury.id,
                organisation_id=body,
                nomination_id=nomination_id,
            )
            receivers = NOTICES[NoticeKind(notice.kind)].receivers
            assert held & receivers, (notice.kind, notice.account.name)


OF_WHAT_ONE_READS = {
    *("nomination_submitted", "nomination_admitted", "nomination_rejected", "nomination_reopened"),
    *("nomination_withdrawn", "nomination_taken_up", "candidate_declined", "drafts_written_to"),
    *("support_given", "support_withdrawn", "dates_changed"),
    *("round_paused", "round_resumed", "round_cancelled", "round_announced", "prize_closed"),
}
OF_WHAT_ONE_WRITES = {"nomination_returned", "nomination_excepted", "exception_ended"}


def test_whoever_is_let_in_is_told_what_she_can_read_or_do(
    world: World, sent: list[Notice], of_no_round: list[Notice]
) -> None:
    told = {
        name: {one.kind for one in (*sent, *of_no_round) if one.account_id == account.id}
        for name, account in world.people.items()
        if name in {"editor", "reader"}
    }
    assert told == {
        "editor": OF_WHAT_ONE_READS | OF_WHAT_ONE_WRITES,
        "reader": OF_WHAT_ONE_READS,
    }
