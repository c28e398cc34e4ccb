"""The shapes of declarations, and of a ruling on one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from flask import request
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, ValidationError

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


def no_conflict(rest: Iterable[int]) -> dict[int, GivenAnswer]:
    """Answer that there is no conflict, for all that nothing was said about."""
    return {one: GivenAnswer(one, Answer.NO_CONFLICT, "") for one in rest}


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


def _took_part() -> list[int]:
    """Read who took part: boxes that are ticked, or a list that goes along."""
    sent = ",".join(request.form.getlist("took_part")).split(",")
    return [found for one in sent if (found := row_number(one)) is not None]


class RulingForm(FlaskForm):  # type: ignore[misc]
    """What the jury ruled of one possible conflict, and why."""

    nomination = StringField(validators=[InputRequired()])
    appointment = StringField(validators=[InputRequired()])
    outcome = StringField(
        validators=[AnyOf([outcome.value for outcome in Outcome], _l("Velg hva juryen kom til."))]
    )
    ground = TextAreaField(validators=[DataRequired(_l("Skriv begrunnelsen for avgjørelsen."))])

    @property
    def took_part(self) -> list[int]:
        """Who took part, by appointment."""
        return _took_part()

    @property
    def case(self) -> tuple[int, int] | None:
        """The nomination and the appointment that it is about; None where one is no number."""
        nomination = row_number(self.nomination.data)
        appointment = row_number(self.appointment.data)
        return (nomination, appointment) if nomination and appointment else None


class ElectionForm(FlaskForm):  # type: ignore[misc]
    """Whom the jury elected to lead, for what, and how; or that it ended, and why."""

    about = StringField(validators=[InputRequired(_l("Velg hva det gjelder."))])
    who = StringField()
    reason = TextAreaField(validators=[DataRequired(_l("Skriv hvordan, så det står i loggen."))])
    act = StringField()

    def validate_who(self, field: StringField) -> None:
        """Insist that somebody is named, where somebody is elected."""
        if self.act.data != "relieve" and not field.data:
            raise ValidationError(_l("Velg hvem som er valgt."))

    @property
    def took_part(self) -> list[int]:
        """Who took part in the election, by appointment."""
        return _took_part()

    @property
    def nomination_id(self) -> int | None:
        """The nomination that it is about; None where it is about the stage."""
        return row_number(self.about.data)


class AbsenceForm(FlaskForm):  # type: ignore[misc]
    """Who is away in the stage, or back, and why."""

    who = StringField(validators=[InputRequired(_l("Velg hvem det gjelder."))])
    reason = TextAreaField(validators=[DataRequired(_l("Skriv grunnen, så den står i loggen."))])
    act = StringField()
