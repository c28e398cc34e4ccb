"""What is wrong with the files of a draft that the form alone cannot tell: what a scanner found."""

from app.models import Nomination
from app.rules.attachments import HeldBack
from app.rules.forms import Fault, FaultKind, QuestionKind, QuestionSpec, fitting

_FAULTS = {
    HeldBack.TOO_LARGE: FaultKind.UNSCANNED_FILE,
    HeldBack.INFECTED: FaultKind.INFECTED_FILE,
}


def faults(nomination: Nomination, specs: list[QuestionSpec]) -> list[Fault]:
    """List the answers that hold a file with something harmful in it, or that no scanner takes."""
    asked = [spec.key for spec in specs if spec.kind is QuestionKind.ATTACHMENT]
    if not asked:
        return []
    wrong = {
        one.sha256: (kind, one.name)
        for one in nomination.attachments
        for why, kind in _FAULTS.items()
        if why in {one.kept.held_back, one.shown.held_back}
    }
    return [
        Fault(key, kind, {}, name)
        for key in asked
        for entry in fitting(QuestionKind.ATTACHMENT, nomination.answers.get(key)) or ()
        if entry["sha256"] in wrong
        for kind, name in [wrong[entry["sha256"]]]
    ]
