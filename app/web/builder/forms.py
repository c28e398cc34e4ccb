"""What comes in when a section or a question is made: as it was written, and what it is read as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from app.models import FormSection, Question
from app.rules.attachments import FileGroup, FileRules
from app.rules.forms import QuestionKind
from app.rules.languages import CODES
from app.rules.questions import MOST_OPTIONS, SETTINGS, Made, Setting, Wrong, siblings
from app.rules.texts import one_line
from app.web.setup.texts import read_texts

Sent = MultiDict[str, str]
NUMBERS = ("word_limit", "character_limit", "low", "high")
FILE_NUMBERS = {"most_files": Wrong.BAD_FILE_COUNT, "most_megabytes": Wrong.BAD_FILE_SIZE}
AT = ":"
"""Stands between a question and the answer to it that decides."""
_LONGEST_LABEL, _LONGEST_HELP = 500, 2000


@dataclass(frozen=True)
class OptionForm:
    """One option; a new one has no key yet."""

    key: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class QuestionForm:
    """A question as it was filled in. It is shown again as it was, whatever it holds."""

    kind: QuestionKind
    section: str
    label: Mapping[str, str] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    word_limit: str = ""
    character_limit: str = ""
    low: str = ""
    high: str = ""
    options: Sequence[OptionForm] = ()
    for_jury: bool = True
    is_public: bool = False
    criteria: Sequence[str] = ()
    shown_if: str = ""
    file_groups: Sequence[str] = ()
    most_files: str = ""
    most_megabytes: str = ""
    base: str = ""
    """What the edit started from; empty for a new one."""
    is_summary: bool = False

    @property
    def setting(self) -> Setting | None:
        """What its kind is asked to be besides."""
        return SETTINGS[self.kind]

    def read(self) -> tuple[Made, dict[str, Wrong]]:
        """Read the question, and what of it is no number."""
        wrong = {
            name: Wrong.BAD_NUMBER
            for name in NUMBERS
            if getattr(self, name) and _number(getattr(self, name)) is None
        }
        if self.setting is Setting.FILES:
            wrong |= {
                name: why
                for name, why in FILE_NUMBERS.items()
                if _number(getattr(self, name)) is None
            }
        question, _at, answer = self.shown_if.partition(AT)
        made = Made(
            kind=self.kind,
            label=self.label,
            help=self.help,
            required=self.required,
            options=[{"key": one.key, "label": one.label} for one in self.options],
            for_jury=self.for_jury,
            is_public=self.is_public,
            criteria=self.criteria,
            shown_if={"question": question, "answer": answer} if question else {},
            files=self._files().as_data() if self.setting is Setting.FILES else {},
            **{name: _number(getattr(self, name)) for name in NUMBERS},
        )
        return made, wrong

    def _files(self) -> FileRules:
        return FileRules(
            tuple(group for group in FileGroup if group in self.file_groups),
            _number(self.most_files) or 0,
            _number(self.most_megabytes) or 0,
        )

    def pressed(self, go: str) -> "QuestionForm":
        """Give it with its options as a button has them: one more, one less, another order."""
        options = list(self.options)
        act, _dash, place = go.partition("-")
        at = int(place) - 1 if place.isascii() and place.isdigit() else len(options)
        if act == "add":
            options.append(OptionForm("", {}))
        elif at < len(options) and act == "drop":
            options.pop(at)
        elif act in {"up", "down"}:
            other = at + (-1 if act == "up" else 1)
            if at < len(options) and 0 <= other < len(options):
                options[at], options[other] = options[other], options[at]
        return replace(self, options=options[: MOST_OPTIONS + 1])


def _number(text: str) -> int | None:
    digits = "".join(text.split())
    sign = digits.removeprefix("-")
    return int(digits) if sign.isascii() and sign.isdigit() and len(sign) <= 9 else None


def _texts(sent: Sent, name: str, longest: int) -> dict[str, str]:
    return {code: text[:longest] for code, text in read_texts(sent, name).items()}


def read_section(sent: Sent) -> tuple[dict[str, str], dict[str, str]]:
    """Read the title of a section, and what helps."""
    title = {code: one_line(text) for code, text in _texts(sent, "title", 200).items()}
    return title, _texts(sent, "help", _LONGEST_HELP)


def read_question(sent: Sent, kind: QuestionKind) -> QuestionForm:
    """Read a question; of the kinds that it can become, the one that was chosen."""
    chosen = [one for one in siblings(kind) if one.value == sent.get("kind")]
    return QuestionForm(
        kind=chosen[0] if chosen else kind,
        section=sent.get("section", ""),
        label=_texts(sent, "label", _LONGEST_LABEL),
        help=_texts(sent, "help", _LONGEST_HELP),
        required="required" in sent,
        word_limit=sent.get("word_limit", "").strip(),
        character_limit=sent.get("character_limit", "").strip(),
        low=sent.get("low", "").strip(),
        high=sent.get("high", "").strip(),
        options=_options(sent),
        for_jury="for_jury" in sent,
        is_public="is_public" in sent,
        criteria=sent.getlist("criteria"),
        shown_if=sent.get("shown_if", ""),
        file_groups=sent.getlist("file_groups"),
        most_files=sent.get("most_files", "").strip(),
        most_megabytes=sent.get("most_megabytes", "").strip(),
        base=sent.get("version", ""),
        is_summary="summary" in sent,
    )


def _options(sent: Sent) -> list[OptionForm]:
    keys = sent.getlist("option-key")[: MOST_OPTIONS + 1]
    texts = {code: sent.getlist(f"option-{code}") for code in CODES}
    return [
        OptionForm(
            key,
            {
                code: one_line(held[place]).strip()[:_LONGEST_LABEL] if place < len(held) else ""
                for code, held in texts.items()
            },
        )
        for place, key in enumerate(keys)
    ]


def without_blanks(form: QuestionForm) -> QuestionForm:
    """Leave out the options that are new and say nothing."""
    said = [one for one in form.options if one.key or any(one.label.values())]
    return replace(form, options=said)


def as_it_stands(section: FormSection, question: Question, base: str) -> QuestionForm:
    """Fill in the form with a question of the form."""
    on = question.shown_if
    return QuestionForm(
        kind=question.kind,
        section=section.key,
        label=question.label,
        help=question.help,
        required=question.required,
        word_limit=_written(question.word_limit),
        character_limit=_written(question.character_limit),
        low=_written(question.low),
        high=_written(question.high),
        options=[OptionForm(one["key"], one["label"]) for one in question.options],
        for_jury=question.for_jury,
        is_public=question.is_public,
        criteria=question.criteria,
        shown_if=f"{on['question']}{AT}{on['answer']}" if on else "",
        file_groups=question.files.get("groups", ()),
        most_files=_written(question.files.get("most")),
        most_megabytes=_written(question.files.get("megabytes")),
        base=base,
    )


def with_texts_of(held: QuestionForm, sent: QuestionForm) -> QuestionForm:
    """Give what is held with the words that were sent: all that an open call lets be changed."""
    words: dict[str, Any] = {one.key: one.label for one in sent.options}
    options = [replace(one, label=words.get(one.key, one.label)) for one in held.options]
    return replace(held, label=sent.label, help=sent.help, options=options, base=sent.base)


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
