"""How alike texts are: by the words that they share, the rare more than those that all have."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ranking.likeness import Pair, alike, words

TREE = (
    "Kommunen bygde åtte leiligheter ved elven for unge voksne som hadde bodd i kommunale boliger. "
    "Beboerne var med fra første tegning, og en vaktmester bor i huset. Naboene ble invitert inn, "
    "og det ble laget en felles hage der skolen dyrker poteter hver sommer sammen med beboerne."
)
OTHER = (
    "Stiftelsen driver et værested med kafé, klesbytte og rådgivning om gjeld for bydelen. "
    "Frivillige møter opp hver kveld, tolker hjelper til, og legen har kontortid der tirsdager. "
    "Tilbudet begynte som en dugnad, og har siden fått fast støtte fra fylket og flere bedrifter."
)


def test_words_are_read_in_one_spelling() -> None:
    assert words("ÅRET 2024: Bo-trygg, Kárášjohka e") == ["året", "bo", "trygg", "kárášjohka"]
    assert words("A\u030angstro\u0308m ÆØÅ") == ["ångström", "æøå"]


def test_the_same_text_twice_is_found_and_another_is_not() -> None:
    assert alike([TREE, OTHER, TREE], 0.4) == [Pair(0, 2, 1.0)]
    changed = TREE.replace("åtte leiligheter ved elven", "ti hybler i sentrum")
    (pair,) = alike([OTHER, TREE, changed], 0.4)
    assert (pair.first, pair.second) == (1, 2)
    assert 0.7 < pair.degree < 0.95


def test_the_most_alike_come_first() -> None:
    half = TREE[:150] + OTHER[:140]
    pairs = alike([TREE, half, TREE.upper()], 0.3)
    assert pairs[0][:2] == (0, 2)
    assert [pair.degree for pair in pairs] == sorted((p.degree for p in pairs), reverse=True)


def test_a_few_words_and_none_are_like_nothing() -> None:
    assert alike(["Prøvedal kommune", "Prøvedal kommune", "", ""], 0.1) == []
    assert alike([], 0.4) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=400), max_size=6))
def test_whatever_is_written_a_degree_is_a_share(texts: list[str]) -> None:
    for pair in alike([TREE, *texts], 0.2):
        assert 0.2 <= pair.degree <= 1.0000001
        assert pair.first < pair.second
