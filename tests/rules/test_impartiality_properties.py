"""What holds of every jury, whoever is recused from what."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.impartiality import Reach, SeatOrder, Standing, seating, widen

Standings = dict[tuple[int, int], Standing]
NOMINATIONS = [1, 2, 3]


@st.composite
def juries(draw: st.DrawFn) -> tuple[list[SeatOrder], Standings]:
    """Draw up to four seats of up to three people each, and where they stand."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    seats = [
        SeatOrder(number, tuple(number * 10 + place for place in range(size)))
        for number, size in enumerate(sizes, start=1)
    ]
    people = [person for seat in seats for person in seat.appointments]
    keys = st.tuples(st.sampled_from(NOMINATIONS), st.sampled_from(people))
    return seats, draw(st.dictionaries(keys, st.sampled_from(Standing)))


@settings(deadline=None)
@given(juries(), st.sampled_from(Reach))
def test_nobody_who_is_recused_sits(jury: tuple[list[SeatOrder], Standings], reach: Reach) -> None:
    seats, standings = jury
    widened = widen(standings, NOMINATIONS, reach)
    for nomination, by_seat in seating(seats, NOMINATIONS, widened).items():
        for occupant in by_seat.values():
            assert widened.get((nomination, occupant.appointment_id or 0)) is not Standing.RECUSED


@settings(deadline=None)
@given(juries())
def test_a_seat_has_one_occupant_of_its_own_people_or_none(
    jury: tuple[list[SeatOrder], Standings],
) -> None:
    seats, standings = jury
    for nomination, by_seat in seating(seats, NOMINATIONS, standings).items():
        assert sorted(by_seat) == [seat.seat_id for seat in seats]
        sitting = [o.appointment_id for o in by_seat.values() if o.appointment_id is not None]
        assert len(sitting) == len(set(sitting))
        for seat in seats:
            free = [
                a
                for a in seat.appointments
                if standings.get((nomination, a)) is not Standing.RECUSED
            ]
            found = by_seat[seat.seat_id]
            assert found.appointment_id == (free[0] if free else None)
            assert found.stepped_in == (bool(free) and free[0] != seat.appointments[0])


@settings(deadline=None)
@given(juries())
def test_who_is_recused_from_one_is_recused_from_all_that_are_compared(
    jury: tuple[list[SeatOrder], Standings],
) -> None:
    seats, standings = jury
    widened = widen(standings, NOMINATIONS, Reach.COMPARISON)
    for person in (person for seat in seats for person in seat.appointments):
        recused = [widened.get((n, person)) is Standing.RECUSED for n in NOMINATIONS]
        assert all(one == other for one, other in pairwise(recused))
        assert any(recused) == any(
            standings.get((n, person)) is Standing.RECUSED for n in NOMINATIONS
        )


@settings(deadline=None)
@given(juries())
def test_widening_twice_is_widening_once(jury: tuple[list[SeatOrder], Standings]) -> None:
    _, standings = jury
    once = widen(standings, NOMINATIONS, Reach.COMPARISON)
    assert widen(once, NOMINATIONS, Reach.COMPARISON) == once
