"""How we calculate: the worked example comes from the ranking, in every language."""

import re
from html import unescape

import pytest

from app.ranking import example as method
from app.ranking import jurors
from app.ranking.methods import Method
from app.ranking.model import chances, precision, reml, variance
from app.ranking.verdict import Verdict
from tests.clients import ReviewingClient

ADDRESS = "/om/slik-regner-vi"


def page(client: ReviewingClient, language: str = "nb") -> str:
    """Give the page as one line of text for each row and paragraph, without its tags."""
    client.set_cookie("language", language)
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    html = " ".join(answer.get_data(as_text=True).split())
    html = re.sub(r"</(title|tr|p|li|h\d|dd|div|math)>", "\n", html)
    text = unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def lines(client: ReviewingClient, language: str) -> list[str]:
    return page(client, language).split("\n")


@pytest.mark.parametrize(
    ("language", "recused", "missing"),
    [
        ("nb", "Inhabil", "Ikke vurdert"),
        ("nn", "Inhabil", "Ikkje vurdert"),
        ("en", "Recused", "Not scored"),
    ],
)
def test_the_example_is_shown_step_by_step(
    client: ReviewingClient, language: str, recused: str, missing: str
) -> None:
    shown = lines(client, language)
    expected = [
        f"Fjordvik 5,5 5,0 4,5 5,0 {recused} 5,00",
        "Elvestrand 5,0 6,0 5,0 5,0 3,5 4,90",
        f"Myrland 4,5 3,5 5,0 {missing} 3,5 4,13",
        "Anna 7 +0,41 +0,31",
        "Bjørn 8 +0,16 +0,15",
        "Cecilie 7 +0,23 +0,19",
        "David 7 +0,40 +0,31",
        "Eva 6 −1,42 −0,96",
        "Anna 5,5 5,19 5,0 4,69",
        f"Eva {recused} 3,5 4,46",
        "Elvestrand 4,90 4,90",
        "Fjordvik 5,00 4,76",
        "Solvik 3,25 3,01",
    ]
    if language == "en":
        expected = [re.sub(r"(\d),(\d)", r"\1.\2", row) for row in expected]
    assert [row for row in expected if row not in shown] == []


@pytest.mark.parametrize(
    ("language", "title", "says"),
    [
        (
            "nb",
            "Slik regner vi",
            (
                "Fjordvik går fra 5,00 til 4,76, for de fire som vurderte forslaget, er rausere "
                "enn juryen under ett. Elvestrand ble vurdert av alle fem og beholder sine 4,90. "
                "Med justert snitt er det Elvestrand som ligger først."
            ),
        ),
        (
            "nn",
            "Slik reknar vi",
            (
                "Fjordvik går frå 5,00 til 4,76, for dei fire som vurderte forslaget, er rausare "
                "enn juryen sett under eitt. Elvestrand vart vurdert av alle fem og beheld "
                "sine 4,90. Med justert snitt er det Elvestrand som ligg først."
            ),
        ),
        (
            "en",
            "How we calculate",
            (
                "Fjordvik goes from 5.00 to 4.76, because the four who scored it are more generous "
                "than the jury as a whole. Elvestrand was scored by all five and keeps its 4.90. "
                "By the fair average, Elvestrand is first."
            ),
        ),
    ],
)
def test_the_example_is_told_in_words(
    client: ReviewingClient, language: str, title: str, says: str
) -> None:
    shown = lines(client, language)
    assert title in shown
    assert says in shown


def test_the_chances_and_the_words_for_them(client: ReviewingClient) -> None:
    text = page(client)
    chance = re.search(r"^1 Elvestrand 4,90 (\d+) av 100 1 til 3$", text, re.MULTILINE)
    assert chance is not None
    assert int(chance[1]) == 59
    assert "7 Lyngmo 3,10 Under 1 av 100 6 til 8" in text
    here = re.findall(
        r'aria-current="true">.*?</svg>\s*([^<]+?)\s*</li>',
        client.get(ADDRESS).get_data(as_text=True),
    )
    assert here == ["For jevnt til å si"]
    assert "Sjansen er minst 95 av 100, så" in text
    assert "Sjansen er fra 60 til 95 av 100." in text


def test_does_it_hold(client: ReviewingClient) -> None:
    shown = lines(client, "nb")
    assert [f"{row} Elvestrand" in shown for row in ("Anna", "Cecilie", "David", "Eva")] == [
        True
    ] * 4
    assert "Bjørn Fjordvik" in shown
    firsts = [row for row in shown if row.startswith(("Median ", "Vanlig snitt Gjennomsnittet "))]
    assert firsts[0].endswith("forslaget. Fjordvik")
    assert firsts[1].endswith("under. Fjordvik og Elvestrand")
    assert (
        "I eksemplet vurderte 4 medlemmer både Elvestrand og Fjordvik. Av dem satte 2 Elvestrand "
        "høyest, 1 satte Fjordvik høyest, og 1 ga dem likt." in shown
    )


def test_what_a_statistician_looks_for(client: ReviewingClient) -> None:
    text = page(client)
    assert "I eksemplet er df 27, λ 1,17 og σ² 0,40." in text
    assert "er forskjellen mellom de to øverste 0,14, med en standardfeil på 0,43." in text
    assert "I eksemplet 0,34 og 0,69:" in text
    assert "har til sammen gitt 4,75." in text
    assert "Metoden har versjon 3." in text
    html = client.get(ADDRESS).get_data(as_text=True)
    assert html.count('<math display="block">') == 16
    assert html.count('href="https://doi.org/') == 7


NUMERALS = {
    "nb": {4: "fire", 8: "åtte", 9: "ni"},
    "nn": {4: "fire", 8: "åtte", 9: "ni"},
    "en": {4: "four", 8: "eight", 9: "nine"},
}


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nb",
            (
                "er flatt opp til {widest} σ, og",
                "gammafordelt med form {shape} og rate {rate}.",
                "Sjansen er minst {clear} av 100,",
                "Er df under {fewest}, retter vi ikke.",
                "Er df under {look}, sies ingenting.",
                "færre enn {look} skjemaer ut over ett til hvert forslag.",
                "opphøyd i {doubt},",
            ),
        ),
        (
            "nn",
            (
                "er flatt opp til {widest} σ, og",
                "med form {shape} og rate {rate}.",
                "Sjansen er minst {clear} av 100,",
                "Er df under {fewest}, rettar vi ikkje.",
                "Er df under {look}, seier vi ingenting.",
                "færre enn {look} skjema ut over eitt til kvart forslag.",
                "opphøgd i {doubt},",
            ),
        ),
        (
            "en",
            (
                "is flat up to {widest} σ, and",
                "of shape {shape} and rate {rate}.",
                "The chance is at least {clear} of 100,",
                "If df is below {fewest}, we do not correct.",
                "With df below {look}, nothing is said.",
                "fewer than {look} sheets beyond one for each nomination.",
                "to the power of {doubt},",
            ),
        ),
    ],
)
def test_the_page_has_the_figures_of_the_code(
    client: ReviewingClient, language: str, sentences: tuple[str, ...]
) -> None:
    text = page(client, language)
    figures = {
        "widest": variance.WIDEST,
        "shape": variance.SHAPE,
        "rate": variance.RATE,
        "clear": round(100 * chances.SURELY),
        "fewest": reml.FEWEST_DF,
        "look": jurors.FEWEST_DF,
        "doubt": precision.DOUBT,
    }
    told = [sentence.format(**figures) for sentence in sentences]
    assert [sentence for sentence in told if sentence not in text] == []


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nb", ("i {inside} av ti svar", "ett av {words} svar", "på {ways} måter")),
        ("nn", ("i {inside} av ti svar", "eitt av {words} svar", "på {ways} måtar")),
        ("en", ("in {inside} of ten answers", "one of {words} answers", "in {ways} ways")),
    ],
)
def test_figures_written_as_words_are_the_code_s_too(
    client: ReviewingClient, language: str, sentences: tuple[str, ...]
) -> None:
    numeral = NUMERALS[language]
    figures = {
        "inside": numeral[round(10 * (1 - 2 * chances.TAIL))],
        "words": numeral[len(Verdict)],
        "ways": numeral[len(Method)],
    }
    text = page(client, language)
    told = [sentence.format(**figures) for sentence in sentences]
    assert [sentence for sentence in told if sentence not in text] == []


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("nb", "blir sifrene som vises, de samme på andre maskiner."),
        ("nn", "blir siffera som blir viste, dei same på andre maskiner."),
        ("en", "the digits shown are the same on other machines."),
    ],
)
def test_no_more_is_promised_than_the_digits_shown(
    client: ReviewingClient, language: str, same: str
) -> None:
    text = page(client, language)
    assert same in text
    assert re.search("om mange år|many years", text) is None


@pytest.mark.parametrize(
    ("language", "best", "another", "too_high"),
    [
        (
            "nb",
            "ikke sikkert at den som ligger først, er den beste.",
            "Sjansen for at en annen jury ville satt det samme forslaget først, er lavere,",
            ("Små runder Med", "Nesten like forslag I", "Favorisering Den"),
        ),
        (
            "nn",
            "ikkje sikkert at den som ligg først, er den beste.",
            "Sjansen for at ein annan jury ville ha sett det same forslaget først, er lågare,",
            ("Små rundar Med", "Nesten like forslag I", "Favorisering Den"),
        ),
        (
            "en",
            "not certain that the one in first place is the best.",
            "The chance that another jury would have put the same nomination first is lower,",
            ("Small rounds With", "Nominations nearly alike In", "Favouritism Whoever"),
        ),
    ],
)
def test_the_chance_is_that_of_being_the_best(
    client: ReviewingClient, language: str, best: str, another: str, too_high: tuple[str, ...]
) -> None:
    text = page(client, language)
    told = [best, another, *too_high]
    assert [sentence for sentence in told if sentence not in text] == []


def test_the_figures_follow_the_scores(
    client: ReviewingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {**method.SCORES, "Fjordvik": (5.5, 6.0, 6.0, 6.0, method.RECUSED)}
    monkeypatch.setattr(method, "SCORES", changed)
    method.example.cache_clear()
    try:
        shown = lines(client, "nb")
    finally:
        method.example.cache_clear()
    assert "Fjordvik 5,5 6,0 6,0 6,0 Inhabil 5,88" in shown
    assert "Fjordvik 5,00 4,76" not in shown
    first = next(row for row in shown if row.startswith("1 "))
    assert first.startswith("1 Fjordvik 5,6")


def test_the_example_is_worked_out_once() -> None:
    assert method.example() is method.example()


def test_every_page_leads_to_it(client: ReviewingClient) -> None:
    front = client.get("/logg-inn").get_data(as_text=True)
    assert f'<a href="{ADDRESS}">Slik regner vi</a>' in front
