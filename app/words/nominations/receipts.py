"""The receipt in words: what each digest is of, and how anybody can check it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.models import FormSection, Nomination, NominationVersion, Round
from app.services.digests import checksum
from app.services.nominations.candidates import CANDIDATES
from app.services.nominations.freezing import SUPPORT
from app.services.nominations.receipts import ReceiptPart
from app.words import formats
from app.words.nominations.forms import find_question
from app.words.nominations.readings import Reading
from app.words.text import _


@dataclass(frozen=True)
class DigestLine:
    """One digest of a receipt, and what it is of. key: of the part; empty for a file."""

    key: str
    what: str
    digest: str
    file: str = ""
    """The name of the file that it is of, in the language of whoever named it."""


@dataclass(frozen=True)
class Receipt:
    """What a receipt is made from."""

    nomination: Nomination
    award_round: Round
    version: NominationVersion
    reading: Reading
    sender: str
    digests: Sequence[DigestLine]


def digest_lines(form: Sequence[FormSection], parts: Sequence[ReceiptPart]) -> list[DigestLine]:
    """List the digest of each answer, and under it of each file."""
    found = []
    for part in parts:
        found.append(DigestLine(part.key, _called(form, part.key), part.digest))
        found += [
            DigestLine("", _("Fil: %(name)s", name=file.name), file.digest, file.name)
            for file in part.files
        ]
    return found


def _called(form: Sequence[FormSection], key: str) -> str:
    if key == CANDIDATES:
        return _("Hvem gjelder forslaget?")
    if key == SUPPORT:
        return _("Støtteerklæringer")
    question = find_question(form, key)
    return formats.in_language(question.label) if question else key


def recipe() -> list[str]:
    """Say how a digest is checked, step by step."""
    return [
        _("Last ned den nøyaktige teksten til et svar fra kvitteringen på nettsiden."),
        _(
            "Regn ut SHA-256 av fila. På Windows: «Get-FileHash fil.txt» i PowerShell. På Mac: «shasum -a 256 fil.txt» i Terminal. På Linux: «sha256sum fil.txt»."
        ),
        _(
            "Sammenlign tallet med det som står her. Er de like, er svaret nøyaktig det som ble sendt inn. Endres ett tegn, blir tallet et annet."
        ),
    ]


def what_is_summed() -> str:
    """Say what exactly a digest is of."""
    return _(
        "Kontrollsummen av et skrevet svar er SHA-256 av teksten i UTF-8. Andre svar er skrevet som data (JSON etter RFC 8785). For en fil er det SHA-256 av fila slik den ble sendt inn."
    )


def as_document(given: Receipt) -> dict[str, Any]:
    """Give a receipt as the document of it holds it, in the language at hand."""
    version, reading, award_round = given.version, given.reading, given.award_round
    reference = given.nomination.reference or ""
    body = given.nomination.organisation
    round_name = _(
        "%(prize)s %(year)s",
        prize=formats.in_language(award_round.prize.name),
        year=award_round.year,
    )
    number = _(
        "Nummer %(number)s, %(words)s ord",
        number=version.number,
        words=formats.whole(version.word_count),
    )
    facts = [
        (_("Referanse"), reference, ""),
        (_("Tidspunkt"), formats.exact_moment(version.submitted_at), ""),
        (_("Sendt inn av"), given.sender, ""),
        (_("På vegne av"), body.name if body else "", ""),
        (_("Prisrunde"), round_name, ""),
        (_("Kandidat"), reading.names, ""),
        (_("Versjon"), number, ""),
        (_("Kontrollsum av alt"), checksum(version.digest), "digest"),
    ]
    return {
        "title": _("Kvittering for forslag %(reference)s", reference=reference),
        "over": round_name,
        "author": award_round.prize.secretariat.name,
        "foot": _(
            "Kvittering %(reference)s, versjon %(number)s",
            reference=reference,
            number=version.number,
        ),
        "lede": _("Forslaget «%(title)s» ble sendt inn og er lagret.", title=reading.title),
        "facts_head": [_("Hva"), _("Opplysning")],
        "facts": [list(fact) for fact in facts if fact[1]],
        "digests_title": _("Kontrollsummer"),
        "summed": what_is_summed(),
        "digests_head": [_("Svar"), _("Kontrollsum (SHA-256)")],
        "digests": [[line.what, line.digest] for line in given.digests],
        "recipe_title": _("Slik kan du kontrollere et svar"),
        "recipe": recipe(),
        "text_title": _("Teksten som ble sendt inn"),
        "replaced_by": _(
            "Tegn som ikke finnes i skriften, står med nummeret sitt, som [U+1F600]. Den nøyaktige teksten kan lastes ned fra kvitteringen på nettsiden."
        ),
        "parts": _parts(given),
    }


def _parts(given: Receipt) -> list[dict[str, Any]]:
    written_in, here = given.nomination.language, formats.language()
    found = []
    for part in given.reading.sections:
        answers = [
            {
                "label": formats.in_language(answer.label),
                "language": written_in if answer.prose else here,
                "paragraphs": list(answer.prose or answer.lines or filter(None, [answer.url])),
            }
            for answer in part.answers
            if not answer.is_empty
        ]
        found.append({"title": formats.in_language(part.title), "answers": answers})
    if given.reading.support:
        statements = [
            {"label": one.writer, "language": one.language, "paragraphs": one.paragraphs}
            for one in given.reading.support
        ]
        found.append({"title": _("Støtteerklæringer"), "answers": statements})
    return found
