"""The making of a form in words: kinds of questions, what is wrong with one, what lacks."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.models import FormSection, Question, Texts
from app.rules.attachments import FileGroup, FileRules
from app.rules.forms import CONFIRMED, QuestionKind
from app.rules.languages import CODES, OWED
from app.rules.questions import SUMMARY, TITLE, Placed, Wrong, answers_of
from app.rules.setup import Lack
from app.rules.tables import every
from app.services.forms import Freedom
from app.words import attachments, formats, terms
from app.words.acts.shape import ActWords, Part
from app.words.nominations import forms, papers
from app.words.text import _, _l, _n

_KINDS = {
    QuestionKind.SHORT_TEXT: _l("Kort tekst"),
    QuestionKind.LONG_TEXT: _l("Lang tekst"),
    QuestionKind.NUMBER: _l("Helt tall"),
    QuestionKind.CHOICE: _l("Ett av flere svar"),
    QuestionKind.CHOICES: _l("Ett eller flere svar"),
    QuestionKind.DATE: _l("Dato"),
    QuestionKind.URL: _l("Nettadresse"),
    QuestionKind.CONTACT: _l("Kontaktperson"),
    QuestionKind.CONFIRM: _l("Noe å bekrefte"),
    QuestionKind.ATTACHMENT: _l("Vedlegg"),
}
every(QuestionKind, _KINDS)

_WRONG = {
    Wrong.NO_LABEL: _l("Skriv spørsmålet på minst ett språk."),
    Wrong.BAD_NUMBER: _l("Skriv et helt tall, bare med sifre."),
    Wrong.BAD_WORD_LIMIT: _l("Skriv et tall fra 1 til 5000, eller la feltet stå tomt."),
    Wrong.BAD_CHARACTER_LIMIT: _l("Skriv et tall fra 1 til 50 000, eller la feltet stå tomt."),
    Wrong.UPSIDE_DOWN: _l("Det største tallet kan ikke være mindre enn det minste."),
    Wrong.OPTION_WITHOUT_WORDS: _l("Skriv svaret på minst ett språk, eller fjern det."),
    Wrong.TOO_MANY_OPTIONS: _l("Et spørsmål kan ha høyst 40 svar. Fjern noen."),
    Wrong.NO_FILE_GROUP: _l("Velg minst én type fil."),
    Wrong.BAD_FILE_COUNT: _l("Skriv et tall fra 1 til 20."),
    Wrong.BAD_FILE_SIZE: _l("Skriv et tall fra 1 til 50."),
    Wrong.OPTION_RESTED_ON: _l(
        "Et annet spørsmål stilles bare til dem som velger et svar du har fjernet. Endre det spørsmålet først."
    ),
    Wrong.NOT_BEFORE: _l("Velg et svar på et spørsmål som kommer før dette."),
    Wrong.RESTED_ON: _l(
        "Et spørsmål avhenger av dette, og ville komme før det. Flytt det spørsmålet først."
    ),
    Wrong.NO_SECTION: _l("Velg delen som spørsmålet skal stå i."),
    Wrong.TITLE_IS_FIXED: _l(
        "Dette spørsmålet gir forslaget navnet sitt. Det må stilles til alle og besvares."
    ),
}
every(Wrong, _WRONG)

SUMMARY_LABEL: Texts = {
    "nb": "Oppsummer forslaget i én eller to setninger.",
    "nn": "Oppsummer forslaget i éi eller to setningar.",
    "en": "Sum up the nomination in one or two sentences.",
}
"""What the question for a summary says until somebody says it better."""


def kind(value: QuestionKind) -> str:
    """Name a kind of question."""
    return str(_KINDS[value])


def file_groups() -> list[tuple[str, str]]:
    """List the groups of files, to be chosen from."""
    return [(one.value, attachments.group(one)) for one in FileGroup]


def kinds() -> list[tuple[str, str]]:
    """List the kinds of question, to be chosen from."""
    return [(one.value, kind(one)) for one in QuestionKind]


def wrong(value: Wrong) -> str:
    """Say what is wrong with a question, and what to do about it."""
    return str(_WRONG[value])


def what_it_is(question: Question, form: Sequence[FormSection]) -> str:
    """Sum a question up: its kind, what it needs, who reads it, of whom it is asked."""
    parts = [f"{kind(question.kind)}.", limits(question)]
    parts.append(_("Må fylles ut.") if question.required else _("Valgfritt."))
    parts += [f"{forms.reader(question).rstrip('.')}.", forms.of_whom(question, form)]
    return " ".join(filter(None, parts))


def limits(question: Question) -> str:
    """Say how long an answer can be, how large, or of how many it is one."""
    if said := papers.limits(question):
        return said
    low, high = question.low, question.high
    if low is not None and high is not None:
        return _("Fra %(low)s til %(high)s.", low=low, high=high)
    if low is not None:
        return _("Minst %(low)s.", low=low)
    if high is not None:
        return _("Høyst %(high)s.", high=high)
    if question.kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
        return _n("Ett svar å velge.", "Velges blant %(num)s svar.", len(question.options))
    return papers.files(question)


def missing(texts: Sequence[Texts]) -> list[tuple[str, bool]]:
    """Say in which languages something lacks, and whether that is owed."""
    return [
        (_("Mangler på %(language)s", language=terms.language_name(code)), code in OWED)
        for code in CODES
        if any(any(text.values()) and not text.get(code) for text in texts)
    ]


def conditions(before: Sequence[Placed], form: Sequence[FormSection]) -> list[tuple[str, Any]]:
    """List the answers that a question can rest on, by the question that they answer."""
    found = []
    for one in before:
        question = forms.find_question(form, one.key)
        if question is None:
            continue
        labels = {option["key"]: option["label"] for option in question.options}
        answers = [
            (
                f"{one.key}:{answer}",
                _("Krysset av")
                if answer == CONFIRMED and question.kind is QuestionKind.CONFIRM
                else formats.in_language(labels[answer]),
            )
            for answer in answers_of(one.kind, one.options)
        ]
        found.append((formats.in_language(question.label), answers))
    return found


def lede(freedom: Freedom) -> str:
    """Say how far the form can be changed."""
    return {
        Freedom.WHOLE: _(
            "Legg til deler og spørsmål, og sett dem i rekkefølge. Utlysningen er ikke åpen, så alt kan endres."
        ),
        Freedom.TEXTS: _(
            "Utlysningen er publisert, og folk kan ha begynt å svare. Du kan rette tekster. Alt annet er låst, så det de har skrevet, blir stående."
        ),
        Freedom.NOTHING: _(
            "Fristen er ute. Forslagene svarer på spørsmålene slik de står her, så de kan ikke endres."
        ),
    }[freedom]


def locked() -> str:
    """Say why something was not done in an open call."""
    return _(
        "Utlysningen er publisert, og svarene hviler på skjemaet. Bare tekstene kan rettes, og bare til fristen er ute."
    )


_LACKS = {
    "form_none": _l("Skjemaet har ingen spørsmål."),
    "form_no_title": _l("Skjemaet mangler spørsmålet som gir forslaget navn."),
    "form_empty_section": _l("Del %(number)s har ingen spørsmål."),
    "form_few_options": _l("Et spørsmål i del %(number)s har færre enn to svar å velge blant."),
    "candidates_none": _l("Runden sier ikke hvem eller hva som kan foreslås."),
}


def lack(value: Lack) -> str:
    """Say what lacks in the form, or of what can be nominated."""
    if value.what.startswith("form_language"):
        number = int(value.figures["number"])
        return _n(
            "Mangler på %(language)s: én tekst.",
            "Mangler på %(language)s: %(num)s tekster.",
            number,
            language=terms.language_name(str(value.figures["language"])),
        )
    return str(_LACKS[value.what]) % value.figures


def before_removal(*, is_section: bool, title: Texts, questions: Sequence[Texts]) -> ActWords:
    """Say what goes with a section or a question."""
    name = formats.in_language(title)
    lasts = [_("Tekstene på alle språk blir borte. De må skrives på nytt hvis du angrer.")]
    if not is_section:
        return ActWords(
            _("Fjern spørsmålet"), _("«%(title)s»", title=name), [], lasts, _("Fjern spørsmålet")
        )
    told = [formats.in_language(label) for label in questions]
    going = Part(
        _n("Spørsmålet i delen", "De %(num)s spørsmålene i delen", len(told)),
        told or [_("Delen har ingen spørsmål.")],
    )
    return ActWords(
        _("Fjern delen"), _("«%(title)s»", title=name), [going], lasts, _("Fjern delen")
    )


def kept(why: str, labels: Sequence[Texts]) -> str:
    """Say why something cannot be removed."""
    if why == "names_nominations":
        return _("Spørsmålet som gir forslaget navn, kan ikke fjernes.")
    names = formats.listed([f"«{formats.in_language(label)}»" for label in labels])
    return _(
        "Den kan ikke fjernes, for %(names)s stilles bare til dem som svarer på et bestemt vis. Endre det først.",
        names=names,
    )


def early(question: Question) -> str:
    """Say why something was not moved."""
    return _(
        "Ikke flyttet: «%(label)s» må komme etter spørsmålet som avgjør om det stilles.",
        label=formats.in_language(question.label),
    )


def is_fixed(key: str) -> bool:
    """Say whether a question is the one that names a nomination."""
    return key == TITLE


Differences = Sequence[tuple[str, str]]


def differences(theirs: Mapping[str, Any], yours: Mapping[str, Any]) -> Differences:
    """Say of what two people have written differently what is stored now."""
    return [
        (str(_FIELDS[name]), _told(name, value))
        for name, value in theirs.items()
        if value != yours[name]
    ]


_FIELDS = {
    "title": _l("Overskrift"),
    "label": _l("Spørsmål"),
    "help": _l("Hjelp"),
    "kind": _l("Svarform"),
    "section": _l("Del"),
    "required": _l("Må fylles ut"),
    "word_limit": _l("Høyst antall ord"),
    "character_limit": _l("Høyst antall tegn"),
    "low": _l("Minste tall"),
    "high": _l("Største tall"),
    "options": _l("Svar å velge blant"),
    "for_jury": _l("Juryen leser svaret"),
    "is_public": _l("Blir offentlig"),
    "criteria": _l("Kriterier"),
    "shown_if": _l("Stilles bare hvis"),
    "files": _l("Filer som kan legges ved"),
}


def _told(name: str, value: Any) -> str:
    """Write the value of a field as it is stored."""
    if name == "options":
        return "; ".join(" / ".join(one["label"].values()) for one in value) or "–"
    if name == "kind":
        return kind(QuestionKind(value))
    if name == "files":
        value = attachments.taken(FileRules.of(value)) if value else ""
    if isinstance(value, dict):
        return " / ".join(map(str, value.values())) or "–"
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in {None, ""} else str(value)


def summary_to_add(keys: set[str]) -> list[tuple[str, str]]:
    """Offer the question whose answer stands on top of what the jury reads, if there is none."""
    return [] if SUMMARY in keys else [(SUMMARY, _("Sammendrag, øverst når juryen leser"))]
