"""The nomination form in words: who reads an answer, what is wrong, how far a part has come."""

from collections.abc import Sequence

from app.models import FormSection, Question
from app.rules.candidates import CandidateKind
from app.rules.forms import Fault, FaultKind, QuestionKind
from app.rules.writing_aids import WRITING_AIDS
from app.services.nominations.candidates import CANDIDATES
from app.words import formats, terms
from app.words.nominations import candidates, writing_aids
from app.words.text import _, _n

ABOUT_CANDIDATES = frozenset(
    {FaultKind.NAMELESS, FaultKind.FIELD_MISSING, FaultKind.TOO_MANY, FaultKind.OWN_PROPOSAL}
)
"""Faults that candidates alone have."""


def find_question(sections: Sequence[FormSection], key: str) -> Question | None:
    """Find a question of a form; None for the candidates, which are built in."""
    return next((q for part in sections for q in part.questions if q.key == key), None)


def reader(question: Question) -> str:
    """Say who will read the answer to a question."""
    if question.is_public and question.for_jury:
        return _("Juryen leser dette. Det blir offentlig når vinneren er kunngjort.")
    if question.is_public:
        return _("Blir offentlig når vinneren er kunngjort")
    return _("Juryen leser dette") if question.for_jury else _("Bare sekretariatet leser dette")


def need(question: Question) -> str:
    """Say what a question needs, where that is more than an answer."""
    several = question.required and question.kind is QuestionKind.CHOICES
    return _("Velg minst én") if several else ""


def of_whom(question: Question, sections: Sequence[FormSection]) -> str:
    """Say who is asked a question, where not everybody is."""
    on = find_question(sections, question.shown_if.get("question", ""))
    if on is None:
        return ""
    label = formats.in_language(on.label)
    if on.kind is QuestionKind.CONFIRM:
        return _("Svar bare hvis du har krysset av for «%(question)s».", question=label.rstrip("."))
    answers = {option["key"]: option["label"] for option in on.options}
    answer = formats.in_language(answers.get(question.shown_if["answer"]))
    if on.kind is QuestionKind.CHOICES:
        return _(
            "Svar bare hvis du har valgt «%(answer)s» under «%(question)s».",
            answer=answer,
            question=label,
        )
    return _(
        "Svar bare hvis svaret på «%(question)s» er «%(answer)s».", answer=answer, question=label
    )


def message(fault: Fault, sections: Sequence[FormSection]) -> str:
    """Say at the field what is wrong, and what to do about it."""
    if fault.key == WRITING_AIDS:
        return writing_aids.message(fault)
    if fault.kind in ABOUT_CANDIDATES:
        return candidates.wrong(fault)
    if fault.kind is not FaultKind.MISSING:
        return terms.fault(fault)
    if fault.key == CANDIDATES:
        return candidates.nobody([CandidateKind(kind) for kind in fault.names])
    question = find_question(sections, fault.key)
    special = {
        QuestionKind.CHOICE: _("Velg ett av svarene."),
        QuestionKind.CHOICES: _("Velg minst ett av svarene."),
        QuestionKind.CONTACT: _("Skriv navn og e-postadresse."),
        QuestionKind.CONFIRM: _("Kryss av når du har sett etter."),
        QuestionKind.ATTACHMENT: _("Legg ved minst én fil."),
    }
    return special.get(question.kind, terms.fault(fault)) if question else terms.fault(fault)


def summary_line(fault: Fault, sections: Sequence[FormSection]) -> str:
    """Say the same away from the field, with the question first."""
    question = find_question(sections, fault.key)
    label = formats.in_language(question.label) if question else _built_in(fault.key)
    return _("«%(question)s» %(fault)s", question=label.rstrip("."), fault=message(fault, sections))


def _built_in(key: str) -> str:
    """Name what every form asks."""
    return writing_aids.title() if key == WRITING_AIDS else _("Hvem gjelder forslaget?")


def part_word(*, wrong: int, missing: bool, begun: bool, optional: bool) -> tuple[str, str]:
    """Give the shape and the word for how far a part of the form has come.

    Args:
        wrong: how many answers are wrong.
        missing: whether an answer is missing.
        begun: whether anything has been written.
        optional: whether nothing has to be.

    """
    if wrong:
        return "draft", _n("%(num)s ting å rette", "%(num)s ting å rette", wrong)
    if not missing and (begun or not optional):
        return "done", _("Ferdig")
    if begun:
        return "draft", _("Påbegynt")
    return "none", _("Valgfri") if optional else _("Ikke begynt")


def not_saved() -> str:
    """Say that what is being written collides with what somebody else has stored."""
    return _(
        "Ikke lagret. En kollega, eller du i et annet vindu, har lagret en annen tekst her. Trykk «Lagre utkast», så ser du begge tekstene."
    )
