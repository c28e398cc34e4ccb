"""How much the jurors agree, each figure with one sentence."""

from app.ranking.report import Report
from app.words import formats
from app.words.text import _

Figure = tuple[str, str, str]


def figures(report: Report) -> list[Figure]:
    """Give name, value and meaning of each measure, a dash where it cannot be given."""
    found = report.agreement
    return [
        (
            _("Ett medlem"),
            _share(found.icc1),
            _("Hvor mye ett medlems poeng sier om hva de andre mener (ICC)."),
        ),
        (
            _("Hele juryen"),
            _share(found.icck),
            _("Hvor likt snittet ville blitt med en annen, like stor jury (ICC for snittet)."),
        ),
        (
            _("Rekkefølgen"),
            formats.decimal(found.alpha_ordinal),
            _("Hvor enige medlemmene er om hvem som er over hvem (Krippendorffs alfa)."),
        ),
        (
            _("Samstemthet"),
            formats.decimal(found.kendall_w),
            _("Hvor like rekkefølgene er. Oppgis bare når alle har vurdert alle (Kendalls W)."),
        ),
    ]


def _share(value: float | None) -> str:
    """Write a correlation within classes: a share, whose estimate may be far below nothing."""
    return _("under 0") if value is not None and value < 0 else formats.decimal(value)
