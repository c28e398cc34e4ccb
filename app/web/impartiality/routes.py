"""Declaring conflicts, and ruling on those that are possible."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.impartiality import Answer, Outcome, Standing
from app.services import desks as desks_of
from app.services import impartiality, lists, may, nominations, rounds
from app.services.desks import Desk, Task
from app.services.impartiality import (
    ConflictStandsError,
    NothingToRuleError,
    OwnConflictError,
    conflicts,
)
from app.services.impartiality.conflicts import Case
from app.services.work import NotFoundError
from app.web import errors
from app.web.context import stand_in
from app.web.guards import needs
from app.web.impartiality.forms import Given, Late, RulingForm, read_declarations, read_late
from app.web.scores import desk as desks
from app.web.scores.routes import Answers, show_desk
from app.web.transaction import work
from app.words import formats
from app.words.text import _, _n

blueprint = Blueprint("impartiality", __name__)


@blueprint.post("/runder/<slug>/erklaering")
@needs(Permission.DECLARE)
def declare(slug: str) -> Response | tuple[str, int]:
    """Declare conflicts: for all that await an answer at once, or one that was found late."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.DECLARE, award_round)
    desk = desks_of.desk(work(), award_round)
    amendable = [entry.id for entry in desk.entries if desks.can_amend(desk, entry.id)]
    late = read_late(request.form, amendable)
    if late is not None:
        return _declare_late(award_round, late)
    judged = [one.id for one in lists.judged(work().session, award_round)]
    given = read_declarations(request.form, judged)
    if "side" in request.form:  # she looks on, or searches; nothing is handed in
        return show_desk(award_round, Answers(given=given)), 200
    names = lists.names(work().session, list(given))
    faults = _faults(given, names) if given else _nothing_answered(desk)
    if faults:
        answers = Answers(given=given, errors=faults)
        return show_desk(award_round, answers, at=_first_at_fault(desk, faults)), 422
    try:
        for nomination in lists.load(work().session, list(given)):
            one = given[nomination.id]
            if one.answer is not None:
                impartiality.declare(work(), award_round, nomination, one.answer, one.description)
    except ConflictStandsError:
        return _conflict_stands(slug)
    flash(
        _n(
            "Svaret for ett forslag er levert.",
            "Svarene for %(num)s forslag er levert.",
            len(given),
        ),
        "success",
    )
    return redirect(url_for("scores.desk", slug=slug), 303)


def _faults(given: Mapping[int, Given], names: Mapping[int, str]) -> dict[str, str]:
    """Say what is wrong, by the id of the field."""
    faults = {}
    for key, one in given.items():
        if one.answer is None:
            faults[f"answer-{key}"] = _("Velg ett av svarene for %(names)s.", names=names[key])
        elif one.lacks_description:
            faults[f"description-{key}"] = _(
                "Beskriv bindingen til %(names)s, så juryen kan avgjøre om du er habil.",
                names=names[key],
            )
    return faults


def _nothing_answered(desk: Desk) -> dict[str, str]:
    first = next(iter(desk.of(Task.DECLARE)), None)
    return {f"answer-{first.id}" if first else "": _("Svar for minst ett forslag.")}


def _first_at_fault(desk: Desk, faults: Mapping[str, str]) -> int | None:
    """Name the first nomination with a field that is wrong: the page that is shown holds it."""
    fields = ("answer-", "description-")
    return next(
        (one.id for one in desk.entries if any(f"{field}{one.id}" in faults for field in fields)),
        None,
    )


def _declare_late(award_round: Round, late: Late) -> Response | tuple[str, int]:
    faults = {}
    if late.nomination_id is None:
        faults["late"] = _("Velg hvilket forslag det gjelder.")
    if late.answer is None:
        faults["late-answer"] = _("Velg om bindingen er mulig eller sikker.")
    if late.answer is Answer.POSSIBLE and not late.description.strip():
        faults["late-description"] = _("Beskriv bindingen, så juryen kan avgjøre om du er habil.")
    if faults or late.nomination_id is None or late.answer is None:
        return show_desk(award_round, Answers(late=late, errors=faults), late.nomination_id), 422
    nomination = nominations.by_id(work().session, late.nomination_id)
    impartiality.declare(work(), award_round, nomination, late.answer, late.description)
    if late.answer is Answer.AUTOMATIC:
        flash(
            _(
                "Du er meldt inhabil for forslaget fra %(names)s. Det er lukket for deg, og poengene dine teller ikke.",
                names=nomination.candidate_names,
            ),
            "success",
        )
    else:
        flash(
            _(
                "Bindingen til %(names)s er meldt. Forslaget er lukket for deg til juryen har avgjort om du er habil.",
                names=nomination.candidate_names,
            ),
            "success",
        )
    return redirect(url_for("scores.desk", slug=award_round.slug), 303)


def _conflict_stands(slug: str) -> Response:
    return errors.page(
        409,
        _("Du har alt meldt en binding"),
        _(
            "Den kan du ikke trekke på egen hånd. Er noe feil, melder du «Mulig binding» nederst på arbeidslisten og skriver hva som er riktig. Da avgjør juryen det. Ingenting av det du sendte nå, er lagret."
        ),
        [(_("Til arbeidslisten"), url_for("scores.desk", slug=slug))],
    )


@dataclass(frozen=True)
class Ruled:
    """What was sent for one case and refused, to be shown again."""

    key: str
    outcome: str
    ground: str
    errors: Mapping[str, str]
    """By the id of the field."""


@blueprint.get("/runder/<slug>/habilitet")
@needs(Permission.RULE_ON_CONFLICT)
def rulings(slug: str) -> str:
    """Show the possible conflicts that await a ruling, and those that have had theirs."""
    return _show(rounds.by_slug(work().session, slug))


def _show(award_round: Round, refused: Ruled | None = None) -> str:
    cases = conflicts.cases(work(), award_round)
    pending = [case for case in cases if case.is_pending]
    stand_in(
        award_round,
        next_step=_n(
            "Før inn juryens svar om én binding",
            "Før inn juryens svar om %(num)s bindinger",
            len(pending),
        )
        if pending
        else _("Ingenting nå"),
        on_behalf_of=_body(award_round),
    )
    return render_template(
        "impartiality/rulings.html",
        award_round=award_round,
        pending=pending,
        ruled=[case for case in cases if case.ruling is not None and not case.is_pending],
        recused=[
            case for case in cases if case.ruling is None and case.standing is Standing.RECUSED
        ],
        key_of=key_of,
        institution_of=institution_of,
        refused=refused,
    )


def _body(award_round: Round) -> str:
    """Name the body that she acts for: her seat's institution, or the secretariat."""
    own = work().actor.appointment_in(award_round.jury_id)
    if own is None:
        return award_round.prize.secretariat.name
    where = impartiality.board(work().session, award_round, work().now.date(), [])
    held = next(holder for holder in where.holders if holder.id == own.appointment_id)
    return formats.in_language(held.seat.institution.names) or held.seat.institution.name


def key_of(case: Case) -> str:
    """Give what tells the fields of one case from those of another."""
    return f"{case.nomination.id}-{case.appointment.id}"


def institution_of(case: Case) -> str:
    """Name the institution whose seat it concerns."""
    institution = case.appointment.seat.institution
    return formats.in_language(institution.names) or institution.name


@blueprint.post("/runder/<slug>/habilitet")
@needs(Permission.RULE_ON_CONFLICT)
def rule(slug: str) -> Response | tuple[str, int]:
    """Enter what the jury ruled of one possible conflict."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.RULE_ON_CONFLICT, award_round)
    form = RulingForm()
    if form.nomination.data is None or form.appointment.data is None:
        raise NotFoundError("no such case")
    if not form.validate_on_submit():
        return _show(award_round, _refused(form)), 422
    nomination = nominations.by_id(work().session, form.nomination.data)
    if nomination.round_id != award_round.id:
        raise NotFoundError(f"nomination {nomination.id}")
    outcome, ground = Outcome(form.outcome.data or ""), form.ground.data or ""
    try:
        ruling = impartiality.rule(
            work(), award_round, nomination, form.appointment.data, outcome, ground
        )
    except OwnConflictError:
        return _own_conflict(slug)
    except NothingToRuleError:
        return _nothing_to_rule(slug)
    flash(
        _("Avgjørelsen er ført inn. Den det gjelder, har fått beskjed.")
        if ruling.outcome is Outcome.CLEARED
        else _(
            "Avgjørelsen er ført inn. Den det gjelder, har fått beskjed. Trer et varamedlem inn, har det også fått beskjed."
        ),
        "success",
    )
    return redirect(url_for("impartiality.rulings", slug=slug), 303)


def _refused(form: RulingForm) -> Ruled:
    key = f"{form.nomination.data}-{form.appointment.data}"
    return Ruled(
        key,
        form.outcome.data or "",
        form.ground.data or "",
        {f"{field.name}-{key}": field.errors[0] for field in form if field.errors},
    )


def _own_conflict(slug: str) -> Response:
    return errors.page(
        403,
        _("Du kan ikke være med på denne avgjørelsen"),
        _(
            "Du kan ikke avgjøre din egen habilitet, eller andres i en sak der din egen er et spørsmål. Be sekretariatet føre inn det resten av juryen kommer til."
        ),
        [(_("Til arbeidslisten"), url_for("scores.desk", slug=slug))],
    )


def _nothing_to_rule(slug: str) -> Response:
    return errors.page(
        409,
        _("Saken er alt avgjort"),
        _(
            "Noen andre har ført inn en avgjørelse, eller bindingen er meldt på nytt. Se hva som gjelder nå."
        ),
        [(_("Til habilitet"), url_for("impartiality.rulings", slug=slug))],
    )
