"""The order of a form: sections, questions, and questions from one section to the next."""

from collections.abc import Sequence

from app.models import FormSection, Question, Round
from app.rules.questions import out_of_order
from app.services import digests
from app.services.forms import recording
from app.services.forms.reading import find_question, find_section, form, placed_of
from app.services.work import StaleEditError, Work


class OrderError(ValueError):
    """A question would come before the one that decides whether it is asked.

    Attributes:
        resting: the key of the question that would come too early.

    """

    def __init__(self, resting: str) -> None:
        super().__init__(resting)
        self.resting = resting


def order_of(sections: Sequence[FormSection]) -> str:
    """Give what tells the order of a form from any other."""
    return digests.of(
        [[section.key, [question.key for question in section.questions]] for section in sections]
    )


def move(
    work: Work, award_round: Round, key: str, *, is_section: bool, up: bool, base: str
) -> None:
    """Move a section or a question one place. A question goes on into the next section.

    At the very end nothing happens.

    Raises:
        StaleEditError: somebody else has changed the order since ``base``.
        OrderError: a question would come before the one that it rests on.

    """
    award_round = recording.begin(work, award_round)
    sections = list(form(work.session, award_round))
    if order_of(sections) != base:
        raise StaleEditError({}, {}, award_round.version)
    order = [list(section.questions) for section in sections]
    if is_section:
        place = sections.index(find_section(sections, key))
        other = place + (-1 if up else 1)
        if not 0 <= other < len(sections):
            return
        sections[place], sections[other] = sections[other], sections[place]
        order[place], order[other] = order[other], order[place]
    elif not _move_question(sections, order, key, up=up):
        return
    early = out_of_order(placed_of([question for part in order for question in part]))
    if early is not None:
        raise OrderError(early.key)
    for place, section in enumerate(sections, start=1):
        section.position = place
        for number, question in enumerate(order[place - 1], start=1):
            question.section_id, question.position = section.id, number
    recording.record(work, award_round, "form.changed")


def _move_question(
    sections: Sequence[FormSection], order: list[list[Question]], key: str, *, up: bool
) -> bool:
    """Move a question in the order; says whether there was somewhere to go."""
    section, question = find_question(sections, key)
    at = sections.index(section)
    place = order[at].index(question)
    other = place + (-1 if up else 1)
    if 0 <= other < len(order[at]):
        order[at][place], order[at][other] = order[at][other], order[at][place]
        return True
    beside = at + (-1 if up else 1)
    if not 0 <= beside < len(sections):
        return False
    order[at].pop(place)
    order[beside].insert(len(order[beside]) if up else 0, question)
    return True
