"""The secretariat's desk: notes, the check for residents, what is alike, many admitted at once."""

import pytest

from app.models import Nomination, Round
from app.rules.access import DeniedError, WrongPhaseError
from app.rules.candidates import CandidateKind
from app.rules.lifecycle import NominationState
from app.services import admissions, inbox, nominations, notes, residents, screening, similar_texts
from app.services.admissions import Why
from app.services.inbox import Order, Wanted
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.notes import NoteFaultError
from app.services.residents import FindingMissingError, OtherVersionError
from app.services.screening import ResidentsUncheckedError
from app.services.work import NotFoundError
from tests.factories import World
from tests.ranking.test_likeness import OTHER, TREE
from tests.services.helpers import events, last_event, refused, told


def written(world: World, award_round: Round, text: str, name: str = "nominator") -> Nomination:
    """Hand in a nomination with a text of its own, of another candidate than the rest."""
    work = world.work(name)
    made = world.draft(award_round, name, title=text[:20])
    base = nominations.base_of(made, ["title", "story", CANDIDATES])
    given = [CandidateInput(name=f"Stiftelsen {made.id}")]
    nominations.save(work, made, {"title": text[:20], "story": text}, base=base, candidates=given)
    nominations.submit(world.work(name), made)
    return made


# --- notes ------------------------------------------------------------------------------------


def test_a_note_stands_with_who_wrote_it_and_is_written_once(world: World) -> None:
    award_round, made = world.at("open")
    office = world.work("secretariat")
    first = notes.write(office, made[0], " Ring rådmannen. ")
    assert notes.write(office, made[0], "Ring rådmannen.").id == first.id
    second = notes.write(office, made[0], "Hun ringte tilbake.")
    assert [(n.text, n.written_by_id) for n in notes.of_nomination(world.session, made[0])] == [
        ("Ring rådmannen.", world.people["secretariat"].id),
        ("Hun ringte tilbake.", world.people["secretariat"].id),
    ]
    assert notes.noted(world.session, award_round) == {made[0].id}
    event = last_event(world.session)
    assert (event.kind, event.subject) == ("note.written", f"nomination:{made[0].id}")
    assert event.data.keys() == {"note", "digest"}
    assert event.data["note"] == second.id


def test_a_note_has_something_in_it(world: World) -> None:
    _, made = world.at("open")
    office = world.work("secretariat")
    for text, too_long in ((" \n", False), ("x" * 4001, True)):
        with refused(office, NoteFaultError) as fault:
            notes.write(office, made[0], text)
        assert fault.value.too_long is too_long
    notes.write(office, made[0], "x" * 4000)


@pytest.mark.parametrize("name", ["auditor", "chair", "nominator", "stranger", "administrator"])
def test_nobody_else_notes_or_checks(world: World, name: str) -> None:
    _, made = world.at("screening")
    work = world.work(name)
    with refused(work, DeniedError):
        notes.write(work, made[0], "Et notat.")
    with refused(work, DeniedError):
        residents.check(work, made[0], is_clear=True, version=1)


def test_an_archived_round_and_a_draft_have_no_notes(world: World) -> None:
    _, made = world.at("archived")
    office = world.work("secretariat")
    with refused(office, WrongPhaseError):
        notes.write(office, made[0], "For sent.")
    draft = world.draft(world.open(2031))
    office = world.work("secretariat")
    with refused(office, NotFoundError):
        notes.write(office, draft, "Om et utkast.")


# --- the check for residents --------------------------------------------------------------------


def test_what_was_checked_before_is_admitted_without_a_word(world: World) -> None:
    award_round, made = world.at("screening")
    office = world.work("secretariat")
    with refused(office, ResidentsUncheckedError):
        screening.admit(office, made[0])
    residents.check(office, made[0], is_clear=True, version=1)
    assert residents.clear(world.session, award_round) == {made[0].id}
    screening.admit(office, made[0])
    assert events(world.session)[-2:] == [
        ("residents.checked", f"nomination:{made[0].id}"),
        ("nomination.admitted", f"nomination:{made[0].id}"),
    ]


def test_what_was_found_keeps_a_nomination_back_until_it_is_looked_at_again(world: World) -> None:
    award_round, made = world.at("screening")
    office = world.work("secretariat")
    with refused(office, FindingMissingError):
        residents.check(office, made[0], is_clear=False, finding=" ", version=1)
    residents.check(office, made[0], is_clear=False, finding="Et navn i avsnitt 2.", version=1)
    with refused(office, ResidentsUncheckedError):
        screening.admit(office, made[0])
    assert residents.clear(world.session, award_round) == frozenset()
    screening.admit(office, made[0], residents_checked=True)
    version = made[0].versions[-1].id
    assert [(c.is_clear, c.finding) for c in residents.of_version(world.session, version)] == [
        (False, "Et navn i avsnitt 2."),
        (True, ""),
    ]


def test_a_check_is_of_the_version_that_was_read(world: World) -> None:
    _, made = world.at("screening")
    office = world.work("secretariat")
    with refused(office, OtherVersionError):
        residents.check(office, made[0], is_clear=True, version=2)
    with refused(office, OtherVersionError):
        screening.admit(office, made[0], residents_checked=True, version=2)
    assert made[0].state is NominationState.SUBMITTED


# --- what is alike, and the list ----------------------------------------------------------------


def test_texts_that_are_alike_are_found_until_one_of_them_is_out(world: World) -> None:
    award_round = world.open()
    one = written(world, award_round, TREE)
    written(world, award_round, OTHER)
    same = written(world, award_round, TREE + " Også i år.", "stranger")
    (pair,) = similar_texts.found(world.session, award_round)
    assert pair[:2] == (one.id, same.id)
    assert pair.degree > 0.9
    assert (pair.other(one.id), pair.other(same.id)) == (same.id, one.id)
    world.pass_time(days=11)
    screening.reject(world.work("secretariat"), same, "Det samme som nummer 1.")
    assert similar_texts.found(world.session, award_round) == []
    screening.reopen(world.work("secretariat"), same, "Det var et annet hus.")
    assert similar_texts.found(world.session, award_round) == [pair]


def test_the_list_is_narrowed_and_sorted(world: World) -> None:
    award_round = world.open()
    first, second = world.submit(award_round, 2)
    third = written(world, award_round, OTHER, "stranger")
    world.draft(award_round)
    world.pass_time(days=11)
    office = world.work("secretariat")
    screening.admit(office, second, residents_checked=True)
    notes.write(office, third, "Les statuttene.")

    def ids(**wanted: object) -> list[int]:
        everything = inbox.everything(world.session, award_round)
        return [row.id for row in inbox.narrowed(everything.rows, Wanted(**wanted))]  # type: ignore[arg-type]

    assert ids() == [first.id, second.id, third.id]
    assert ids(alike=True) == [first.id, second.id]
    assert ids(noted=True) == [third.id]
    assert ids(unchecked=True) == [first.id, third.id]
    assert ids(kind=CandidateKind.ORGANISATION) == [third.id]
    assert ids(states=frozenset({NominationState.ADMITTED})) == [second.id]
    assert ids(order=Order.CANDIDATE) == [first.id, second.id, third.id]
    assert ids(order=Order.ORGANISATION) == [first.id, second.id, third.id]
    assert ids(order=Order.NEWEST) == [first.id, second.id, third.id]
    assert ids(order=Order.STATE) == [first.id, third.id, second.id]


# --- many at once -------------------------------------------------------------------------------


def test_many_are_admitted_as_they_were_shown_and_the_rest_is_named(world: World) -> None:
    award_round = world.open()
    ready, other, unchecked, gone = world.submit(award_round, 4)
    world.pass_time(days=11)
    office = world.work("secretariat")
    for one in (ready, other, gone):
        residents.check(office, one, is_clear=True, version=1)
    assert [(w.id, w.version, w.why) for w in admissions.foresee(office, award_round, None)] == [
        (ready.id, 1, None),
        (other.id, 1, None),
        (unchecked.id, 1, Why.UNCHECKED),
        (gone.id, 1, None),
    ]
    screening.reject(office, gone, "Utenfor.")
    shown = {ready.id: 1, other.id: 7, unchecked.id: 1, gone.id: 1, 9999: 1}
    done = admissions.admit_all(office, award_round, shown)
    assert done.admitted == [1]
    assert done.left_out == [
        (2, Why.OTHER_VERSION),
        (3, Why.UNCHECKED),
        (4, Why.HANDLED),
    ]
    assert [one.state.value for one in (ready, other, unchecked, gone)] == [
        *("admitted", "submitted", "submitted", "rejected"),
    ]
    assert told(world.session, "nomination_admitted") == [("nomination_admitted", "nominator")]
    again = admissions.admit_all(world.work("secretariat"), award_round, {ready.id: 1})
    assert (again.admitted, again.left_out) == ([], [(1, Why.HANDLED)])


def test_nothing_of_another_round_is_admitted(world: World) -> None:
    award_round, made = world.at("screening")
    other = world.plan(2032)
    office = world.work("secretariat")
    residents.check(office, made[0], is_clear=True, version=1)
    with refused(office, WrongPhaseError):
        admissions.admit_all(office, other, {made[0].id: 1})
    with refused(world.work("auditor"), DeniedError):
        admissions.foresee(world.work("auditor"), award_round, None)
