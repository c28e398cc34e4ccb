"""The nomination form: what is wrong with an answer, for every kind of question."""

from typing import Any

import pytest

from app.rules.forms import (
    Condition,
    Fault,
    FaultKind,
    QuestionKind,
    QuestionSpec,
    asked,
    count_words,
    faults,
    is_empty,
)

Found = tuple[str, dict[str, int]]


def fault_of(kind: str, value: Any, **limits: Any) -> Found | None:
    """Answer one question that need not be answered; gives what is wrong, if anything."""
    found = faults([QuestionSpec("q", QuestionKind(kind), **limits)], {"q": value})
    return (found[0].kind.value, dict(found[0].figures)) if found else None


@pytest.mark.parametrize("kind", [kind.value for kind in QuestionKind])
@pytest.mark.parametrize("empty", [None, "", "  \n\t", [], {}, {"name": " ", "email": ""}, False])
def test_an_empty_answer_is_a_fault_only_where_one_must_answer(kind: str, empty: Any) -> None:
    assert fault_of(kind, empty) is None
    assert fault_of(kind, empty, required=True) == ("missing", {})


def test_an_answer_that_is_not_there_at_all_is_empty() -> None:
    must = QuestionSpec("q", QuestionKind.SHORT_TEXT, required=True)
    assert faults([must], {}) == [Fault("q", FaultKind.MISSING, {})]
    assert faults([must], {"other": "text"}) == [Fault("q", FaultKind.MISSING, {})]


@pytest.mark.parametrize("zero", [0, "0"])
def test_nought_is_an_answer(zero: Any) -> None:
    assert is_empty(zero) is False
    assert fault_of("number", zero, required=True, low=0) is None


def test_faults_come_in_the_order_of_the_questions() -> None:
    questions = [
        QuestionSpec("c", QuestionKind.URL),
        QuestionSpec("a", QuestionKind.SHORT_TEXT, required=True),
        QuestionSpec("b", QuestionKind.NUMBER),
    ]
    found = faults(questions, {"b": "mange", "c": "nettsiden", "d": "unknown"})
    assert [(fault.key, fault.kind.value) for fault in found] == [
        ("c", "not_a_url"),
        ("a", "missing"),
        ("b", "not_a_number"),
    ]


@pytest.mark.parametrize("kind", ["short_text", "long_text"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ett to", None),
        ("  ett \n\n to\t tre ", None),
        ("ett to tre fire", ("too_long", {"words": 4, "limit": 3})),
        ("ett\u00a0to\u2003tre fire", ("too_long", {"words": 4, "limit": 3})),
    ],
)
def test_a_text_keeps_within_its_limit_of_words(
    kind: str, text: str, expected: Found | None
) -> None:
    assert fault_of(kind, text, word_limit=3) == expected


def test_a_text_without_a_limit_may_be_long() -> None:
    assert fault_of("long_text", "ord " * 10_000) is None


def test_words_are_counted_as_people_do() -> None:
    assert [count_words(text) for text in ("", " ", "ett", "Husbanken – vår", "a-b c")] == [
        *(0, 0, 1),
        *(3, 2),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", None),
        (12, None),
        ("1 200", None),
        ("1\u00a0200", None),
        ("5", None),
        ("2000", None),
        ("4", ("out_of_range", {"low": 5, "high": 2000})),
        ("2001", ("out_of_range", {"low": 5, "high": 2000})),
        ("-12", ("out_of_range", {"low": 5, "high": 2000})),
        ("tolv", ("not_a_number", {})),
        ("12,5", ("not_a_number", {})),
        ("12.0", ("not_a_number", {})),
        ("1e3", ("not_a_number", {})),
        ("1_000", ("not_a_number", {})),
        ("١٢", ("not_a_number", {})),
        ("NaN", ("not_a_number", {})),
        ("0x10", ("not_a_number", {})),
        ("9" * 5000, ("not_a_number", {})),
    ],
)
def test_a_number_is_whole_and_within_its_range(written: Any, expected: Found | None) -> None:
    assert fault_of("number", written, low=5, high=2000) == expected


@pytest.mark.parametrize(
    ("limits", "value", "expected"),
    [
        ({}, "-3", None),
        ({"low": 0}, "-1", ("out_of_range", {"low": 0})),
        ({"low": 0}, "999999", None),
        ({"high": 0}, "1", ("out_of_range", {"high": 0})),
        ({"high": 0}, "-999999", None),
    ],
)
def test_a_range_may_be_open_at_either_end(
    limits: dict[str, int], value: str, expected: Found | None
) -> None:
    assert fault_of("number", value, **limits) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("choice", "red", None),
        ("choice", "blue", ("not_an_option", {})),
        ("choice", "Red", ("not_an_option", {})),
        ("choices", ["red"], None),
        ("choices", ["red", "green"], None),
        ("choices", ["red", "blue"], ("not_an_option", {})),
    ],
)
def test_a_choice_is_one_of_the_options(kind: str, value: Any, expected: Found | None) -> None:
    assert fault_of(kind, value, options=("red", "green")) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "https://www.kárášjohka.example.no/side?a=1#b",
        "HTTPS://EXAMPLE.ORG/path",
        " https://example.org/padded ",
        "https://example.org:8080/a/b.html",
    ],
)
def test_an_address_of_a_page_is_taken(url: str) -> None:
    assert fault_of("url", url) is None


@pytest.mark.parametrize(
    "url",
    [
        "example.org",
        "www.example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://example",
        "https://.example.org",
        "https://example..org",
        "https://example.org/with space",
        "https://example.org\nhttps://other.org",
        "see https://example.org",
    ],
)
def test_what_leads_nowhere_is_not_an_address(url: str) -> None:
    assert fault_of("url", url) == ("not_a_url", {})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-02-28", None),
        ("2024-02-29", None),
        ("2026-02-29", ("not_a_date", {})),
        ("2026-13-01", ("not_a_date", {})),
        ("28.02.2026", ("not_a_date", {})),
        ("i fjor", ("not_a_date", {})),
        ("2026", ("not_a_date", {})),
        ("20260228", ("not_a_date", {})),
        ("2026-W09-1", ("not_a_date", {})),
    ],
)
def test_a_date_is_a_day_of_the_calendar(written: str, expected: Found | None) -> None:
    assert fault_of("date", written) == expected


ASTRID = {"name": "Astrid Šarri", "email": "astrid@example.org", "phone": ""}


@pytest.mark.parametrize(
    ("changes", "optional", "required"),
    [
        ({}, None, None),
        ({"phone": "+47 99 99 99 99"}, None, None),
        ({"email": " astrid@post.example.org "}, None, None),
        ({"name": ""}, None, ("missing", {})),
        ({"email": ""}, None, ("missing", {})),
        ({"name": "", "email": "astrid"}, ("bad_email", {}), ("missing", {})),
        ({"email": "astrid"}, ("bad_email", {}), ("bad_email", {})),
        ({"email": "astrid@example"}, ("bad_email", {}), ("bad_email", {})),
        ({"email": "a@b@example.org"}, ("bad_email", {}), ("bad_email", {})),
        ({"email": "astrid sarri@example.org"}, ("bad_email", {}), ("bad_email", {})),
        ({"email": "astrid@example.org\nBcc: all@x.no"}, ("bad_email", {}), ("bad_email", {})),
    ],
)
def test_a_contact_has_a_name_and_an_address_that_mail_can_reach(
    changes: dict[str, str], optional: Found | None, required: Found | None
) -> None:
    contact = {**ASTRID, **changes}
    assert fault_of("contact", contact) == optional
    assert fault_of("contact", contact, required=True) == required


@pytest.mark.parametrize("said", ["yes", True])
def test_a_confirmation_is_given_or_not(said: Any) -> None:
    assert fault_of("confirm", said, required=True) is None


def on(question: str, answer: str, key: str = "q", **more: Any) -> QuestionSpec:
    return QuestionSpec(
        key, QuestionKind.SHORT_TEXT, required=True, shown_if=Condition(question, answer), **more
    )


CHOICE = QuestionSpec("a", QuestionKind.CHOICE, options=("x", "y"))
CHOICES = QuestionSpec("a", QuestionKind.CHOICES, options=("x", "y"))
CONFIRM = QuestionSpec("a", QuestionKind.CONFIRM)


@pytest.mark.parametrize(
    ("first", "answer", "value", "is_asked"),
    [
        (CHOICE, "x", "x", True),
        (CHOICE, "x", "y", False),
        (CHOICE, "x", "", False),
        (CHOICE, "x", None, False),
        (CHOICE, "x", ["x"], False),
        (CHOICES, "x", ["y", "x"], True),
        (CHOICES, "x", ["y"], False),
        (CHOICES, "x", "x", False),
        (CONFIRM, "yes", "yes", True),
        (CONFIRM, "yes", "", False),
        (CONFIRM, "x", "yes", False),
    ],
)
def test_a_question_is_asked_if_the_earlier_one_is_answered_so(
    first: QuestionSpec, answer: str, value: Any, is_asked: bool
) -> None:
    form = [first, on("a", answer)]
    assert asked(form, {"a": value}) == ({"a", "q"} if is_asked else {"a"})
    # One that is not asked is no fault, though it has to be answered.
    found = [fault.key for fault in faults(form, {"a": value}) if fault.key == "q"]
    assert found == (["q"] if is_asked else [])


def test_what_rests_on_a_question_that_is_not_asked_is_not_asked_either() -> None:
    second = QuestionSpec("b", QuestionKind.CHOICE, options=("x",), shown_if=Condition("a", "x"))
    form = [CHOICE, second, on("b", "x")]
    assert asked(form, {"a": "x", "b": "x"}) == {"a", "b", "q"}
    assert asked(form, {"a": "y", "b": "x"}) == {"a"}
    # A wrong answer that is out of sight is none.
    assert faults(form, {"a": "y", "b": "borte", "q": ""}) == []
