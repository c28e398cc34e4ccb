"""``flask check`` on the judging: it finds nothing in what the product made, and all we plant."""

# ruff: noqa: E501, S608 - statements of the tests' own, each on its line

import re

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from app.models import Decision
from app.services import ballots, checking
from tests import balloting
from tests.factories import PHASES, World
from tests.services.recorded import judged, shortlisted
from tests.tampering import triggers_aside

LAST = "(SELECT max(id) FROM {0})"


def last(table: str) -> str:
    return LAST.format(table)


DECIDED = (
    "(SELECT round_id FROM decisions WHERE digest <> '' AND CAST(ranking AS TEXT) <> '{}' LIMIT 1)"
)
FINAL = "(SELECT stage_id FROM score_sheets ORDER BY id DESC LIMIT 1)"
SHORT = "(SELECT stage_id FROM shortlists)"
ROUND_OF_SHORT = f"(SELECT round_id FROM stages WHERE id = {SHORT})"
SHEET = f"(SELECT min(id) FROM score_sheets WHERE stage_id = {FINAL} AND revision_count = 1)"
OTHER_NOMINATION = f"(SELECT min(id) FROM nominations WHERE round_id = {ROUND_OF_SHORT})"
OUTSIDER = "(SELECT a.id FROM appointments a JOIN seats s ON s.id = a.seat_id JOIN juries j ON j.id = s.jury_id WHERE j.term_from = 2029 LIMIT 1)"
VOTED = "(SELECT max(stage_id) FROM ballots)"
VISITED = "(SELECT stage_id FROM visits)"
FOREIGN = f"(SELECT min(id) FROM nominations WHERE round_id = {DECIDED})"
OUTER_SEAT = "(SELECT s.id FROM seats s JOIN juries j ON j.id = s.jury_id WHERE j.term_from = 2029 ORDER BY s.id LIMIT 1)"

# What is done behind the product's back, and every line that is found; numbers are written #.
PLANTED: list[tuple[str, list[str]]] = [
    (
        f'UPDATE score_revisions SET scores = \'{{"x": "9", "y": "4"}}\' WHERE id = {last("score_revisions")}',
        ["revision # of sheet # has a score that is not on the scale"],
    ),
    (
        f'UPDATE score_revisions SET scores = \'{{"x": "4.5", "y": "4"}}\' WHERE id = {last("score_revisions")}',
        ["revision # of sheet # has a score that is not on the scale"],
    ),
    (
        f'UPDATE score_revisions SET scores = \'{{"x": "4"}}\' WHERE id = {last("score_revisions")}',
        ["revision # of sheet # does not score each criterion once"],
    ),
    (
        f"UPDATE score_sheets SET revision_count = 2 WHERE id = {SHEET}",
        ["sheet # counts # revisions, has #, and the last is called #"],
    ),
    (
        f"DELETE FROM score_revisions WHERE sheet_id = {SHEET}",
        [
            "sheet # counts # revisions, has #, and the last is called #",
        ],
    ),
    (
        "UPDATE score_revisions SET reason = '' WHERE number = 2",
        ["revision # of sheet # changes what was sealed and gives no reason"],
    ),
    (
        f"UPDATE score_revisions SET sealed_at = '2020-01-01 00:00:00' WHERE sheet_id = {SHEET}",
        ["revision # of sheet # was sealed before the scoring opened, or after its end"],
    ),
    (
        f"UPDATE score_revisions SET sealed_at = '2031-01-01 00:00:00' WHERE sheet_id = {SHEET}",
        ["revision # of sheet # was sealed before the scoring opened, or after its end"],
    ),
    (
        f"UPDATE score_sheets SET nomination_id = {OTHER_NOMINATION} WHERE id = {SHEET}",
        ["sheet # is of a nomination of another round"],
    ),
    (
        f"UPDATE score_sheets SET appointment_id = {OUTSIDER} WHERE id = {SHEET}",
        ["sheet # is of somebody outside the jury of its round"],
    ),
    (
        f"UPDATE declarations SET appointment_id = {OUTSIDER} WHERE id = {last('declarations')}",
        ["a declaration of appointment # on nomination # of another jury"],
    ),
    (
        "UPDATE declarations SET answer = 'no_conflict' WHERE answer = 'possible'",
        ["a ruling on appointment # and nomination #: no conflict was declared"],
    ),
    (
        f"UPDATE seat_exceptions SET seat_id = {OUTER_SEAT}",
        ["an exception for seat # and nomination #: not of one round"] * 2,
    ),
    (
        "DELETE FROM seat_exceptions WHERE NOT is_lifted",
        ["an exception for seat # and nomination # was lifted and never made"],
    ),
    (
        f"UPDATE reminders SET appointment_id = {OUTSIDER} WHERE id = {last('reminders')}",
        ["appointment # was reminded in stage #, and is not of its jury"],
    ),
    (
        f"UPDATE emergency_looks SET stage_id = {FINAL}",
        ["emergency look # is at a nomination of another round"],
    ),
    (
        f"UPDATE stages SET state = 'scoring' WHERE id = {FINAL}",
        ["round prisen-# is decided, and stage # of it is not concluded"],
    ),
    (
        f"UPDATE stages SET state = 'deliberation' WHERE id = {SHORT}",
        ["somebody is named to go on from stage #, which is not concluded"],
    ),
    (
        f"UPDATE stages SET state = CASE WHEN kind = 'final' THEN 'scoring' ELSE 'declaring' END WHERE round_id = {ROUND_OF_SHORT}",
        [
            *["stage # of round prisen-# is open while stage # before it is not concluded"] * 3,
            *["sheet # is of a stage whose scoring has not been opened"] * 9,
            "somebody is named to go on from stage #, which is not concluded",
        ],
    ),
    (
        f"UPDATE stages SET kind = 'shortlist' WHERE round_id = {ROUND_OF_SHORT}",
        [
            "round prisen-# is judged without a final stage, or with two",
            "visit # is of a stage that has no visits",
        ],
    ),
    (
        f"UPDATE rounds SET jury_id = NULL WHERE id = {DECIDED}",
        [
            "round prisen-# is judged without a jury",
            *["version # of the rules of round prisen-# asks for # sheets, of fewer seats"] * 2,
            *["a declaration of appointment # on nomination # of another jury"] * 10,
            *["sheet # is of somebody outside the jury of its round"] * 6,
        ],
    ),
    (
        f"UPDATE rounds SET milestone = 'judging' WHERE id = {DECIDED}",
        ["decision # is sealed, and round prisen-# is not decided"],
    ),
    (
        f"UPDATE rulebooks SET version = 7 WHERE id = {last('rulebooks')}",
        ["round prisen-# has # versions of its rules, the last of them called #"],
    ),
    (
        f"UPDATE rulebooks SET locked_at = NULL WHERE round_id = {ROUND_OF_SHORT}",
        ["version # of the rules of round prisen-# is not locked, and the round is judged"],
    ),
    (
        f"UPDATE rulebooks SET quorum = 9 WHERE round_id = {ROUND_OF_SHORT}",
        ["version # of the rules of round prisen-# asks for # sheets, of fewer seats"],
    ),
    (
        f"UPDATE rulebooks SET quorum = 0 WHERE round_id = {ROUND_OF_SHORT}",
        ["version # of the rules of round prisen-# asks for no sheet"],
    ),
    (
        f'UPDATE rulebooks SET weights = \'{{"z": "1"}}\' WHERE round_id = {ROUND_OF_SHORT}',
        ["version # of the rules of round prisen-# weighs criteria that the round has not"],
    ),
    (
        f"UPDATE criteria SET weight = 0.5 WHERE round_id = {ROUND_OF_SHORT} AND key = 'x'",
        ["version # of the rules of round prisen-# has weights that do not come to a whole"],
    ),
    (
        "UPDATE decisions SET no_award = true WHERE CAST(ranking AS TEXT) <> '{}'",
        ["decision # gives no award and names a winner, or gives one and names none"],
    ),
    (
        "DELETE FROM decision_entries WHERE distinction = 'winner' AND decision_id = (SELECT max(id) FROM decisions)",
        ["decision # gives no award and names a winner, or gives one and names none"],
    ),
    (
        f"UPDATE decision_entries SET nomination_id = {OTHER_NOMINATION} WHERE id = {last('decision_entries')}",
        ["decision # names nomination #, which is of another round"],
    ),
    (
        f"UPDATE shortlist_entries SET nomination_id = (SELECT min(id) FROM nominations WHERE round_id = {DECIDED}) WHERE id = {last('shortlist_entries')}",
        ["the shortlist of stage # names nomination #, which is of another round"],
    ),
    (
        f"UPDATE nominations SET submissions = 0 WHERE id = {OTHER_NOMINATION}",
        ["nomination # of round prisen-# is before the jury, and was never handed in"],
    ),
    (
        f"UPDATE rounds SET milestone = 'called' WHERE id = {ROUND_OF_SHORT}",
        ["stage # of round prisen-# is open, and the round is not judged"],
    ),
    (
        "DELETE FROM shortlists",
        [
            *["nomination # of round prisen-# goes on, and nobody has been named to"] * 2,
            "stage # of round prisen-# is concluded, and nobody was named to go on",
        ],
    ),
    (
        "UPDATE appointments SET rank = 0 WHERE id = (SELECT min(id) FROM appointments WHERE rank > 0)",
        ["seat # has two members at once: appointments # and #"],
    ),
    (
        "UPDATE role_grants SET account_id = (SELECT account_id FROM appointments ORDER BY id LIMIT 1) WHERE id = (SELECT min(id) FROM role_grants WHERE role = 'secretariat')",
        ["account # sits in jury # and runs the same prize"],
    ),
    (
        f"UPDATE decisions SET sealed_at = NULL, digest = '' WHERE id = {last('decisions')}",
        ["round prisen-# is decided, and no decision of it is sealed"],
    ),
    (
        f"UPDATE appointments SET until = '2020-01-01' WHERE id = {OUTSIDER}",
        ["appointment # ends before it begins"],
    ),
    (
        f"UPDATE paper_sheets SET nomination_id = {FOREIGN} WHERE answer = 'refused'",
        ["paper sheet # is of a nomination of another round"],
    ),
    (
        f"UPDATE paper_sheets SET appointment_id = {OUTSIDER} WHERE answer = 'withdrawn'",
        ["paper sheet # is of somebody outside the jury of its round"],
    ),
    (
        "UPDATE paper_sheets SET appointment_id = (SELECT max(appointment_id) FROM score_sheets) WHERE answer = 'confirmed'",
        ["paper sheet # was taken over, and not in a sheet that its juror handed in"],
    ),
    (
        "UPDATE paper_sheets SET answer = 'refused', reason = 'Nei.' WHERE answer = 'confirmed'",
        ["paper sheet # was not taken over, and names what was handed in by it"],
    ),
    (
        "UPDATE paper_sheets SET grounds = 'Noe annet.' WHERE answer = 'confirmed'",
        ["paper sheet # was confirmed, and something else was handed in"],
    ),
    (
        "UPDATE paper_sheets SET reason = '' WHERE answer = 'refused'",
        ["paper sheet # was refused and gives no reason"],
    ),
    (
        "UPDATE stages SET state = 'declaring' WHERE id = (SELECT max(stage_id) FROM paper_sheets)",
        [
            "sheet # is of a stage whose scoring has not been opened",
            *["paper sheet # is of a stage whose scoring has not been opened"] * 3,
        ],
    ),
    (
        f"UPDATE ballots SET appointment_id = {OUTSIDER} WHERE id = {last('ballots')}",
        ["ballot # is of somebody outside the jury of its round"],
    ),
    (
        f"UPDATE stages SET decided_by = 'scores' WHERE id = {VOTED}",
        ["ballot # is of a stage that is decided by scores"] * 3,
    ),
    (
        f"UPDATE stages SET state = 'declaring' WHERE id = {VOTED}",
        ["ballot # is of a stage whose voting has not been opened"] * 3,
    ),
    (
        f"DELETE FROM ballot_revisions WHERE ballot_id = {last('ballots')}",
        ["ballot # counts # revisions, has #, and the last is called #"],
    ),
    (
        f"UPDATE ballot_revisions SET sealed_at = '2020-01-01 00:00:00' WHERE id = {last('ballot_revisions')}",
        ["revision # of ballot # was sealed before the voting opened"],
    ),
    (
        "UPDATE ballot_revisions SET reason = '' WHERE number = 2",
        ["revision # of ballot # changes what was sealed and gives no reason"],
    ),
    (
        f"UPDATE ballot_revisions SET ranks = '{{}}' WHERE id = {last('ballot_revisions')}",
        ["revision # of ballot # ranks and abstains, or does neither"],
    ),
    (
        f"UPDATE ballot_revisions SET ranks = '{{\"0\": 1}}' WHERE id = {last('ballot_revisions')}",
        ["revision # of ballot # ranks a nomination of another round"],
    ),
    (
        f"UPDATE visits SET nomination_id = {FOREIGN}",
        ["visit # is to a nomination of another round"],
    ),
    (
        f"UPDATE visits SET stage_id = {SHORT}",
        ["visit # is of a stage that has no visits"],
    ),
    (
        f"UPDATE stages SET state = 'planned' WHERE id = {VISITED}",
        ["visit # was made before the visits began"],
    ),
    (
        "UPDATE visit_members SET went = false",
        ["visit # was made, and nobody went"],
    ),
    (
        f"UPDATE visit_members SET appointment_id = {OUTSIDER} WHERE id = {last('visit_members')}",
        ["appointment # goes on visit #, and is not of its jury"],
    ),
    (
        f"UPDATE observations SET appointment_id = {OUTSIDER}",
        ["appointment # wrote what she saw on visit #, and is not of its jury"],
    ),
    (
        f"UPDATE absences SET appointment_id = {OUTSIDER} WHERE is_away",
        [
            "appointment # is away from stage #, and is not of its jury",
            "appointment # is back in stage #, and was never away",
        ],
    ),
    (
        f"UPDATE chair_elections SET appointment_id = {OUTSIDER} WHERE appointment_id IS NOT NULL",
        ["election # is of somebody outside the jury of its round"],
    ),
    (
        f"UPDATE chair_elections SET round_id = {DECIDED}",
        ["election # is for a stage or a nomination of another round"] * 2,
    ),
]


def voted(world: World) -> None:
    """Take a round to the deliberation by ballots, one of which was changed."""
    award_round, made = balloting.to_deliberation(world, 2033)
    work = world.work("juror_c")
    held = work.actor.appointment_in(world.jury.id)
    assert held is not None
    before = ballots.find(world.session, award_round, held.appointment_id)
    assert before is not None
    given = balloting.ballot(made, 1, 2, 3, version=before.version)
    ballots.revise(work, award_round, given, "Leste feil.")


def found(session: Session) -> list[str]:
    session.expire_all()
    return [re.sub(r"\d+", "#", line) for line in checking.judging(session)]


@pytest.mark.parametrize("phase", PHASES)
def test_what_the_product_made_fits_together(world: World, phase: str) -> None:
    world.at(phase)
    assert found(world.session) == []


def test_every_planted_corruption_is_found_and_nothing_else(world: World) -> None:
    voted(world)
    shortlisted(world)
    judged(world)
    session = world.session
    session.flush()
    assert found(session) == []
    wrong = []
    with triggers_aside(session):
        for statement, expected in PLANTED:
            with session.begin_nested() as planted:
                touched = session.execute(text(statement)).rowcount  # type: ignore[attr-defined]
                told = found(session)
                planted.rollback()
            if told != expected or not touched:
                wrong.append((statement, touched, told))
    assert wrong == []
    assert len(PLANTED) >= 20


def test_each_invariant_is_broken_by_something_that_is_planted() -> None:
    named = {line for _statement, lines in PLANTED for line in lines}
    says = [re.sub(r"\{\w+\}", "#", one.says) for noun in checking.NOUNS for one in noun.INVARIANTS]
    told = [re.sub("round #", "round prisen-#", one) for one in says]
    assert [one for one in told if one not in named] == []


def test_a_kept_ranking_that_counts_a_seat_twice_is_found(world: World) -> None:
    award_round, made = world.at("decided")
    (decision,) = world.session.query(Decision).filter_by(round_id=award_round.id)
    kept = decision.ranking
    seat = kept["scores"][0]["seat"]
    twice = {**kept, "scores": [*kept["scores"], kept["scores"][0]]}
    less = {**kept, "scores": kept["scores"][1:]}
    bare = [{**one, "accounted_by": "nothing"} for one in kept["coverage"]]
    with triggers_aside(world.session):
        for ranking, expected in (
            (twice, [f"decision {decision.id} counts seat {seat} 2 times for nomination 1"]),
            (
                less,
                [
                    f"decision {decision.id} accounts for nomination 1 by sheets that it does not count"
                ],
            ),
            (
                {**kept, "coverage": bare},
                [
                    f"decision {decision.id} was reached with nothing that accounts for nomination {number}"
                    for number in (1, 2)
                ],
            ),
        ):
            world.session.execute(
                update(Decision).where(Decision.id == decision.id).values(ranking=ranking)
            )
            world.session.expire_all()
            assert list(checking.judging(world.session)) == expected
    assert len(made) == 2
