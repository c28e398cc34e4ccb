"""What is wrong with the files of a draft that the form alone cannot tell: what a scanner found."""

from app.models import Nomination
from app.rules.attachments import ScanState
from app.rules.forms import Fault, FaultKind, QuestionKind, QuestionSpec, fitting


def faults(nomination: Nomination, specs: list[QuestionSpec]) -> list[Fault]:
    """List the answers that hold a file in which something harmful was found."""
    asked = [spec.key for spec in specs if spec.kind is QuestionKind.ATTACHMENT]
    if not asked:
        return []
    infected = {
        one.sha256: one.name
        for one in nomination.attachments
        if ScanState.INFECTED in {one.kept.scan, one.shown.scan}
    }
    return [
        Fault(key, FaultKind.INFECTED_FILE, {}, infected[entry["sha256"]])
        for key in asked
        for entry in fitting(QuestionKind.ATTACHMENT, nomination.answers.get(key)) or ()
        if entry["sha256"] in infected
    ]
