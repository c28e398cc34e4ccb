"""Declaring conflicts, and ruling on those that are possible."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.impartiality import Outcome
from app.rules.numbers import row_number
from app.rules.rulings import BenchFault
from app.services import desks, foresight, impartiality, lists, may, nominations, rounds
from app.services.desks import Desk, Task
from app.services.foresight import ForeseenOtherwiseError
from app.services.impartiality import (
    BenchError,
    ConflictStandsError,
    ElectionRefusedError,
    NotHereError,
    NothingToRuleError,
    OwnConflictError,
)
from app.services.impartiality.electing import ElectionFault
from app.services.work import NotFoundError
from app.web import acts, errors
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.guards import needs
from app.web.impartiality import page
from app.web.impartiality.forms import (
    AbsenceForm,
    ElectionForm,
    GivenAnswer,
    LateConflict,
    RulingForm,
    no_conflict,
    read_declarations,
    read_late,
)
from app.web.impartiality.page import RefusedRuling
from app.web.impartiality.sittings import RefusedSitting
from app.web.scores.desk import DeskAnswers
from app.web.scores.show import show_desk
from app.web.seats import body_of
from app.web.transaction import work
from app.words.acts.jury import before_absence, before_ruling
from app.words.jury import conflicts
from app.words.jury import sittings as sittings_words
from app.words.text import _

blueprint = Blueprint("impartiality", __name__)
ELECTION_FIELDS = {
    ElectionFault.CHAIR_LEADS: "elect-about",
    ElectionFault.CANNOT_LEAD: "elect-who",
    ElectionFault.STRANGER: "elect-took_part",
    ElectionFault.NOBODY: "elect-took_part",
}
"""At which field of the form it is said that an election cannot be entered."""


@blueprint.post("/priser/<round:slug>/erklaering")
@needs(Permission.DECLARE)
def declare(slug: str) -> Response | tuple[str, int]:
    """Declare conflicts: for all that await an answer at once, or one that was found late."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.DECLARE, award_round)
    desk = desks.desk(work(), award_round)
    amendable = [entry.id for entry in desk.entries if desk.can_amend(entry.id)]
    late = read_late(request.form, amendable)
    if late is not None:
        return _declare_late(award_round, late)
    judged = [one.id for one in lists.judged(work().session, award_round)]
    given = read_declarations(request.form, judged)
    if "rest" in request.form:
        given |= no_conflict([one.id for one in desk.of(Task.DECLARE) if one.id not in given])
    if "side" in request.form:  # she looks on, or searches; nothing is handed in
        return show_desk(award_round, DeskAnswers(given=given)), 200
    names = lists.names(work().session, list(given))
    faults = _faults(given, names) if given else _nothing_answered(desk)
    if faults:
        answers = DeskAnswers(given=given, errors=faults)
        return show_desk(award_round, answers, at=_first_at_fault(desk, faults)), 422
    try:
        for nomination in lists.load(work().session, list(given)):
            one = given[nomination.id]
            if one.answer is not None:
                impartiality.declare(work(), award_round, nomination, one.answer, one.description)
    except ConflictStandsError:
        return _conflict_stands(slug)
    flash(conflicts.declared(len(given)), "success")
    return redirect(url_for("scores.desk", slug=slug), 303)


def _faults(given: Mapping[int, GivenAnswer], names: Mapping[int, str]) -> dict[str, str]:
    """Say what is wrong, by the id of the field."""
    faults = {}
    for key, one in given.items():
        if one.answer is None:
            faults[f"answer-{key}"] = conflicts.choose_answer(names[key])
        elif one.lacks_description:
            faults[f"description-{key}"] = conflicts.describe(names[key])
    return faults


def _nothing_answered(desk: Desk) -> dict[str, str]:
    first = next(iter(desk.of(Task.DECLARE)), None)
    return {f"answer-{first.id}" if first else "": _("Svar om minst ett forslag.")}


def _first_at_fault(desk: Desk, faults: Mapping[str, str]) -> int | None:
    """Name the first nomination with a field that is wrong: the page that is shown holds it."""
    fields = ("answer-", "description-")
    return next(
        (one.id for one in desk.entries if any(f"{field}{one.id}" in faults for field in fields)),
        None,
    )


def _declare_late(award_round: Round, late: LateConflict) -> Response | tuple[str, int]:
    faults = conflicts.late_faults(
        names_nomination=late.nomination_id is not None,
        answer=late.answer,
        description=late.description,
    )
    if faults or late.nomination_id is None or late.answer is None:
        answers = DeskAnswers(late=late, errors=faults)
        return show_desk(award_round, answers, late.nomination_id), 422
    nomination = nominations.by_id(work().session, late.nomination_id)
    impartiality.declare(work(), award_round, nomination, late.answer, late.description)
    flash(conflicts.declared_late(late.answer, nomination.candidate_names), "success")
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


@blueprint.get("/priser/<round:slug>/habilitet")
@needs(Permission.VIEW_CONFLICTS)
def rulings(slug: str) -> str:
    """Show the possible conflicts that await a ruling, and those that have had theirs."""
    return _show(rounds.by_slug(work().session, slug))


def _show(
    award_round: Round,
    refused: RefusedRuling | None = None,
    sitting: RefusedSitting | None = None,
) -> str:
    view = page.lay_out(work(), award_round, refused, sitting)
    stand_in(
        award_round,
        next_step=conflicts.next_step(len(view.pending)) if view.can_rule else "",
        on_behalf_of=body_of(work(), award_round),
    )
    return render_template("impartiality/rulings.html", award_round=award_round, view=view)


@blueprint.post("/priser/<round:slug>/habilitet")
@needs(Permission.RULE_ON_CONFLICT)
def rule(slug: str) -> Response | tuple[str, int]:
    """Enter what the jury ruled of one possible conflict, once it has been shown what follows."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.RULE_ON_CONFLICT, award_round)
    form = RulingForm()
    if form.case is None:
        raise NotFoundError("no such case")
    nomination_id, appointment_id = form.case
    if not form.validate_on_submit():
        try:
            return _show(award_round, _refused(form, page.key_of(*form.case))), 422
        except NothingToRuleError:
            return _nothing_to_rule(slug)
    nomination = nominations.by_id(work().session, nomination_id)
    try:
        return _enter(award_round, nomination, appointment_id, form)
    except BenchError as error:
        fault = error.faults[0]
        # While it must wait for others there is no form, and no field to lead to.
        field = "" if fault is BenchFault.MUST_WAIT else f"took_part-{page.key_of(*form.case)}"
        said = {field: conflicts.bench_fault(fault)}
        return _show(award_round, _refused(form, page.key_of(*form.case), said)), 422
    except OwnConflictError:
        return _own_conflict(slug)
    except NothingToRuleError:
        return _nothing_to_rule(slug)


def _enter(
    award_round: Round, nomination: Nomination, appointment_id: int, form: RulingForm
) -> Response | tuple[str, int]:
    shown = acts.seen()
    if not shown:
        return _before(award_round, nomination, appointment_id, form)
    outcome, ground = Outcome(form.outcome.data or ""), form.ground.data or ""
    try:
        ruling = impartiality.rule(
            work(),
            award_round,
            nomination,
            appointment_id,
            outcome,
            ground,
            form.took_part,
            seen=shown,
        )
    except ForeseenOtherwiseError:
        return _before(award_round, nomination, appointment_id, form, is_stale=True)
    flash(conflicts.entered(ruling.outcome), "success")
    return redirect(url_for("impartiality.rulings", slug=award_round.slug), 303)


def _before(
    award_round: Round,
    nomination: Nomination,
    appointment_id: int,
    form: RulingForm,
    *,
    is_stale: bool = False,
) -> tuple[str, int]:
    outcome, ground = form.outcome.data or "", form.ground.data or ""
    foreseen = impartiality.foresee(
        work(), award_round, nomination, appointment_id, Outcome(outcome), form.took_part
    )
    words = before_ruling(foreseen, ground)
    stand_in(award_round, next_step=words.title, on_behalf_of=body_of(work(), award_round))
    act = ActPage(
        words,
        foresight.stamp(foreseen),
        action=url_for("impartiality.rule", slug=award_round.slug),
        back=url_for("impartiality.rulings", slug=award_round.slug),
        over=_("Habilitet"),
        is_stale=is_stale,
        fields={
            "nomination": str(nomination.id),
            "appointment": str(appointment_id),
            "outcome": outcome,
            "ground": ground,
            "took_part": ",".join(str(one) for one in form.took_part),
        },
    )
    return acts.render(award_round, act), acts.status(act)


def _refused(form: RulingForm, key: str, more: dict[str, str] | None = None) -> RefusedRuling:
    return RefusedRuling(
        key,
        form.outcome.data or "",
        form.ground.data or "",
        form.took_part,
        {f"{field.name}-{key}": field.errors[0] for field in form if field.errors} | (more or {}),
    )


@blueprint.post("/priser/<round:slug>/habilitet/leder")
@needs(Permission.ELECT_CHAIR)
def elect(slug: str) -> Response | tuple[str, int]:
    """Enter whom the jury elected to lead where its chair cannot, or that she does no more."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.ELECT_CHAIR, award_round)
    form = ElectionForm()
    ends = form.act.data == "relieve"
    named = "relieve" if ends else "elect"
    about = form.about.data or ""
    if not form.validate_on_submit():
        return _refuse_election(award_round, form, named, _election_faults(form, named, about))
    nomination = (
        nominations.by_id(work().session, form.nomination_id) if form.nomination_id else None
    )
    reason, who = form.reason.data or "", row_number(form.who.data) or 0
    try:
        if ends:
            impartiality.end_election(work(), award_round, reason, nomination)
        else:
            impartiality.elect_chair(work(), award_round, who, reason, nomination, form.took_part)
    except ElectionRefusedError as error:
        field = f"relieve-reason-{about}" if ends else ELECTION_FIELDS[error.fault]
        said = {field: sittings_words.election_fault(error.fault)}
        return _refuse_election(award_round, form, named, said)
    flash(
        _("Det er ført inn at hun eller han ikke leder lenger. De det gjelder, har fått beskjed.")
        if ends
        else _("Den fungerende lederen er ført inn. De det gjelder, har fått beskjed."),
        "success",
    )
    return redirect(url_for("impartiality.rulings", slug=slug), 303)


def _election_faults(form: ElectionForm, named: str, about: str) -> dict[str, str]:
    ending = f"-{about}" if named == "relieve" else ""
    return {f"{named}-{one.name}{ending}": one.errors[0] for one in form if one.errors}


def _refuse_election(
    award_round: Round, form: ElectionForm, named: str, faults: Mapping[str, str]
) -> tuple[str, int]:
    sent = RefusedSitting(
        named,
        form.about.data or "",
        form.who.data or "",
        form.reason.data or "",
        faults,
        form.took_part,
    )
    return _show(award_round, sitting=sent), 422


@blueprint.post("/priser/<round:slug>/habilitet/fravaer")
@needs(Permission.NOTE_ABSENCE)
def absence(slug: str) -> Response | tuple[str, int]:
    """Note that somebody of the jury is away in the stage under way, or back again."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.NOTE_ABSENCE, award_round)
    form = AbsenceForm()
    is_away = form.act.data != "back"
    ending = "" if is_away else f"-{form.who.data or ''}"
    named = "away" if is_away else "back"
    faults = {}
    if form.validate_on_submit():
        try:
            return _note(award_round, form, is_away=is_away)
        except NotHereError:
            said = sittings_words.noted_already(is_away=is_away)
            faults = {f"{named}-{'who' if is_away else 'reason'}{ending}": said}
    else:
        faults = {f"{named}-{one.name}{ending}": one.errors[0] for one in form if one.errors}
    sent = RefusedSitting(named, "", form.who.data or "", form.reason.data or "", faults)
    return _show(award_round, sitting=sent), 422


def _note(award_round: Round, form: AbsenceForm, *, is_away: bool) -> Response | tuple[str, int]:
    """Note it, once it has been shown what follows."""
    who, reason, shown = row_number(form.who.data) or 0, form.reason.data or "", acts.seen()
    if not shown:
        return _before_absence(award_round, form, who, is_away=is_away)
    try:
        impartiality.note_absence(work(), award_round, who, reason, is_away=is_away, seen=shown)
    except ForeseenOtherwiseError:
        return _before_absence(award_round, form, who, is_away=is_away, is_stale=True)
    flash(_("Det er ført inn. De det gjelder, har fått beskjed."), "success")
    return redirect(url_for("impartiality.rulings", slug=award_round.slug), 303)


def _before_absence(
    award_round: Round, form: AbsenceForm, who: int, *, is_away: bool, is_stale: bool = False
) -> tuple[str, int]:
    reason = form.reason.data or ""
    foreseen = impartiality.foresee_absence(work(), award_round, who, reason, is_away=is_away)
    words = before_absence(foreseen)
    stand_in(award_round, next_step=words.title, on_behalf_of=body_of(work(), award_round))
    act = ActPage(
        words,
        foresight.stamp(foreseen),
        action=url_for("impartiality.absence", slug=award_round.slug),
        back=url_for("impartiality.rulings", slug=award_round.slug),
        over=_("Habilitet"),
        is_stale=is_stale,
        fields={"who": str(who), "reason": reason, "act": "away" if is_away else "back"},
    )
    return acts.render(award_round, act), acts.status(act)


def _own_conflict(slug: str) -> Response:
    return errors.page(
        403,
        _("Du kan ikke være med på denne avgjørelsen"),
        _(
            "Du kan ikke avgjøre din egen habilitet, eller andres i en sak der din egen er et spørsmål, eller der du ikke har svart om forslaget selv. Har du ikke svart, gjør du det på arbeidslisten. Ellers: Be sekretariatet føre inn det resten av juryen kommer til."
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
