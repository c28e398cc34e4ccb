"""What is said of a juror, figure by figure, in words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.models import Appointment, Seat
from app.ranking.report import Cell, Juror
from app.services.figures import Figures
from app.web.ranking import plot
from app.words.ranking import headline
from app.words.ranking import juror as ranking_juror
from app.words.ranking import jurors as ranking_jurors
from app.words.ranking.jurors import Whose

ORDINARY = Juror(
    juror=1,
    number=16,
    same=False,
    severity=0.143,
    se=0.1,
    influence=0.104,
    correlation=0.72,
    misfit=1.0,
    winners_without=None,
    listed_without=None,
    changes_winner=False,
    changes_shortlist=False,
)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def figures(juror: Juror | None = ORDINARY, rank: int = 0, **changes: object) -> Figures:
    seat = Seat(short="KS")
    found = Figures(
        held=Appointment(seat=seat, rank=rank),
        juror=juror,
        share=0.14,
        is_enough=True,
        is_kept_back=False,
        scored=[],
        look_again=[],
        table=None,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def told(figures: Figures) -> list[tuple[str, str]]:
    whose = Whose(figures.held, is_own=False)
    reasons = ranking_juror.told(figures, whose)
    return [(one.title.replace("\u00a0", " "), one.text.replace("\u00a0", " ")) for one in reasons]


def says(figures: Figures, *, is_own: bool = False) -> str:
    return headline.says(figures, Whose(figures.held, is_own))


@pytest.mark.parametrize(
    ("severity", "short", "title", "text"),
    [
        (
            *(0.143, "ligger omtrent på linje med de andres.", "Ingen sikker forskjell"),
            "i snitt 0,14 over juryen samlet, for de samme forslagene. Så liten forskjell kan være",
        ),
        (
            *(0.201, "er merkbart høyere enn de andres.", "Merkbart rausere"),
            "i snitt 0,20 over juryen samlet, for de samme forslagene. Det er mer enn",
        ),
        (
            *(-0.386, "er merkbart lavere enn de andres.", "Merkbart strengere"),
            "i snitt 0,39 under juryen samlet, for de samme forslagene. Det er mer enn",
        ),
        (
            *(-0.001, "ligger omtrent på linje med de andres.", "Ingen sikker forskjell"),
            "i snitt likt med juryen samlet, for de samme forslagene. Så liten forskjell kan være",
        ),
    ],
)
def test_severity(severity: float, short: str, title: str, text: str) -> None:
    found = figures(replace(ORDINARY, severity=severity))
    assert says(found) == f"Poengene fra KS {short}"
    rest = {
        "Ingen sikker forskjell": " tilfeldig (tilfeldigheter kan gi 0,20).",
        "Merkbart rausere": " tilfeldigheter vanligvis gir (0,20).",
        "Merkbart strengere": " tilfeldigheter vanligvis gir (0,20).",
    }[title]
    assert told(found)[0] == (title, f"Poengene fra KS ligger {text}{rest}")


def test_where_none_is_found_stricter_that_is_what_is_said() -> None:
    found = figures(replace(ORDINARY, severity=0.0, se=None))
    assert says(found) == "Ingen i juryen er funnet strengere enn andre."
    assert told(found)[0] == (
        "Strenghet kan ikke måles",
        "Ingen i juryen er funnet strengere enn andre.",
    )


def test_exactly_two_standard_errors_are_not_more_than_chance() -> None:
    assert ranking_jurors.side_of(figures(replace(ORDINARY, severity=0.2, se=0.1))) == 0
    assert ranking_jurors.side_of(figures(replace(ORDINARY, severity=-0.2001, se=0.1))) == -1


def test_one_score_is_said_to_be_one() -> None:
    found = figures(replace(ORDINARY, number=1, correlation=None))
    assert told(found)[0][1].endswith(
        " Bare én vurdering teller, så forskjellen er regnet forsiktig."
    )
    assert [title for title, _ in told(found)] == [
        "Ingen sikker forskjell",
        "10 % av utslaget",
        "Kan ikke sammenlignes",
    ]
    assert ranking_jurors.remarks(found) == ["Bare én vurdering"]


@pytest.mark.parametrize(
    ("influence", "title", "text"),
    [
        (
            0.104,
            "10 % av utslaget",
            (
                "Poengene fra KS står for 10 % av avstandene mellom forslagene, "
                "og er 14 % av alle vurderinger."
            ),
        ),
        (
            -0.03,
            "Trekker mot de andre",
            (
                "Poengene fra KS gjør avstandene mellom forslagene mindre. "
                "De er 14 % av alle vurderinger."
            ),
        ),
        (
            None,
            "Ingen avstand å dele",
            "Forslagene har samme snitt, så ingen har påvirket avstanden mellom dem.",
        ),
    ],
)
def test_influence(influence: float | None, title: str, text: str) -> None:
    assert told(figures(replace(ORDINARY, influence=influence)))[1] == (title, text)


@pytest.mark.parametrize(
    ("correlation", "title", "text"),
    [
        (0.7, "Enig med de andre", "følger de andres: 0,70, der 1 er helt likt."),
        (0.69, "Delvis enig", "følger de andres bare delvis: 0,69, der 1 er helt likt."),
        (
            0.0,
            "Lite til felles",
            "har lite til felles med de andres: 0,00, der 0 er ingen sammenheng.",
        ),
        (
            -0.4,
            "Oftest motsatt",
            "går oftest motsatt av de andres: −0,40, der −1 er helt motsatt.",
        ),
    ],
)
def test_agreement_with_the_others(correlation: float, title: str, text: str) -> None:
    found = figures(replace(ORDINARY, correlation=correlation))
    assert told(found)[2] == (title, f"Poengene fra KS {text}")


@pytest.mark.parametrize(
    ("misfit", "number", "title", "text"),
    [
        # Two standard errors of a mean square of 16 are 2·√(2/16) = 0.707.
        (
            *(1.71, 16, "Spriker mer enn ventet"),
            (
                "spriker 1,7 ganger så mye som ventet fra det resten tilsier. "
                "Se gjerne på dem på nytt."
            ),
        ),
        (
            *(1.70, 16, "Spriker som ventet"),
            "spriker 1,7 ganger det som er ventet. Det er innenfor det vanlige.",
        ),
        (
            *(0.29, 16, "Spriker mindre enn ventet"),
            "spriker bare 0,3 ganger det som er ventet: svært nær det resten tilsier.",
        ),
        (
            *(0.0, 8, "Spriker som ventet"),
            "spriker 0,0 ganger det som er ventet. Det er innenfor det vanlige.",
        ),
    ],
)
def test_how_far_the_scores_stray(misfit: float, number: int, title: str, text: str) -> None:
    found = told(figures(replace(ORDINARY, misfit=misfit, number=number)))
    assert found[3] == (title, f"Poengene fra KS {text}")


def test_the_same_to_all_is_remarked() -> None:
    found = figures(replace(ORDINARY, same=True, correlation=None, misfit=None))
    assert told(found)[-1] == (
        "Samme poeng til alle",
        "Da sier poengene ikke hvilke forslag som er bedre enn andre.",
    )
    assert ranking_jurors.remarks(found) == ["Samme poeng til alle"]


def test_what_to_look_at_again_is_counted() -> None:
    again = [Cell(7, 1, 1.1, 4.2), Cell(8, 1, -1.0, -3.9)]
    found = figures(replace(ORDINARY, misfit=3.2), look_again=again)
    assert ranking_jurors.remarks(found) == [
        "Spriker mer enn ventet",
        "2 vurderinger å se på nytt",
    ]
    assert ranking_jurors.remarks(figures(None)) == ["Ingen vurdering teller"]


def test_to_herself_it_is_told_as_to_her() -> None:
    assert says(figures(), is_own=True) == "Poengene dine ligger omtrent på linje med de andres."
    assert says(figures(None), is_own=True) == "Du har ingen vurdering som teller i denne runden."
    assert says(figures(None, rank=1)) == "KS (vara) har ingen vurdering som teller i denne runden."


def test_one_alone_is_compared_with_nobody() -> None:
    alone = figures(replace(ORDINARY, severity=0.0, se=None), share=1.0, is_enough=False)
    assert says(alone) == ("Bare ett medlem har gitt poeng, så det er ingen å sammenligne med.")
    assert plot.severities([alone]) is None


def test_the_axis_reaches_as_far_to_both_sides_as_the_longest_line() -> None:
    axis = plot.severities([figures(replace(ORDINARY, severity=-0.9, se=0.1)), figures(None)])
    assert axis is not None
    assert (axis.low, axis.high) == (-2.0, 2.0)
    assert (axis.at(-2), axis.at(0), axis.at(2)) == ("10.0", "160.0", "310.0")
