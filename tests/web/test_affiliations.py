"""What is noted of somebody in a jury, and the conflicts that are pointed out because of it."""

from flask import Flask

from app.rules.impartiality import Answer
from app.services import jury
from tests.addresses import at
from tests.clients import client_of
from tests.factories import World


def test_affiliations_are_noted_by_herself_and_said_where_she_declares(
    app: Flask, world: World
) -> None:
    award_round, _made = world.at("declaring")
    held = world.jury.seats[1].appointments[0]
    world.session.commit()
    address = f"/juryer/verv/{held.id}/tilknytning"
    her = client_of(app, world.people["juror_b"].id)
    written = {"employer": " Prøvedal  kommune ", "offices": "Et styre\n\n", "areas": ["01", "99"]}
    wrong = her.post(address, data={**written, "offices": "x" * 201})
    assert wrong.status_code == 422
    assert "En linje kan ha høyst 200 tegn. Skriv én virksomhet på hver linje." in wrong.text
    assert "Prøvedal  kommune" in wrong.text
    assert her.post(address, data={**written, "offices": "x\n" * 21}).status_code == 422
    world.session.refresh(held)
    assert (held.employer, held.offices, held.areas) == ("", [], [])
    assert her.post(address, data=written).status_code == 303
    world.session.refresh(held)
    assert (held.employer, held.offices, held.areas) == ("Prøvedal kommune", ["Et styre"], ["01"])
    desk = her.get(f"{at(award_round.slug)}/vurdering").text
    assert "Kandidaten er Prøvedal kommune" in desk
    assert "Vi nevner det fordi du er oppført med arbeidsgiver Prøvedal kommune." in desk
    assert "Kandidaten er i Prøvefylke" in desk
    assert "Vi nevner det fordi du er oppført med ansvar for fylket." in desk
    seen = client_of(app, world.people["secretariat"].id).get(address).text
    assert 'value="Prøvedal kommune"' in seen
    other = client_of(app, world.people["juror_c"].id)
    assert other.get(address).status_code == 403
    assert other.post(address, data=written).status_code == 403


def test_what_is_seen_and_not_declared_is_shown_to_those_who_see_to_it(
    app: Flask, world: World
) -> None:
    award_round, made = world.at("declaring")
    held = world.jury.seats[1].appointments[0]
    jury.note_affiliations(
        world.work("juror_b"), held.id, employer="Prøvedal kommune", offices=(), areas=()
    )
    world.declare(award_round, "juror_b", made[0], Answer.POSSIBLE, "Jeg arbeider der.")
    world.declare(award_round, "juror_b", made[1], Answer.NO_CONFLICT)
    world.session.commit()
    office = client_of(app, world.people["secretariat"].id)
    page = office.get(f"{at(award_round.slug)}/habilitet").text
    why = "nevnt fordi hun eller han er oppført med arbeidsgiver Prøvedal kommune."
    case, _heading, undeclared = page.partition("Sett, men ikke meldt")
    assert (case.count(why), undeclared.count(why)) == (1, 1)
    chair = client_of(app, world.people["chair"].id)
    assert why not in chair.get(f"{at(award_round.slug)}/habilitet").text.partition("ikke meldt")[2]


def test_nobody_notes_affiliations_of_who_has_left(app: Flask, world: World) -> None:
    held = world.jury.seats[1].appointments[0]
    jury.end(world.work("secretariat"), held, world.clock.now.date())
    world.clock.now = world.clock.now.replace(year=world.clock.now.year + 1)
    world.session.commit()
    office = client_of(app, world.people["secretariat"].id)
    assert office.get(f"/juryer/verv/{held.id}/tilknytning").status_code == 404
