"""The form of a round: reading it, and making it question by question."""

from app.services.forms.changing import (
    QuestionFaultsError,
    add_question,
    add_section,
    question_faults,
    save_question,
    save_section,
)
from app.services.forms.lacking import lacks
from app.services.forms.ordering import OrderError, move, order_of
from app.services.forms.reading import (
    columns,
    find_question,
    find_section,
    form,
    placed,
    spec,
    specs,
    stamp_of_question,
    stamp_of_section,
)
from app.services.forms.recording import Freedom, freedom, insist
from app.services.forms.removing import NotRemovableError, Removal, foresee, remove
from app.services.forms.replacing import replace

__all__ = [
    "Freedom",
    "NotRemovableError",
    "OrderError",
    "QuestionFaultsError",
    "Removal",
    "add_question",
    "add_section",
    "columns",
    "find_question",
    "find_section",
    "foresee",
    "form",
    "freedom",
    "insist",
    "lacks",
    "move",
    "order_of",
    "placed",
    "question_faults",
    "remove",
    "replace",
    "save_question",
    "save_section",
    "spec",
    "specs",
    "stamp_of_question",
    "stamp_of_section",
]
