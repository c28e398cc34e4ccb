"""A workbook that came back, in words: what is wrong with it, cell by cell, and what is left out."""

from collections.abc import Callable, Sequence

from app.models import Criterion
from app.rules.scoring import Scale
from app.rules.tables import every
from app.rules.workbooks import GROUNDS, Fault, Wrong
from app.services.desks import Task
from app.services.workbooks import Closed
from app.spreadsheets import Fault as FileFault
from app.words import entering, formats
from app.words.jury import workbooks
from app.words.text import _, _l, _n

Told = tuple[Fault, Sequence[Criterion], Scale]


def _row(told: Told) -> str:
    fault, criteria, _scale = told
    return workbooks.label(criteria, fault.key)


def _lacking(told: Told) -> str:
    if told[0].key == GROUNDS:
        return _(
            "Skjemaet er levert, og da må begrunnelsen være med og ikke være lengre enn grensen."
        )
    return _("Skjemaet er levert, og da må alle kriteriene ha poeng.")


_SAID: dict[Wrong, Callable[[Told], str]] = {
    Wrong.NOT_OURS: lambda _t: _(
        "Filen er ikke regnearket herfra. Velg det du lastet ned fra arbeidslisten."
    ),
    Wrong.OTHER_ROUND: lambda _t: _("Regnearket er fra en annen prisrunde."),
    Wrong.OTHER_STAGE: lambda _t: _(
        "Regnearket er fra et annet trinn i vurderingen. Last ned et nytt."
    ),
    Wrong.OTHER_JUROR: lambda _t: _("Regnearket er laget for en annen i juryen."),
    Wrong.TWICE: lambda _t: _("Arket gjelder samme forslag som et annet ark. Slett det ene."),
    Wrong.NO_HEADING: lambda _t: _(
        "Overskriftene «%(label)s» og «%(score)s» mangler. Skriv dem inn igjen over kolonnene.",
        label=workbooks.label_heading(),
        score=workbooks.score_heading(),
    ),
    Wrong.NO_ROW: lambda told: _("Linjen «%(row)s» mangler. Last ned et nytt.", row=_row(told)),
    Wrong.ROW_TWICE: lambda told: _("Linjen «%(row)s» står to ganger.", row=_row(told)),
    Wrong.UNKNOWN_ROW: lambda _t: _(
        "Linjen heter ikke som noe kriterium. Rett navnet, eller slett det som står i cellen."
    ),
    Wrong.OFF_SCALE: lambda told: workbooks.off_scale(told[2]),
    Wrong.NOT_NUMBER: lambda told: workbooks.off_scale(told[2]),
    Wrong.IS_DATE: lambda _t: _(
        "Regnearket har gjort tallet om til en dato. Gjør cellen om til tekst, og skriv poengene på nytt."
    ),
    Wrong.BROKEN: lambda _t: _("Cellen har en formel uten svar. Skriv svaret selv."),
    Wrong.SEALED_LACKS: _lacking,
}
every(Wrong, _SAID)


def said(fault: Fault, criteria: Sequence[Criterion], scale: Scale) -> str:
    """Say what is wrong, and what to write."""
    return _SAID[fault.kind]((fault, criteria, scale))


def unreadable(fault: FileFault) -> str:
    """Say why a file can't be read, and what to do."""
    if fault in {FileFault.NOT_A_SPREADSHEET, FileFault.OLD_OR_LOCKED}:
        return entering.unreadable(fault)
    return _("Filen er for stor til å være regnearket herfra. Last ned et nytt, og fyll ut det.")


_CLOSED = {
    Task.DECLARE: _l("du har ikke svart om du har bindinger"),
    Task.AWAIT_RULING: _l("juryen har ikke avgjort om du er habil"),
    Task.RECUSED: _l("du er inhabil"),
}


def closed(one: Closed) -> str:
    """Say why a sheet is left out."""
    why = _CLOSED.get(one.task) if one.task else None
    if why is None:
        return _("«%(sheet)s»: forslaget er ikke åpent for deg.", sheet=one.sheet)
    return _("«%(sheet)s»: %(why)s.", sheet=one.sheet, why=why)


def unchanged(numbers: Sequence[int | None]) -> str:
    """Name what stays as it is; nothing where nothing does."""
    if not numbers:
        return ""
    named = formats.listed([str(one) for one in numbers])
    return _("Uendret: nummer %(named)s.", named=named)


def absent(numbers: Sequence[int | None]) -> str:
    """Name what the workbook has no sheet for; nothing where it has them all."""
    if not numbers:
        return ""
    named = formats.listed([str(one) for one in numbers])
    return _n(
        "Regnearket har ikke noe ark for nummer %(named)s. Det blir som det er.",
        "Regnearket har ikke noe ark for nummer %(named)s. De blir som de er.",
        len(numbers),
        named=named,
    )


def ignored(names: Sequence[str]) -> str:
    """Name sheets that are not read; nothing where all are."""
    if not names:
        return ""
    listed = formats.listed([f"«{name}»" for name in names])
    return _("Ark som ikke leses: %(names)s.", names=listed)


def stored(drafts: int, sealed: int, revised: int) -> str:
    """Say what was stored."""
    parts = [
        _n("Lagret: ett utkast.", "Lagret: %(num)s utkast.", drafts) if drafts else "",
        _n("Levert: ett skjema.", "Levert: %(num)s skjemaer.", sealed) if sealed else "",
        _n("Endret: ett levert skjema.", "Endret: %(num)s leverte skjemaer.", revised)
        if revised
        else "",
    ]
    return " ".join(filter(None, parts)) or _("Ingenting ble endret.")
