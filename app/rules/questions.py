"""Questions as they are made: what each kind is asked to be, and what is wrong with one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.rules.attachments import MOST_FILES, MOST_MEGABYTES, FileRules
from app.rules.forms import CONFIRMED, DECIDING, WRITTEN, QuestionKind
from app.rules.tables import every

Texts = Mapping[str, str]
"""One text by language."""
TITLE, SUMMARY = "title", "summary"
"""Keys of the questions whose answers stand on top of a nomination: its name, and its summary."""
MOST_WORDS = 5000
MOST_CHARACTERS = 50_000
MOST_OPTIONS = 40
SMALLEST, LARGEST = -999_999_999, 999_999_999


class Setting(StrEnum):
    """What a question can be asked to be beside what all of them are."""

    WORD_LIMIT = "word_limit"
    RANGE = "range"
    OPTIONS = "options"
    FILES = "files"


SETTINGS: dict[QuestionKind, Setting | None] = {
    QuestionKind.SHORT_TEXT: Setting.WORD_LIMIT,
    QuestionKind.LONG_TEXT: Setting.WORD_LIMIT,
    QuestionKind.NUMBER: Setting.RANGE,
    QuestionKind.CHOICE: Setting.OPTIONS,
    QuestionKind.CHOICES: Setting.OPTIONS,
    QuestionKind.DATE: None,
    QuestionKind.URL: None,
    QuestionKind.CONTACT: None,
    QuestionKind.CONFIRM: None,
    QuestionKind.ATTACHMENT: Setting.FILES,
}
every(QuestionKind, SETTINGS)


def siblings(kind: QuestionKind) -> tuple[QuestionKind, ...]:
    """Give the kinds that a question of one kind can become, with all that was said of it."""
    setting = SETTINGS[kind]
    if setting not in {Setting.WORD_LIMIT, Setting.OPTIONS}:
        return (kind,)
    return tuple(other for other in QuestionKind if SETTINGS[other] is setting)


@dataclass(frozen=True)
class Made:
    """A question as somebody wants it to be."""

    kind: QuestionKind
    label: Texts
    help: Texts = field(default_factory=dict)
    required: bool = False
    word_limit: int | None = None
    character_limit: int | None = None
    low: int | None = None
    high: int | None = None
    options: Sequence[Mapping[str, Any]] = ()
    """``{"key": …, "label": {…}}`` each; a new one has no key yet."""
    for_jury: bool = True
    is_public: bool = False
    criteria: Sequence[str] = ()
    shown_if: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    """Of attachments: what is taken, as ``FileRules`` reads it."""


class Wrong(StrEnum):
    """What can be wrong with a question as it is made."""

    NO_LABEL = "no_label"
    BAD_NUMBER = "bad_number"
    BAD_WORD_LIMIT = "bad_word_limit"
    BAD_CHARACTER_LIMIT = "bad_character_limit"
    UPSIDE_DOWN = "upside_down"
    OPTION_WITHOUT_WORDS = "option_without_words"
    TOO_MANY_OPTIONS = "too_many_options"
    NO_FILE_GROUP = "no_file_group"
    BAD_FILE_COUNT = "bad_file_count"
    BAD_FILE_SIZE = "bad_file_size"
    OPTION_RESTED_ON = "option_rested_on"
    """Another question is asked only of those who choose it."""
    NOT_BEFORE = "not_before"
    """It is to rest on a question that does not come before it, or cannot decide."""
    RESTED_ON = "rested_on"
    """It would come after a question that rests on it."""
    NO_SECTION = "no_section"
    TITLE_IS_FIXED = "title_is_fixed"
    """The question that names a nomination is asked of everybody, in a short text."""


@dataclass(frozen=True)
class Placed:
    """A question in its form, as far as conditions are about it."""

    key: str
    kind: QuestionKind
    options: Sequence[str]
    shown_if: Mapping[str, str]


def find_faults(made: Made, key: str, form: Sequence[Placed]) -> dict[str, Wrong]:
    """Find what is wrong with a question.

    Args:
        made: the question.
        key: what it is called in the form; empty for a new one, which comes last.
        form: the questions of the form as they will stand, this one among them unless it is new.

    """
    found: dict[str, Wrong] = {}
    if not any(text.strip() for text in made.label.values()):
        found["label"] = Wrong.NO_LABEL
    if made.word_limit is not None and not 1 <= made.word_limit <= MOST_WORDS:
        found["word_limit"] = Wrong.BAD_WORD_LIMIT
    characters = made.character_limit
    if characters is not None and not 1 <= characters <= MOST_CHARACTERS:
        found["character_limit"] = Wrong.BAD_CHARACTER_LIMIT
    for name in ("low", "high"):
        value = getattr(made, name)
        if value is not None and not SMALLEST <= value <= LARGEST:
            found[name] = Wrong.BAD_NUMBER
    if not found and made.low is not None and made.high is not None and made.low > made.high:
        found["high"] = Wrong.UPSIDE_DOWN
    if len(made.options) > MOST_OPTIONS:
        found["options"] = Wrong.TOO_MANY_OPTIONS
    for number, option in enumerate(made.options, start=1):
        if not any(text.strip() for text in option["label"].values()):
            found[f"option-{number}"] = Wrong.OPTION_WITHOUT_WORDS
    return found | _of_files(made.files) | _of_conditions(made, key, form)


def _of_files(files: Mapping[str, Any]) -> dict[str, Wrong]:
    if not files:
        return {}
    rules = FileRules.of(files)
    wrong = {
        "file_groups": (bool(rules.groups), Wrong.NO_FILE_GROUP),
        "most_files": (1 <= rules.most <= MOST_FILES, Wrong.BAD_FILE_COUNT),
        "most_megabytes": (1 <= rules.megabytes <= MOST_MEGABYTES, Wrong.BAD_FILE_SIZE),
    }
    return {name: why for name, (is_right, why) in wrong.items() if not is_right}


def _of_conditions(made: Made, key: str, form: Sequence[Placed]) -> dict[str, Wrong]:
    found: dict[str, Wrong] = {}
    answers = answers_of(made.kind, [option["key"] for option in made.options])
    rested = {one.shown_if["answer"] for one in form if one.shown_if.get("question") == key}
    if key and not rested <= set(answers):
        found["options"] = Wrong.OPTION_RESTED_ON
    if made.shown_if and not _can_rest(made.shown_if, key, form):
        found["shown_if"] = Wrong.NOT_BEFORE
    if key == TITLE and (made.kind not in WRITTEN or not made.required or made.shown_if):
        found["required"] = Wrong.TITLE_IS_FIXED
    return found


def answers_of(kind: QuestionKind, options: Sequence[str]) -> tuple[str, ...]:
    """List the answers to a question that can decide whether another is asked."""
    if kind not in DECIDING:
        return ()
    return (CONFIRMED,) if kind is QuestionKind.CONFIRM else tuple(options)


def _can_rest(on: Mapping[str, str], key: str, form: Sequence[Placed]) -> bool:
    before = _before(key, form)
    return any(
        one.key == on["question"] and on["answer"] in answers_of(one.kind, one.options)
        for one in before
    )


def _before(key: str, form: Sequence[Placed]) -> Sequence[Placed]:
    """Give the questions that come before one; all of them for one that is new."""
    place = next((place for place, one in enumerate(form) if one.key == key), len(form))
    return form[:place]


def deciding(key: str, form: Sequence[Placed]) -> list[Placed]:
    """List the questions that one can rest on: those before it whose answers can be told apart."""
    return [one for one in _before(key, form) if answers_of(one.kind, one.options)]


def out_of_order(form: Sequence[Placed]) -> Placed | None:
    """Find the first question of a form that rests on none before it, or on an answer it lacks."""
    return next(
        (one for one in form if one.shown_if and not _can_rest(one.shown_if, one.key, form)), None
    )


def resting_on(keys: Sequence[str], form: Sequence[Placed]) -> list[str]:
    """List the questions that rest on any of some, and are none of them."""
    return [one.key for one in form if one.shown_if.get("question") in keys and one.key not in keys]


def next_key(prefix: str, taken: Sequence[str]) -> str:
    """Make a key that none of those in use is: its number is above them all."""
    numbers = [
        int(key[len(prefix) :])
        for key in taken
        if key.startswith(prefix) and key[len(prefix) :].isascii() and key[len(prefix) :].isdigit()
    ]
    return f"{prefix}{max(numbers, default=0) + 1}"
