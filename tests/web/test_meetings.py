"""A meeting on its pages: what each may read, what is refused in words, and what the room sees."""

import re

from flask import Flask
from sqlalchemy import event

from app.extensions import db
from app.models import Meeting, Nomination
from app.rules.impartiality import Answer
from app.rules.meetings import MeetingOrder
from app.services import meetings
from tests.addresses import at
from tests.clients import ReviewingClient, client_of
from tests.factories import World
from tests.meeting import attend, seat, to_deliberation, to_meeting, to_minutes, turn
from tests.web.test_shortlists import renamed, text

SCORES = "Hemmelig grunn"


def met(world: World, year: int = 2026) -> tuple[list[Nomination], Meeting]:
    _round, made, held = to_meeting(world, year)
    renamed(world, made)
    return made, held


def by(app: Flask, world: World, name: str) -> ReviewingClient:
    world.session.commit()
    return client_of(app, world.people[name].id)


def base_of(page: str, form: str) -> str:
    found = re.search(rf'action="[^"]*/{form}".*?name="base" value="([^"]+)"', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_meeting_is_opened_once_on_its_page(app: Flask, world: World) -> None:
    award_round, made = to_deliberation(world)
    renamed(world, made)
    page = f"{at(award_round.slug)}/mote"
    chair = by(app, world, "chair")
    assert "Reglene krever et møte med referat før avgjørelsen." in text(chair.get(page))
    assert chair.post(page, data={"ordering": "best"}).status_code == 422
    assert "Åpne et møte" not in text(by(app, world, "juror_b").get(page))
    first = chair.post(page, data={"ordering": "drawn"})
    again = chair.post(page, data={"ordering": "ranked"})
    assert first.location == again.location
    assert "Et møte er allerede åpnet." in text(chair.get(first.location))


def test_who_reads_what_of_an_item(app: Flask, world: World) -> None:
    made, held = met(world)
    items = [f"/mote/{held.id}/sak/{one.id}" for one in held.items]
    chair, member = by(app, world, "chair"), by(app, world, "juror_b")
    assert SCORES in text(chair.get(items[0]))
    assert member.get(items[0]).status_code == 403
    assert SCORES in text(member.get(items[1]))
    # What is closed to her comes last, and the rest is counted as if it were not there.
    agenda = text(member.get(f"/mote/{held.id}"))
    assert re.findall(r"(?:(\d) )?(Fjordvik|Åsbyen|Lillevik)\b", agenda) == [
        ("1", "Åsbyen"),
        ("2", "Lillevik"),
        ("", "Fjordvik"),
    ]
    # Deputies never read what others have handed in, nor in which order it puts them.
    deputy = by(app, world, "deputy_b")
    assert SCORES not in text(deputy.get(items[0]))
    agenda = text(deputy.get(f"/mote/{held.id}"))
    assert re.findall(r"(?:(\d) )?(Fjordvik|Åsbyen|Lillevik)\b", agenda) == [
        ("", "Fjordvik"),
        ("", "Lillevik"),
        ("", "Åsbyen"),
    ]
    assert made[0].candidates[0].name == "Fjordvik"


def test_the_screen_shows_no_score_that_somebody_present_may_not_see(
    app: Flask, world: World
) -> None:
    _made, held = met(world)
    page, kept = f"/mote/{held.id}/skjerm", "Poengene vises ikke her"
    scores = "Poeng fra hver plass i juryen"
    assert by(app, world, "juror_c").get(page).status_code == 403
    assert "Mellom to saker" in text(by(app, world, "secretariat").get(page))
    turn(world, held, 1)
    shown = text(by(app, world, "secretariat").get(page))
    assert (kept in shown, scores in shown) == (True, False)  # B's deputy is in the room
    attend(world, held, deputy_b="out")
    shown = text(by(app, world, "secretariat").get(page))
    assert (kept in shown, scores in shown, SCORES in shown) == (False, True, False)
    attend(world, held, deputy_b="room")
    turn(world, held, 0)
    shown = text(by(app, world, "secretariat").get(page))
    assert scores not in shown
    assert "Ute under saken: juror_b." in shown
    # Whoever shows the screen sees no more than she may herself.
    first = world.session.get_one(Nomination, held.items[0].nomination_id)
    award_round = meetings.see(world.work("chair"), held.id).award_round
    world.declare(award_round, "chair", first, Answer.AUTOMATIC)
    assert by(app, world, "chair").get(page).status_code == 403


def test_a_vote_that_cannot_be_is_refused_in_words_and_kept(app: Flask, world: World) -> None:
    _made, held = met(world)
    turn(world, held, 0)
    item = held.items[0].id
    office = by(app, world, "secretariat")
    empty = office.post(f"/mote/{held.id}/vedtak", data={"item": item, "text": " "})
    assert empty.status_code == 422
    assert "Skriv forslaget til vedtak." in text(empty)
    put = office.post(f"/mote/{held.id}/vedtak", data={"item": item, "text": "Fjordvik vinner."})
    assert put.status_code == 303
    (motion,) = meetings.motions(world.session, held.id)
    page = f"/mote/{held.id}/vedtak/{motion.id}"
    sent: dict[str, object] = {"item": item, f"dissent-{seat(world, 'deputy_b')}": "Nei, aldri."}
    for name, choice in (("chair", "for"), ("deputy_b", "against")):
        sent[f"vote-{seat(world, name)}"] = choice
    lacks = office.post(page, data=sent)
    assert lacks.status_code == 422
    assert "Det mangler svar fra juror_c." in text(lacks)
    assert 'value="Nei, aldri."' in lacks.text
    sent[f"vote-{seat(world, 'juror_c')}"] = "for"
    recused = office.post(page, data=sent | {f"vote-{seat(world, 'juror_b')}": "for"})
    assert recused.status_code == 422
    assert "juror_b er inhabil, eller har ikke svart om bindinger, og kan ikke stemme." in text(
        recused
    )
    assert office.post(page, data=sent).status_code == 303
    shown = text(office.get(f"/mote/{held.id}/sak/{item}"))
    assert "Vedtatt med 2 mot 1 stemmer." in shown
    assert "Dissens fra deputy_b Nei, aldri." in shown
    wrong = office.post(f"/mote/{held.id}/oppmote", data={"item": item, "since": "kvart over"})
    assert wrong.status_code == 422
    assert "Skriv klokkeslettet, for eksempel" in text(wrong)


def test_of_two_secretaries_the_later_is_shown_both_texts(app: Flask, world: World) -> None:
    _made, held = met(world)
    office = by(app, world, "secretariat")
    page = f"/mote/{held.id}/notat"
    base = base_of(office.get(f"/mote/{held.id}").text, "notat")
    sent = {"item": "", "base": base}
    assert office.post(page, data=sent | {"text": "Den første."}).status_code == 303
    lost = office.post(page, data=sent | {"text": "Den andre."})
    assert lost.status_code == 409
    assert "Den første." in text(lost)
    assert "Den andre." in text(lost)


def test_the_minutes_are_made_from_the_record_and_approved(app: Flask, world: World) -> None:
    _made, held = met(world)
    office = world.work("secretariat")
    item = held.items[0].id
    turn(world, held, 0)
    meetings.note(office, held.id, item, "Juryen så på tallene.")
    motion = meetings.move(office, held.id, item, "Fjordvik vinner.", seat(world, "chair"))
    client = by(app, world, "secretariat")
    given = {f"vote-{seat(world, n)}": "for" for n in ("chair", "deputy_b", "juror_c")}
    client.post(f"/mote/{held.id}/vedtak/{motion.id}", data=given | {"item": str(item)})
    assert client.post(f"/mote/{held.id}/slutt").location == f"/mote/{held.id}/referat"
    shown = text(client.get(f"/mote/{held.id}/referat"))
    for said in (
        "juror_b er inhabil og forlot møtet under saken. deputy_b satt i plassen.",
        "chair ledet saken.",
        "Juryen så på tallene.",
        "Forslag til vedtak fra chair: Fjordvik vinner.",
        "Vedtatt med 3 mot 0 stemmer. For: chair; deputy_b; juror_c.",
        "Saken ble ikke tatt opp i møtet.",
    ):
        assert said in shown
    member = by(app, world, "juror_b")
    hers = text(member.get(f"/mote/{held.id}/referat"))
    assert "Juryen så på tallene." not in hers
    # No place of what is closed to her is told.
    assert re.findall(r"Sak \d: (\w+)|(Fjordvik) Denne delen", hers) == [
        ("Åsbyen", ""),
        ("Lillevik", ""),
        ("", "Fjordvik"),
    ]

    def answers(name: str, **sent: str) -> tuple[int, str]:
        answer = by(app, world, name).post(f"/mote/{held.id}/referat/svar", data=sent)
        return answer.status_code, text(answer)

    code, said = answers("deputy_c", answer="yes", number="1")
    assert (code, "Bare de som satt ved bordet i møtet" in said) == (409, True)
    code, said = answers("chair", answer="no", number="1", reason="")
    assert (code, "Skriv hvorfor du ikke godkjenner referatet." in said) == (422, True)
    assert answers("chair", answer="yes", number="1")[0] == 303
    base = base_of(client.get(f"/mote/{held.id}/referat").text, "referat")
    written = client.post(
        f"/mote/{held.id}/referat", data={"base": base, "section-closing": "Juryen takket av."}
    )
    assert written.status_code == 303
    code, said = answers("juror_c", answer="yes", number="1")
    assert (code, "Referatet er endret siden du åpnet det." in said) == (409, True)
    assert answers("juror_b", answer="no", number="2", reason="Vi var i Oslo.")[0] == 303
    for name in ("chair", "juror_c", "deputy_b"):
        assert answers(name, answer="yes", number="2")[0] == 303
    shown = text(client.get(f"/mote/{held.id}/referat"))
    assert "Godkjent av flertallet av de 4 som var til stede. Teksten er låst." in shown
    assert "Vi var i Oslo." in shown
    late = client.post(f"/mote/{held.id}/referat", data={"base": base, "section-opening": "Nei."})
    assert (late.status_code, "kan ikke endres" in text(late)) == (409, True)


def test_what_is_sent_to_a_meeting_that_is_over_is_kept_on_the_page(
    app: Flask, world: World
) -> None:
    _round, held = to_minutes(world)
    office = by(app, world, "secretariat")
    over = office.post(f"/mote/{held.id}/notat", data={"item": "", "text": "Kom for sent."})
    assert over.status_code == 409
    assert "Møtet er avsluttet. Det du skrev, står her, men er ikke lagret." in text(over)
    assert "Kom for sent." in over.text
    assert office.post(f"/mote/{held.id}/slutt").status_code == 409


def test_an_item_takes_no_more_queries_than_other_pages(app: Flask, world: World) -> None:
    award_round, _made = to_deliberation(world)
    held = meetings.open_meeting(world.work("chair"), award_round, MeetingOrder.RANKED)
    office = by(app, world, "secretariat")
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append(statement)

    page = f"/mote/{held.id}/sak/{held.items[0].id}"
    office.get(page)  # the ranking is kept from now on
    event.listen(db.engine, "before_cursor_execute", note)
    office.get(page)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(sent) <= 40
