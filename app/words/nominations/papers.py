"""A nomination as a paper to be written and agreed on outside: the empty form, or what is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import FormSection, Nomination, NominationVersion, Question, Round
from app.rules.attachments import FileRules
from app.rules.forms import DECIDING, WRITTEN, QuestionKind
from app.words import attachments, candidate_kinds, formats
from app.words.nominations import forms, readings
from app.words.nominations import writing_aids as aids
from app.words.nominations.answers import AnswerInWords
from app.words.text import _, _n


@dataclass(frozen=True)
class PaperQuestion:
    """One question: what is asked, what is said of that, and the answer if there is one."""

    label: str
    notes: Sequence[str] = ()
    options: Sequence[str] = ()
    answer: Sequence[str] = ()
    """In paragraphs, in the language of the nomination."""
    room: bool = False
    """Whether there is room to write an answer."""


@dataclass(frozen=True)
class PaperSection:
    """One part of the form."""

    title: str
    help: str
    questions: Sequence[PaperQuestion]


@dataclass(frozen=True)
class Paper:
    """A whole paper, in words."""

    title: str
    language: str
    """Of everything but the answers."""
    written_in: str
    facts: Sequence[str]
    sections: Sequence[PaperSection]


def empty_form(award_round: Round, form: Sequence[FormSection]) -> Paper:
    """Give the form of a call with room for the answers."""
    first = PaperQuestion(
        _("Hvem gjelder forslaget?"),
        [candidate_kinds.summary(award_round.candidate_rules)],
        room=True,
    )
    sections = [
        PaperSection(
            formats.in_language(section.title),
            formats.in_language(section.help),
            [
                *([first] if place == 0 else []),
                *(_asked(question, form, award_round) for question in section.questions),
            ],
        )
        for place, section in enumerate(form)
    ]
    sections += declaration(award_round)
    return Paper(
        _("Forslagsskjema: %(prize)s %(year)s", prize=_prize(award_round), year=award_round.year),
        formats.language(),
        formats.language(),
        [
            *_deadline(award_round),
            _("Skjemaet er til å skrive på utenfor systemet. Forslaget sendes inn på nettsidene."),
            *filter(None, [formats.in_language(award_round.residents_warning)]),
        ],
        sections,
    )


def _prize(award_round: Round) -> str:
    return formats.in_language(award_round.prize.name)


def _deadline(award_round: Round) -> list[str]:
    until = award_round.deadline_at
    return [_("Frist for å sende inn: %(moment)s", moment=formats.moment(until))] if until else []


def declaration(award_round: Round) -> list[PaperSection]:
    """Give the part that asks about writing aids; none where the call says nothing of them."""
    if not any(text.strip() for text in award_round.writing_aids.values()):
        return []
    asked = PaperQuestion(
        _("Har dere brukt skriveverktøy med kunstig intelligens?"),
        options=[label for _value, label in aids.choices()],
        room=True,
    )
    return [PaperSection(aids.title(), formats.in_language(award_round.writing_aids), [asked])]


def _asked(question: Question, form: Sequence[FormSection], award_round: Round) -> PaperQuestion:
    criteria = {one.key: one for one in award_round.criteria}
    bears = [formats.in_language(criteria[k].name) for k in question.criteria if k in criteria]
    notes = [
        _("Må fylles ut") if question.required else _("Valgfritt"),
        forms.of_whom(question, form),
        formats.in_language(question.help),
        limits(question),
        files(question),
        forms.reader(question),
        _("Juryen ser etter: %(criteria)s", criteria=formats.listed(bears)) if bears else "",
    ]
    return PaperQuestion(
        formats.in_language(question.label),
        [note for note in notes if note],
        _options(question),
        room=True,
    )


def _options(question: Question) -> list[str]:
    if question.kind is QuestionKind.CONFIRM:
        return [_("Bekreftet")]
    if question.kind not in DECIDING:
        return []
    return [formats.in_language(option["label"]) for option in question.options]


def limits(question: Question) -> str:
    """Say how long an answer may be; nothing where there is no limit."""
    if question.kind not in WRITTEN:
        return ""
    words, characters = question.word_limit, question.character_limit
    said = [_n("Høyst ett ord.", "Høyst %(num)s ord.", words)] if words else []
    if characters:
        said.append(_n("Høyst ett tegn.", "Høyst %(num)s tegn.", characters))
    return " ".join(said)


def files(question: Question) -> str:
    """Say which files are attached to answer; nothing where a question takes none."""
    return attachments.taken(FileRules.of(question.files)) if question.files else ""


def written(
    award_round: Round,
    form: Sequence[FormSection],
    nomination: Nomination,
    version: NominationVersion | None,
) -> Paper:
    """Give a nomination as it was handed in, or, while it is a draft, as it is written now."""
    reading = readings.of_version(form, version) if version else readings.of_draft(form, nomination)
    help_of = {question.key: question for part in form for question in part.questions}
    sections = [
        PaperSection(
            formats.in_language(section.title),
            "",
            [
                *([_candidates(reading)] if place == 0 else []),
                *(
                    _answered(answer, help_of, is_draft=version is None)
                    for answer in section.answers
                ),
            ],
        )
        for place, section in enumerate(reading.sections)
    ]
    return Paper(
        reading.title or _("Forslag uten tittel"),
        formats.language(),
        nomination.language,
        _facts(award_round, nomination, version),
        sections,
    )


def _facts(
    award_round: Round, nomination: Nomination, version: NominationVersion | None
) -> list[str]:
    prize = _("%(prize)s %(year)s", prize=_prize(award_round), year=award_round.year)
    body = nomination.organisation
    source = [_("Forslag fra %(name)s", name=body.name)] if body else []
    if version is None:
        state = [_("Utkast. Det er ikke sendt inn.")]
        return [
            prize,
            *source,
            *state,
            *_deadline(award_round),
        ]
    return [
        prize,
        *source,
        _("Referanse %(reference)s", reference=nomination.reference),
        _("Sendt inn %(moment)s", moment=formats.moment(version.submitted_at)),
    ]


def _candidates(reading: readings.Reading) -> PaperQuestion:
    lines = [line for one in reading.candidates for line in (one.name, *one.about)]
    return PaperQuestion(_("Hvem gjelder forslaget?"), answer=lines or [_("Ikke fylt ut")])


def _answered(
    answer: AnswerInWords, questions: Mapping[str, Question], *, is_draft: bool
) -> PaperQuestion:
    lines = [*answer.prose, *answer.lines, *([answer.url] if answer.url else [])]
    question = questions.get(answer.key)
    notes = [limits(question)] if question and is_draft else []
    return PaperQuestion(
        formats.in_language(answer.label),
        [note for note in notes if note],
        answer=lines or [_("Ikke fylt ut")],
    )
