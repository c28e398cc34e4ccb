"""Making a form: question by question, in order, by one person at a time, and on record."""

from dataclasses import replace
from typing import Any

import pytest

from app.models import Round
from app.rules.forms import QuestionKind
from app.rules.questions import Made
from app.services import audit, forms, nominations, phases
from app.services.foresight import ForeseenOtherwiseError, stamp
from app.services.work import LockedError, NotFoundError, StaleEditError
from tests.factories import World, texts
from tests.services.helpers import refused

YES_NO = ({"key": "", "label": texts("Ja")}, {"key": "", "label": texts("Nei")})
CHOICE = Made(QuestionKind.CHOICE, texts("Er det ferdig?"), options=YES_NO)


def outline(world: World, award_round: Round) -> dict[str, list[str]]:
    return {
        section.key: [question.key for question in section.questions]
        for section in forms.form(world.session, award_round)
    }


def add(world: World, award_round: Round, section: str = "second", **changes: Any) -> str:
    made = replace(Made(QuestionKind.SHORT_TEXT, texts("Nytt")), **changes)
    return forms.add_question(world.work("secretariat"), award_round, section, made).key


def choice(world: World, award_round: Round, section: str = "first") -> str:
    made = forms.add_question(world.work("secretariat"), award_round, section, CHOICE)
    return made.key


def held(world: World, award_round: Round, key: str) -> tuple[Made, str, str]:
    """Give a question as it is made, its section, and what an edit of it starts from."""
    section, row = forms.find_question(forms.form(world.session, award_round), key)
    columns = {name: getattr(row, name) for name in Made.__dataclass_fields__}
    return Made(**columns), section.key, forms.stamp_of_question(section, row)


def change(world: World, award_round: Round, key: str, **changes: Any) -> None:
    made, section, base = held(world, award_round, key)
    section = changes.pop("section", section)
    made = replace(made, **changes)
    forms.save_question(world.work("secretariat"), award_round, key, made, section, base=base)


def move(world: World, award_round: Round, key: str, *, up: bool, section: bool = False) -> None:
    base = forms.order_of(forms.form(world.session, award_round))
    work = world.work("secretariat")
    forms.move(work, award_round, key, is_section=section, up=up, base=base)


def test_a_form_from_nothing_begins_with_the_name_of_what_is_nominated(world: World) -> None:
    award_round, secretariat = world.plan(), world.work("secretariat")
    forms.replace(secretariat, award_round, [])
    forms.add_section(secretariat, award_round, {"nb": " Om dere ", "nn": " "}, {})
    forms.add_section(secretariat, award_round, texts("Mer"), {})
    assert outline(world, award_round) == {"del1": ["title"], "del2": []}
    first = forms.form(world.session, award_round)[0]
    assert (first.title, first.questions[0].required) == ({"nb": "Om dere"}, True)


def test_keys_are_made_and_stay(world: World) -> None:
    award_round = world.plan()
    keys = [add(world, award_round), choice(world, award_round), add(world, award_round)]
    assert keys == ["q1", "q2", "q3"]
    change(world, award_round, "q2", label=texts("Er alt ferdig?"))
    _section, row = forms.find_question(forms.form(world.session, award_round), "q2")
    assert [option["key"] for option in row.options] == ["valg1", "valg2"]
    turned = [*reversed(row.options), {"key": "", "label": texts("Vet ikke")}]
    change(world, award_round, "q2", options=turned, section="second")
    _section, row = forms.find_question(forms.form(world.session, award_round), "q2")
    assert [option["key"] for option in row.options] == ["valg2", "valg1", "valg3"]
    assert outline(world, award_round) == {
        "first": ["title"],
        "second": ["story", "q1", "q3", "q2"],
    }


def test_what_a_kind_has_not_is_not_kept(world: World) -> None:
    award_round = world.plan()
    key = add(
        world, award_round, kind=QuestionKind.DATE, word_limit=9, low=1, high=2, options=YES_NO
    )
    made, *_ = held(world, award_round, key)
    assert (made.word_limit, made.low, made.high, made.options) == (None, None, None, [])


def test_a_question_moves_through_the_sections(world: World) -> None:
    award_round = world.plan()
    add(world, award_round)
    for up, expected in (
        (True, {"first": ["title"], "second": ["q1", "story"]}),
        (True, {"first": ["title", "q1"], "second": ["story"]}),
        (True, {"first": ["q1", "title"], "second": ["story"]}),
        (True, {"first": ["q1", "title"], "second": ["story"]}),
        (False, {"first": ["title", "q1"], "second": ["story"]}),
        (False, {"first": ["title"], "second": ["q1", "story"]}),
        (False, {"first": ["title"], "second": ["story", "q1"]}),
        (False, {"first": ["title"], "second": ["story", "q1"]}),
    ):
        move(world, award_round, "q1", up=up)
        assert outline(world, award_round) == expected
    move(world, award_round, "second", up=True, section=True)
    assert list(outline(world, award_round)) == ["second", "first"]


def test_no_question_comes_before_the_one_it_rests_on(world: World) -> None:
    award_round = world.plan()
    on = choice(world, award_round)
    resting = add(world, award_round, shown_if={"question": on, "answer": "valg1"})
    work = world.work("secretariat")
    base = forms.order_of(forms.form(world.session, award_round))
    with refused(work, forms.OrderError) as early:
        forms.move(work, award_round, "second", is_section=True, up=True, base=base)
    assert early.value.resting == resting
    for wrong in (
        {"question": on, "answer": "valg9"},
        {"question": "story", "answer": "yes"},
        {"question": resting, "answer": "valg1"},
        {"question": "borte", "answer": "valg1"},
    ):
        with refused(work, forms.QuestionFaultsError) as found:
            change(world, award_round, resting, shown_if=wrong)
        assert found.value.faults == {"shown_if": "not_before"}
    with refused(work, forms.QuestionFaultsError) as found:
        change(world, award_round, on, options=[{"key": "valg2", "label": texts("Nei")}])
    assert found.value.faults == {"options": "option_rested_on"}
    with refused(work, forms.QuestionFaultsError) as found:
        change(world, award_round, on, section="second")
    assert found.value.faults == {"section": "rested_on"}


def test_what_another_rests_on_is_not_removed_and_the_title_never(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    on = choice(world, award_round)
    add(world, award_round, shown_if={"question": on, "answer": "valg1"})
    for key, is_section, why in (
        (on, False, "rested_on"),
        ("title", False, "names_nominations"),
        ("first", True, "names_nominations"),
    ):
        with refused(work, forms.NotRemovableError) as kept:
            forms.foresee(work, award_round, key, is_section=is_section)
        assert kept.value.why == why


def test_a_section_goes_with_its_questions_as_it_was_shown(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    seen = forms.foresee(work, award_round, "second", is_section=True)
    assert seen.questions == [texts("Spørsmål story")]
    key = add(world, award_round)
    with refused(work, ForeseenOtherwiseError):
        forms.remove(work, award_round, "second", is_section=True, seen=stamp(seen))
    for one, is_section in ((key, False), ("second", True)):
        again = forms.foresee(work, award_round, one, is_section=is_section)
        forms.remove(work, award_round, one, is_section=is_section, seen=stamp(again))
    assert outline(world, award_round) == {"first": ["title"]}
    with refused(work, NotFoundError):
        change(world, award_round, key, label=texts("Borte"))


def test_of_two_who_edit_the_second_is_shown_both(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    made, section, base = held(world, award_round, "story")
    change(world, award_round, "story", label=texts("Den enes"))
    hers = replace(made, label=texts("Den andres"))
    with refused(work, StaleEditError) as stale:
        forms.save_question(work, award_round, "story", hers, section, base=base)
    assert stale.value.theirs["label"] == texts("Den enes")
    assert stale.value.yours["label"] == texts("Den andres")
    order = forms.order_of(forms.form(world.session, award_round))
    add(world, award_round)
    with refused(work, StaleEditError):
        forms.move(work, award_round, "story", is_section=False, up=True, base=order)
    change(world, award_round, "story", label=texts("Den enes"))  # the same again is no conflict
    first = forms.find_section(forms.form(world.session, award_round), "first")
    base = forms.stamp_of_section(first)
    forms.save_section(work, award_round, "first", texts("En"), {}, base=base)
    forms.save_section(work, award_round, "first", texts("En"), {}, base=base)
    with refused(work, StaleEditError):
        forms.save_section(work, award_round, "first", texts("To"), {}, base=base)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"label": {"nb": " "}}, {"label": "no_label"}),
        ({"word_limit": 0}, {"word_limit": "bad_word_limit"}),
        ({"word_limit": 5001}, {"word_limit": "bad_word_limit"}),
        ({"low": 3, "high": 2}, {"high": "upside_down"}),
        ({"low": 10**9}, {"low": "bad_number"}),
        (
            {"options": [{"key": "", "label": {"nb": ""}}]},
            {"option-1": "option_without_words"},
        ),
        ({"options": [*YES_NO] * 21}, {"options": "too_many_options"}),
    ],
)
def test_a_question_with_faults_is_not_stored(
    world: World, changes: dict[str, Any], expected: dict[str, str]
) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    made = replace(Made(QuestionKind.SHORT_TEXT, texts("Nytt")), **changes)
    with refused(work, forms.QuestionFaultsError) as found:
        forms.add_question(work, award_round, "second", made)
    assert found.value.faults == expected


def test_the_question_that_names_a_nomination_is_asked_of_everybody(world: World) -> None:
    award_round = world.plan()
    for changes in ({"required": False}, {"kind": QuestionKind.DATE}):
        with refused(world.work("secretariat"), forms.QuestionFaultsError) as found:
            change(world, award_round, "title", **changes)
        assert found.value.faults == {"required": "title_is_fixed"}


def test_in_an_open_call_texts_alone_are_corrected_and_answers_stay(world: World) -> None:
    award_round = world.plan()
    choice(world, award_round)
    phases.move(world.work("secretariat"), award_round, "publish_call")
    world.pass_time(hours=2)
    draft = world.draft(award_round)
    work = world.work("secretariat")
    before = dict(draft.answers)
    change(world, award_round, "story", label=texts("Rettet"), help=texts("Hjelp"))
    change(
        world,
        award_round,
        "q1",
        options=[{"key": f"valg{n}", "label": texts(f"Svar {n}")} for n in (1, 2)],
    )
    base = forms.stamp_of_section(forms.form(world.session, award_round)[0])
    forms.save_section(work, award_round, "first", texts("Rettet"), {}, base=base)
    assert draft.answers == before
    assert nominations.base_of(draft, ["story"]) == nominations.base_of_given(
        {"story": before["story"]}
    )
    for changes in (
        {"required": False},
        {"word_limit": 10},
        {"for_jury": False},
        {"section": "first"},
    ):
        with refused(work, LockedError):
            change(world, award_round, "story", **changes)
    with refused(work, LockedError):
        change(world, award_round, "q1", options=YES_NO)
    for act in (
        lambda: add(world, award_round),
        lambda: move(world, award_round, "story", up=True),
        lambda: forms.add_section(work, award_round, texts("Ny"), {}),
        lambda: forms.foresee(work, award_round, "story", is_section=False),
        lambda: forms.replace(work, award_round, []),
    ):
        with refused(work, LockedError):
            act()
    assert list(audit.verify(world.session)) == []
    world.pass_time(days=20)
    with refused(work, LockedError):
        change(world, award_round, "story", label=texts("For sent"))


def test_the_record_vouches_for_the_form_as_it_was_left(world: World) -> None:
    award_round = world.plan()
    add(world, award_round)
    assert list(audit.verify(world.session)) == []
    _, row = forms.find_question(forms.form(world.session, award_round), "q1")
    row.shown_if = {"question": "story", "answer": "yes"}
    world.session.flush()
    told = f"the form of round {award_round.id} is not as it was recorded in event 6"
    assert [str(found) for found in audit.verify(world.session)] == [f"prisen-2026: {told}"]


def lacking(world: World, award_round: Round) -> list[tuple[str, bool, dict[str, Any]]]:
    found = forms.lacks(world.session, award_round, world.clock.now)
    return [(lack.what, lack.stops, dict(lack.figures)) for lack in found]


def test_what_lacks_in_a_form_is_told(world: World) -> None:
    award_round, work = world.plan(), world.work("secretariat")
    assert lacking(world, award_round) == []
    forms.add_section(work, award_round, {"nb": "Tom"}, {})
    add(world, award_round, kind=QuestionKind.CHOICE, label={"en": "Only English"})
    assert lacking(world, award_round) == [
        ("form_few_options", True, {"number": 2, "options": 0}),
        ("form_empty_section", True, {"number": 3}),
        ("form_language_owed", True, {"language": "nb", "number": 1}),
        ("form_language_owed", True, {"language": "nn", "number": 2}),
        ("form_language", False, {"language": "en", "number": 1}),
    ]
    forms.replace(work, award_round, [{"key": "a", "title": texts("A"), "questions": []}])
    assert lacking(world, award_round) == [("form_no_title", True, {})]
    forms.replace(work, award_round, [])
    assert lacking(world, award_round) == [("form_none", True, {})]


def test_files_are_never_published(world: World) -> None:
    award_round = world.plan()
    taken = {"groups": ["pdf"], "most": 2, "megabytes": 9}
    made = add(world, award_round, kind=QuestionKind.ATTACHMENT, files=taken, is_public=True)
    section, row = forms.find_question(forms.form(world.session, award_round), made)
    assert (section.key, row.files, row.is_public) == ("second", taken, False)
