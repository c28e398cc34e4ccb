"""The shapes of declarations, and of a ruling on one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired

from app.rules.impartiality import Answer, Outcome
from app.rules.numbers import row_number
from app.words.text import _l

ANSWERS = {answer.value: answer for answer in Answer}


@dataclass(frozen=True)
class GivenAnswer:
    """What was answered for one nomination. It is shown again as it was, whatever it holds."""

    nomination_id: int
    answer: Answer | None
    description: str

    @property
    def lacks_description(self) -> bool:
        """Whether a possible conflict is not described."""
        return self.answer is Answer.POSSIBLE and not self.description.strip()


@dataclass(frozen=True)
class LateConflict:
    """A conflict found after the first answer: which nomination, what kind of conflict, in what words."""

    nomination_id: int | None
    answer: Answer | None
    description: str


def read_declarations(form: Mapping[str, str], open_to: Collection[int]) -> dict[int, GivenAnswer]:
    """Read the answers for the nominations that await one: ``answer-<id>``, ``description-<id>``.

    Those that nothing was said about are left out.
    """
    found = {}
    for nomination_id in open_to:
        given = GivenAnswer(
            nomination_id,
            ANSWERS.get(form.get(f"answer-{nomination_id}", "")),
            form.get(f"description-{nomination_id}", ""),
        )
        if given.answer is not None or given.description.strip():
            found[nomination_id] = given
    return found


def read_late(form: Mapping[str, str], open_to: Collection[int]) -> LateConflict | None:
    """Read the form for a conflict found late; None when another form was sent."""
    if "late" not in form:
        return None
    wanted = row_number(form["late"])
    answer = ANSWERS.get(form.get("late-answer", ""))
    return LateConflict(
        wanted if wanted in open_to else None,
        answer if answer is not Answer.NO_CONFLICT else None,
        form.get("late-description", ""),
    )


class RulingForm(FlaskForm):  # type: ignore[misc]
    """What the jury ruled of one possible conflict, and why."""

    nomination = StringField(validators=[InputRequired()])
    appointment = StringField(validators=[InputRequired()])
    outcome = StringField(
        validators=[AnyOf([outcome.value for outcome in Outcome], _l("Velg hva juryen kom til."))]
    )
    ground = TextAreaField(validators=[DataRequired(_l("Skriv begrunnelsen for avgjørelsen."))])

    @property
    def case(self) -> tuple[int, int] | None:
        """The nomination and the appointment that it is about; None where one is no number."""
        nomination = row_number(self.nomination.data)
        appointment = row_number(self.appointment.data)
        return (nomination, appointment) if nomination and appointment else None
