"""Making sections and questions, and changing what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.models import FormSection, Question, Round
from app.rules.attachments import FileRules
from app.rules.forms import QuestionKind
from app.rules.questions import (
    SETTINGS,
    SUMMARY,
    TITLE,
    Made,
    Placed,
    Setting,
    Wrong,
    find_faults,
    next_key,
)
from app.services.forms import recording
from app.services.forms.reading import (
    find_question,
    find_section,
    form,
    placed,
    placed_of,
    stamp_of_question,
    stamp_of_section,
)
from app.services.forms.recording import Freedom
from app.services.work import LockedError, StaleEditError, Work

TITLE_WORDS = 12
Texts = Mapping[str, str]


class QuestionFaultsError(ValueError):
    """The question cannot be stored so; ``faults`` says what is wrong, by field."""

    def __init__(self, faults: Mapping[str, Wrong]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def add_section(work: Work, award_round: Round, title: Texts, help_: Texts) -> FormSection:
    """Add a section at the end; the first of a form has the question that names a nomination."""
    award_round = recording.begin(work, award_round)
    sections = form(work.session, award_round)
    made = FormSection(
        round_id=award_round.id,
        position=len(sections) + 1,
        key=next_key("del", [section.key for section in sections]),
        title=_told(title),
        help=_told(help_),
    )
    if not sections:
        made.questions = [title_question()]
    work.session.add(made)
    recording.record(work, award_round, "form.changed")
    return made


def title_question() -> Question:
    """Give the question that every form has: it names the nomination, in lists and to the jury."""
    return Question(
        position=1,
        key=TITLE,
        kind=QuestionKind.SHORT_TEXT,
        label={
            "nb": "Hva heter det dere foreslår?",
            "nn": "Kva heiter det de foreslår?",
            "en": "What is the name of what you nominate?",
        },
        help={},
        required=True,
        word_limit=TITLE_WORDS,
        options=[],
        is_public=True,
        criteria=[],
        shown_if={},
        files={},
    )


def save_section(
    work: Work, award_round: Round, key: str, title: Texts, help_: Texts, *, base: str
) -> FormSection:
    """Change what a section says.

    Raises:
        StaleEditError: somebody else has changed it since ``base``.

    """
    award_round = recording.begin(work, award_round, Freedom.TEXTS)
    section = find_section(form(work.session, award_round), key)
    given = {"title": _told(title), "help": _told(help_)}
    held = {"title": section.title, "help": section.help}
    if given == held:
        return section
    if stamp_of_section(section) != base:
        raise StaleEditError(held, given, award_round.version)
    section.title, section.help = given["title"], given["help"]
    _record(work, award_round)
    return section


def add_question(
    work: Work, award_round: Round, section_key: str, made: Made, *, is_summary: bool = False
) -> Question:
    """Add a question at the end of a section. A summary stands on top of what the jury reads.

    Raises:
        QuestionFaultsError: something is wrong with it.

    """
    award_round = recording.begin(work, award_round)
    sections = form(work.session, award_round)
    section = find_section(sections, section_key)
    taken = [question.key for part in sections for question in part.questions]
    before = sections[: sections.index(section) + 1]
    _insist(find_faults(made, "", placed(before)))
    is_free = is_summary and SUMMARY not in taken
    question = Question(
        section_id=section.id,
        position=len(section.questions) + 1,
        key=SUMMARY if is_free else next_key("q", taken),
        **_columns(made, ()),
    )
    work.session.add(question)
    recording.record(work, award_round, "form.changed")
    return question


def question_faults(
    sections: Sequence[FormSection], key: str, made: Made, section_key: str
) -> Mapping[str, Wrong]:
    """Find what is wrong with a question that is to stand in a section, at its end if it moves."""
    section, question = find_question(sections, key)
    order = {part.key: list(part.questions) for part in sections}
    if section.key != section_key:
        order[section.key].remove(question)
        order[find_section(sections, section_key).key].append(question)
    wanted = placed_of([one for part in order.values() for one in part])
    found = find_faults(made, key, wanted)
    if section.key != section_key and any(
        one.shown_if.get("question") == key for one in wanted[: _at(wanted, key)]
    ):
        found["section"] = Wrong.RESTED_ON
    return found


def _at(wanted: Sequence[Placed], key: str) -> int:
    return next(place for place, one in enumerate(wanted) if one.key == key)


def save_question(
    work: Work, award_round: Round, key: str, made: Made, section_key: str, *, base: str
) -> Question:
    """Change a question, and perhaps the section that it is in.

    Its key stays, and with it what people have answered. In an open call its texts alone change.

    Raises:
        StaleEditError: somebody else has changed it since ``base``.
        QuestionFaultsError: something is wrong with it.
        LockedError: it changes more than the call being open lets.

    """
    award_round = recording.begin(work, award_round, Freedom.TEXTS)
    sections = form(work.session, award_round)
    section, question = find_question(sections, key)
    wanted = _columns(made, [option["key"] for option in question.options])
    held = {name: getattr(question, name) for name in wanted}
    if (wanted, section_key) == (held, section.key):
        return question
    if stamp_of_question(section, question) != base:
        theirs = {**held, "section": section.key}
        raise StaleEditError(theirs, {**wanted, "section": section_key}, award_round.version)
    if recording.freedom(award_round, work.now) is not Freedom.WHOLE and (
        _without_texts(wanted) != _without_texts(held) or section_key != section.key
    ):
        raise LockedError("the call is open: only texts can be corrected")
    _insist(question_faults(sections, key, made, section_key))
    for name, value in wanted.items():
        setattr(question, name, value)
    if section_key != section.key:
        target = find_section(sections, section_key)
        question.section_id, question.position = target.id, len(target.questions) + 1
    _record(work, award_round)
    return question


def _record(work: Work, award_round: Round) -> None:
    whole = recording.freedom(award_round, work.now) is Freedom.WHOLE
    recording.record(work, award_round, "form.changed" if whole else "form.corrected")


def _insist(faults: Mapping[str, Wrong]) -> None:
    if faults:
        raise QuestionFaultsError(faults)


def _told(texts: Texts) -> dict[str, str]:
    """Keep of a text the languages that it is in."""
    return {code: text.strip() for code, text in texts.items() if text.strip()}


def _columns(made: Made, known: Sequence[str]) -> dict[str, Any]:
    """Give the columns of a question; options that are new get keys that none had before."""
    setting = SETTINGS[made.kind]
    if setting is not Setting.WORD_LIMIT:
        made = replace(made, word_limit=None, character_limit=None)
    if setting is not Setting.RANGE:
        made = replace(made, low=None, high=None)
    if setting is not Setting.OPTIONS:
        made = replace(made, options=())
    if setting is not Setting.FILES:
        made = replace(made, files={})
    options: list[dict[str, Any]] = []
    taken = [*known, *(option["key"] for option in made.options)]
    for option in made.options:
        key = option["key"] or next_key("valg", taken)
        taken.append(key)
        options.append({"key": key, "label": _told(option["label"])})
    return {
        "kind": made.kind,
        "label": _told(made.label),
        "help": _told(made.help),
        "required": made.required,
        "word_limit": made.word_limit,
        "character_limit": made.character_limit,
        "low": made.low,
        "high": made.high,
        "options": options,
        "for_jury": made.for_jury,
        # Files are never published: who may show what has to be asked first.
        "is_public": made.is_public and setting is not Setting.FILES,
        "criteria": list(made.criteria),
        "shown_if": dict(made.shown_if),
        "files": FileRules.of(made.files).as_data() if made.files else {},
    }


def _without_texts(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Give what answers rest on: all but the words."""
    rest = {name: value for name, value in columns.items() if name not in {"label", "help"}}
    return rest | {"options": [option["key"] for option in columns["options"]]}
