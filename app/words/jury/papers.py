"""Sheets on paper in words: what became of one, and why one cannot be entered."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.models import PaperSheet, Round, ScoreSheet
from app.rules.paper_sheets import PaperAnswer
from app.rules.tables import every
from app.services.scores import PaperFault
from app.words import formats
from app.words.jury import collisions
from app.words.text import _, _l

FAULTS = {
    PaperFault.NOT_OPEN: _l(
        "Forslaget er ikke åpent for den du valgte. Den som har en binding, eller ikke har svart på om det er noen, kan ikke sette poeng."
    ),
    PaperFault.HANDED_IN: _l(
        "Den du valgte, har levert for dette forslaget. Det som er levert, endres bare av den som leverte."
    ),
    PaperFault.NO_ACCOUNT: _l(
        "Den du valgte, har ingen konto og kan ikke bekrefte. Inviter til plassen først."
    ),
}
every(PaperFault, FAULTS)


def outcome(paper: PaperSheet) -> str:
    """Say what became of a sheet that was entered."""
    if paper.answer is None or paper.answered_at is None:
        return _("Venter på bekreftelse")
    when = formats.short_moment(paper.answered_at)
    return {
        PaperAnswer.CONFIRMED: _("Bekreftet og levert %(moment)s", moment=when),
        PaperAnswer.CORRECTED: _("Rettet og levert %(moment)s", moment=when),
        PaperAnswer.REFUSED: _("Sa nei %(moment)s", moment=when),
        PaperAnswer.WITHDRAWN: _("Tatt tilbake %(moment)s", moment=when),
    }[paper.answer]


def mark(paper: PaperSheet) -> str:
    """Give the mark of that."""
    if paper.answer is None:
        return "declare"
    return "done" if paper.revision_id else "recused"


@dataclass(frozen=True)
class OnPaper:
    """Her sheet on paper, as the secretariat entered it, and what her own draft has instead."""

    lede: str
    lines: Sequence[tuple[str, str, str]]
    """Criterion, its score in the draft that she had, and on the paper; none without a draft."""
    grounds: str
    """Of that draft, where they are others."""


def on_paper(award_round: Round, paper: PaperSheet, sheet: ScoreSheet | None) -> OnPaper:
    """Say to the juror who entered her sheet, and when."""
    lede = _(
        "%(name)s førte det inn %(moment)s. Se over poengene og begrunnelsen, rett det som er feil, og lever. Da teller det.",
        name=paper.entered_by.name,
        moment=formats.short_moment(paper.entered_at),
    )
    if sheet is None or sheet.saved_at > paper.entered_at:
        return OnPaper(lede, (), "")
    # On paper nothing is said of evidence: what she has marked of it stays as it is.
    theirs = {
        "scores": sheet.draft_scores,
        "grounds": sheet.draft_grounds,
        "evidence": {},
        "notes": "",
    }
    yours = {"scores": paper.scores}
    draft = collisions.stored_elsewhere(award_round, theirs, yours)
    lines = [line for line in draft.lines if line[1] != line[2]]
    return OnPaper(lede, lines, draft.grounds if draft.grounds != paper.grounds else "")


def too_late() -> str:
    """Say to the juror that her sheet on paper counts for nothing, and what she can do."""
    return _(
        "Papirskjemaet ditt ble ikke bekreftet før drøftingen åpnet, og teller ikke. Du kan legge fram vurderingen i drøftingen."
    )


def unconfirmed(juror: str, names: Sequence[str], *, too_late: bool) -> str:
    """Say to the secretariat whose sheets on paper count for nothing yet, or at all."""
    if too_late:
        return _(
            "Papirskjema fra %(juror)s ble ikke bekreftet før drøftingen åpnet, og teller ikke: %(names)s. Vurderingen kan legges fram i drøftingen.",
            juror=juror,
            names=formats.listed(names),
        )
    return _(
        "Papirskjema fra %(juror)s venter på bekreftelse, og teller ikke før det: %(names)s.",
        juror=juror,
        names=formats.listed(names),
    )
