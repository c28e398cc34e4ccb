"""How much the jurors agree, each figure with one sentence."""

from app.ranking.report import Report
from app.words.text import _

Figure = tuple[str, float | None, str]


def figures(report: Report) -> list[Figure]:
    """Give name, value and meaning of each measure; None where it cannot be given."""
    found = report.agreement
    return [
        (
            _("Ett medlem"),
            found.icc1,
            _("Hvor mye ett medlems poeng sier om hva de andre mener (ICC)."),
        ),
        (
            _("Hele juryen"),
            found.icck,
            _("Hvor likt snittet ville blitt med en annen, like stor jury (ICC for snittet)."),
        ),
        (
            _("Rekkefølgen"),
            found.alpha_ordinal,
            _("Hvor enige medlemmene er om hvem som er over hvem (Krippendorffs alfa)."),
        ),
        (
            _("Samstemthet"),
            found.kendall_w,
            _("Hvor like rekkefølgene er. Oppgis bare når alle har vurdert alle (Kendalls W)."),
        ),
    ]
