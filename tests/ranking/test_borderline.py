"""Who is close to the line of the shortlist, and what would take them over it."""

from app.ranking.methods import Method
from app.ranking.report import ByMethod
from app.ranking.robustness.borderline import near_line, shortlisted
from tests.ranking.reports import contest, juror, line, report


def test_there_is_a_line_in_one_contest_of_more_than_are_listed() -> None:
    held = contest(1, 2, 3, listed=[1, 2])
    assert shortlisted(report(held)) == held
    assert shortlisted(report(held, contest(4, 5))) is None
    assert shortlisted(report(contest(1, 2, listed=[1, 2]))) is None
    assert shortlisted(report()) is None


def test_those_on_the_list_are_near_and_those_who_could_come_onto_it() -> None:
    held = contest(1, 2, 3, 4, 5, listed=[1])
    lines = [
        line(1),
        line(2, listed=0.01),
        line(3, listed=0.009, listed_by_weights=0.009),
        line(4, listed_by_weights=0.01),
        line(5),
    ]
    found = near_line(report(held, lines=lines), held)
    assert [one.nomination for one in found] == [1, 2, 4]
    assert [(one.inside, one.chance, one.share) for one in found] == [
        (True, None, None),
        (False, 0.01, None),
        (False, None, 0.01),
    ]
    assert not any(one.crosses for one in found)


def test_who_crosses_the_line_without_a_juror_or_with_another_method_is_near() -> None:
    held = contest(
        *(1, 2, 3),
        listed=[1],
        methods=[ByMethod(Method.MEAN, [1], [1]), ByMethod(Method.MEDIAN, [1], [1, 3])],
    )
    jurors = [juror(11, listed_without=[2]), juror(12, listed_without=[1]), juror(13)]
    found = near_line(report(held, jurors=jurors), held)
    assert [(one.nomination, one.jurors, one.methods) for one in found] == [
        (1, [11], []),
        (2, [11], []),
        (3, [], [Method.MEDIAN]),
    ]
    assert all(one.crosses for one in found)
