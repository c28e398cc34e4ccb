"""Attachments in words: what a question takes, what a file is, why one is not taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.rules.attachments import (
    DOCX,
    JPEG,
    MEGABYTE,
    ODP,
    ODS,
    ODT,
    PDF,
    PNG,
    PPTX,
    XLSX,
    FileGroup,
    FileRules,
    HeldBack,
    Why,
    is_picture,
)
from app.rules.tables import every
from app.words import formats
from app.words.text import _, _l, _n

_GROUPS = {
    FileGroup.PICTURES: _l("Bilder (JPEG, PNG, WebP, GIF, HEIC)"),
    FileGroup.PDF: _l("PDF"),
    FileGroup.OFFICE: _l("Dokumenter, regneark og presentasjoner (Office og OpenDocument)"),
}
every(FileGroup, _GROUPS)
_IN_A_SENTENCE = {
    FileGroup.PICTURES: _l("bilde (JPEG, PNG, WebP, GIF, HEIC)"),
    FileGroup.PDF: _l("PDF"),
    FileGroup.OFFICE: _l("Office- eller OpenDocument-fil (.docx, .xlsx, .pptx, .odt, .ods, .odp)"),
}
every(FileGroup, _IN_A_SENTENCE)
_MEDIA = {
    JPEG: _l("Bilde"),
    PNG: _l("Bilde"),
    PDF: _l("PDF"),
    DOCX: _l("Word-dokument"),
    XLSX: _l("Excel-regneark"),
    PPTX: _l("PowerPoint-presentasjon"),
    ODT: _l("OpenDocument-dokument"),
    ODS: _l("OpenDocument-regneark"),
    ODP: _l("OpenDocument-presentasjon"),
}


@dataclass(frozen=True)
class FileInWords:
    """A file as it is listed."""

    name: str
    about: str
    """What it is, and how large."""
    sha256: str
    shown: str
    """The digest of what readers are given, which its address ends with."""
    alt: str
    is_picture: bool


def group(value: FileGroup) -> str:
    """Name a group of files, to be chosen."""
    return str(_GROUPS[value])


def taken(rules: FileRules) -> str:
    """Say what a question takes, before anything is chosen."""
    kinds = formats.either([str(_IN_A_SENTENCE[one]) for one in rules.groups])
    return _n(
        "Én fil på høyst %(megabytes)s MB: %(kinds)s.",
        "Opptil %(num)s filer, hver på høyst %(megabytes)s MB: %(kinds)s.",
        rules.most,
        megabytes=rules.megabytes,
        kinds=kinds,
    )


def in_words(entry: Mapping[str, Any]) -> FileInWords:
    """Put into words what an answer says of a file."""
    media_type = entry["media_type"]
    kind = str(_MEDIA.get(media_type, _l("Fil")))
    return FileInWords(
        entry["name"],
        _("%(kind)s, %(size)s", kind=kind, size=size(entry["size"])),
        entry["sha256"],
        entry["shown"],
        entry["alt"].strip(),
        is_picture(media_type),
    )


def size(value: int) -> str:
    """Write a size as people say it: 340 kB, 2,4 MB."""
    if value < MEGABYTE:
        return _("%(number)s kB", number=formats.whole(max(1, round(value / 1024))))
    return _("%(number)s MB", number=formats.decimal(value / MEGABYTE, 1))


def held_back(why: HeldBack | None) -> str:
    """Say what keeps readers from a file; nothing where nothing does."""
    if why is HeldBack.WAITING:
        return _("Venter på viruskontroll. Ingen andre kan åpne fila før den er kontrollert.")
    if why is HeldBack.INFECTED:
        return _("Viruskontrollen fant noe skadelig. Ingen kan åpne fila.")
    if why is HeldBack.TOO_LARGE:
        return _(
            "Fila er større enn viruskontrollen tar imot, og er ikke kontrollert. Bare den som la den ved, kan åpne den. Legg ved en mindre fil. Er forslaget sendt inn, kan sekretariatet sende det tilbake for utfylling."
        )
    return ""


def unscanned() -> str:
    """Say that nothing is scanned here."""
    return _("Viruskontroll er ikke slått på her.")


Figures = Mapping[str, Any]
_REFUSED: dict[Why, Callable[[Figures], str]] = {
    Why.NONE_CHOSEN: lambda _f: _("Velg en fil først."),
    Why.EMPTY: lambda _f: _("Fila er tom. Åpne den og se etter, lagre den på nytt, og prøv igjen."),
    Why.TOO_LARGE: lambda f: _(
        "Fila er for stor. Den kan være på høyst %(most)s MB. Gjør den mindre, eller legg den på nettet og skriv adressen.",
        most=f["most"],
    ),
    Why.TOO_MANY: lambda f: _n(
        "Svaret kan ha én fil. Ta ut den som er der, før du legger til en annen.",
        "Svaret kan ha høyst %(num)s filer. Ta ut en av dem før du legger til en ny.",
        f["most"],
    ),
    Why.NOT_TAKEN: lambda f: _(
        "Denne typen fil tas ikke imot her. Velg %(kinds)s.", kinds=f["kinds"]
    ),
    Why.UNKNOWN: lambda f: _(
        "Fila er av en type vi ikke tar imot, uansett hva den heter. Velg %(kinds)s.",
        kinds=f["kinds"],
    ),
    Why.BROKEN: lambda _f: _(
        "Fila er ødelagt eller ikke hel, og kan ikke leses. Åpne den i programmet den er laget i, lagre den på nytt, og prøv igjen."
    ),
    Why.LOCKED: lambda _f: _(
        "Fila er låst med passord. Lagre en kopi uten passord, og last opp den."
    ),
    Why.OLD_OFFICE: lambda _f: _(
        "Fila er i et eldre Office-format eller låst med passord. Lagre den som .docx, .xlsx eller .pptx uten passord, eller som PDF."
    ),
    Why.MACROS: lambda _f: _(
        "Dokumentet inneholder makroer eller programmer. Lagre det uten, eller som PDF."
    ),
    Why.TOO_HEAVY: lambda _f: _(
        "Fila tar for mye plass eller tid å lese. Gjør den enklere, eller lagre den som PDF."
    ),
    Why.TOO_MANY_PIXELS: lambda f: _(
        "Bildet er for stort: høyst %(most)s millioner bildepunkter. Gjør det mindre, og prøv igjen.",
        most=f["most"],
    ),
    Why.INFECTED: lambda _f: _(
        "Viruskontrollen fant noe skadelig i fila. Den er ikke lagret. Kontroller maskinen din, og bruk en annen fil."
    ),
    Why.NOT_SCANNED: lambda _f: _(
        "Fila er større enn viruskontrollen tar imot. Den er ikke lagret. Gjør den mindre, eller legg den på nettet og skriv adressen."
    ),
    Why.STORE_AWAY: lambda _f: _(
        "Fila kunne ikke lagres akkurat nå, for fillageret svarer ikke. Teksten din er lagret. Prøv igjen om litt."
    ),
    Why.NOT_WHOLE: lambda _f: _("Hele fila kom ikke fram. Prøv igjen."),
    Why.TOO_MANY_AT_ONCE: lambda _f: _(
        "For mange opplastinger til dette forslaget er ikke ferdige. Vent til de er ferdige, og prøv igjen."
    ),
}
every(Why, _REFUSED)


def refused(why: Why, figures: Figures, rules: FileRules) -> str:
    """Say why a file is not taken, and what to do."""
    kinds = formats.either([str(_IN_A_SENTENCE[one]) for one in rules.groups])
    return _REFUSED[why]({"kinds": kinds, **figures})


def too_large(rules: FileRules) -> str:
    """Say that a file is too large, before it is sent."""
    return refused(Why.TOO_LARGE, {"most": rules.megabytes}, rules)


def of_file(name: str, what: str) -> str:
    """Say something of one file among several."""
    return _("«%(name)s»: %(what)s", name=name, what=what)


def all_in_words(entries: Sequence[Mapping[str, Any]]) -> list[FileInWords]:
    """Put the files of an answer into words."""
    return [in_words(entry) for entry in entries]
