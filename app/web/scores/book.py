"""The reading book as plain data: the criteria in front, then each nomination as the jury reads it."""

from typing import Any

from app.documents.typesetting import is_showable
from app.models import Round
from app.services import rounds, scores
from app.services.books import Book
from app.services.work import Work
from app.web.scores import paper
from app.web.scores.paper import Answered, Paper
from app.words import formats
from app.words.attachments import FileInWords
from app.words.jury import books
from app.words.text import _, _n


def lay_out(work: Work, award_round: Round, book: Book) -> dict[str, Any]:
    """Lay out a book in the reader's language."""
    form = rounds.form(work.session, award_round)
    papers = [paper.lay_out(award_round, one, form) for one in book.nominations]
    data = books.front(award_round, len(papers), book.missing)
    data["criteria"] = books.criteria(award_round, scores.scale(award_round))
    data["papers"] = [_paper(one) for one in papers]
    if is_showable_whole(data["papers"]):
        data["replaced"] = ""
    return data


def is_showable_whole(value: Any) -> bool:
    """Say whether every text in some data stands in the document as it was written."""
    match value:
        case str():
            return is_showable(value)
        case dict():
            return all(map(is_showable_whole, value.values()))
        case list():
            return all(map(is_showable_whole, value))
    return True


def _paper(one: Paper) -> dict[str, Any]:
    return {
        "number": str(one.number or ""),
        "heading": f"{one.number}. {one.names}",
        "title": one.title,
        "language": one.language,
        "facts": _facts(one),
        "lede": formats.paragraphs(one.lede),
        "answers": [_answer(one, answered) for answered in one.answers],
        "support_title": _("Støtteerklæringer"),
        "support": [
            {"writer": said.writer, "language": said.language, "paragraphs": said.paragraphs}
            for said in one.support
        ],
    }


def _facts(one: Paper) -> list[str]:
    told = [
        one.place,
        *one.behind,
        _("Forslag fra %(name)s", name=one.organisation) if one.organisation else "",
        _("Kandidatene er oppdiktet.") if one.is_invented else "",
        _("Sendt inn %(moment)s", moment=formats.moment(one.submitted_at)),
        _n("Omtrent ett minutts lesing", "Omtrent %(num)s minutters lesing", one.minutes),
    ]
    return [fact for fact in told if fact]


def _answer(one: Paper, answered: Answered) -> dict[str, Any]:
    answer = answered.answer
    short = formats.listed([name for _key, name in answered.criteria]) if answered.criteria else ""
    return {
        "label": formats.in_language(answer.label),
        "criteria": _("Juryen ser etter: %(criteria)s", criteria=short) if short else "",
        "language": one.language if answer.prose else formats.language(),
        "paragraphs": list(answer.prose or answer.lines or filter(None, [answer.url])),
        "files": [_file(file) for file in answer.files],
        "empty": _("Ikke fylt ut") if answer.is_empty else "",
    }


def _file(file: FileInWords) -> str:
    """Name a file, which is read on the pages, and what is said of it to those who don't see it."""
    named = _("Vedlegg: %(name)s (%(about)s)", name=file.name, about=file.about)
    return _("%(file)s. Bildet viser: %(alt)s", file=named, alt=file.alt) if file.alt else named
