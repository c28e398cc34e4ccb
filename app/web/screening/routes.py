"""Screening: what came in, and what the secretariat makes of it."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Nomination, Round
from app.rules.access import Permission
from app.rules.lifecycle import NominationState, Phase, UndeclaredMoveError
from app.services import accounts, lists, may, nominations, rounds, screening
from app.services.nominations import ReasonMissingError
from app.services.screening import HandedIn, Likeness, ResidentsUncheckedError
from app.services.work import NotFoundError
from app.web import errors, paging
from app.web.context import stand_in
from app.web.guards import needs
from app.web.paging import Page
from app.web.screening.forms import AdmitForm, RejectForm
from app.web.transaction import work
from app.words import answers as handed_in
from app.words.formats import listed
from app.words.text import _, _n

blueprint = Blueprint("screening", __name__)


@blueprint.get("/runder/<slug>/forslag")
@needs(Permission.READ_SUBMITTED)
def inbox(slug: str) -> str:
    """List everything that was handed in."""
    award_round = rounds.by_slug(work().session, slug)
    may.require(work(), Permission.READ_SUBMITTED, award_round)
    found = screening.handed_in(work().session, award_round)
    likenesses = screening.likenesses(work().session, award_round)
    waiting = _waiting(found)
    stand_in(
        award_round,
        next_step=_next_step(award_round, len(waiting)),
        on_behalf_of=award_round.prize.secretariat.name,
    )
    page = _page_of(award_round, found, likenesses)
    counts = screening.count_by_state(work().session, award_round)
    return render_template(
        "screening/inbox.html",
        award_round=award_round,
        phase=award_round.phase(work().now),
        nominations=lists.load(work().session, [one.id for one in page.rows]),
        page=page,
        kinds=_kinds(page, found, likenesses),
        waiting=waiting,
        figures=_figures(found),
        drafts=counts[NominationState.DRAFT],
        likenesses=likenesses,
        most_alike=MOST_ALIKE,
        alike=_alike(likenesses),
    )


MOST_ALIKE = 10
"""So many candidates with several nominations are named on top of a long list."""

KINDS = {
    "venter": frozenset({NominationState.SUBMITTED}),
    "tatt-opp": frozenset({NominationState.ADMITTED, NominationState.SHORTLISTED}),
    "avvist": frozenset({NominationState.REJECTED}),
    "trukket": frozenset({NominationState.WITHDRAWN}),
}
ALIKE = "samme"


def _page_of(
    award_round: Round, found: Sequence[HandedIn], likenesses: Sequence[Likeness]
) -> Page[HandedIn]:
    """Cut out the page that is asked for, of what is searched for among one kind or all."""
    wanted, kind = paging.asked(), request.args.get("vis", "")
    shown = found
    if kind in {*KINDS, ALIKE}:
        alike = {one.id for likeness in likenesses for one in likeness.nominations}
        shown = [
            one for one in found if (one.id in alike if kind == ALIKE else one.state in KINDS[kind])
        ]
    else:
        kind = ""
    if wanted.query:
        hits = lists.find(work().session, award_round, wanted.query, whole=True)
        shown = [one for one in shown if one.id in hits]
    return paging.cut(
        shown,
        wanted,
        "screening.inbox",
        of=len(found),
        filters={"vis": kind} if kind else {},
        slug=award_round.slug,
    )


def _kinds(
    page: Page[HandedIn], found: Sequence[HandedIn], likenesses: Sequence[Likeness]
) -> list[tuple[str, str, bool]]:
    """Give the kinds that a long list can be narrowed to: what it is called, where, and if it is."""
    chosen = page.filters.get("vis", "")
    names = {
        "venter": _("Venter på gjennomgang"),
        "tatt-opp": _("Tatt opp til vurdering"),
        "avvist": _("Avvist"),
        "trukket": _("Trukket"),
    }
    states = {one.state for one in found}
    kinds = [("", _("Alle"))]
    kinds += [(key, words) for key, words in names.items() if states & KINDS[key]]
    if likenesses:
        kinds.append((ALIKE, _("Samme kandidat")))
    slug = page.route["slug"]
    return [
        (words, url_for(page.address, slug=slug, vis=key or None), key == chosen)
        for key, words in kinds
    ]


@blueprint.get("/forslag/<int:nomination_id>/gjennomgang")
@needs(Permission.READ_SUBMITTED)
def show(nomination_id: int) -> str:
    """Show what was handed in, all of it, and what has been done with it."""
    return _page(_find(nomination_id), AdmitForm(), RejectForm())


@blueprint.post("/forslag/<int:nomination_id>/ta-opp")
@needs(Permission.SCREEN)
def admit(nomination_id: int) -> Response | tuple[str, int]:
    """Admit a nomination to the judging."""
    nomination, form = _find(nomination_id), AdmitForm()
    try:
        screening.admit(work(), nomination, residents_checked=bool(form.residents_checked.data))
    except ResidentsUncheckedError:
        form.residents_checked.errors = [
            _("Se etter i teksten, og kryss av for at du har gjort det.")
        ]
        return _page(nomination, form, RejectForm()), 422
    except UndeclaredMoveError:
        return _handled_already(nomination)
    return _on_to_next(
        nomination, _("Forslag %(number)s er tatt opp til vurdering.", number=nomination.number)
    )


@blueprint.post("/forslag/<int:nomination_id>/avvis")
@needs(Permission.SCREEN)
def reject(nomination_id: int) -> Response | tuple[str, int]:
    """Reject a nomination, with a reason."""
    nomination, form = _find(nomination_id), RejectForm()
    try:
        screening.reject(work(), nomination, form.reason.data or "")
    except ReasonMissingError:
        form.reason.errors = [_("Skriv hvorfor forslaget blir avvist.")]
        return _page(nomination, AdmitForm(), form), 422
    except UndeclaredMoveError:
        return _handled_already(nomination)
    return _on_to_next(
        nomination,
        _(
            "Forslag %(number)s er avvist. Forslagsstilleren får beskjed med begrunnelsen.",
            number=nomination.number,
        ),
    )


def _find(nomination_id: int) -> Nomination:
    """Find what was handed in, for somebody who may read it. A draft does not exist here."""
    nomination = nominations.by_id(work().session, nomination_id)
    nominations.require(work(), Permission.READ_SUBMITTED, nomination)
    if nomination.reference is None or not nomination.versions:
        raise NotFoundError(f"nomination {nomination_id}")
    return nomination


def _page(nomination: Nomination, admit_form: AdmitForm, reject_form: RejectForm) -> str:
    award_round = rounds.by_id(work().session, nomination.round_id)
    others = screening.handed_in(work().session, award_round)
    same = _same_candidate(nomination, screening.likenesses(work().session, award_round))
    stand_in(
        award_round,
        next_step=_next_step(award_round, len(_waiting(others))),
        on_behalf_of=award_round.prize.secretariat.name,
    )
    version = nomination.versions[-1]
    people = [move.moved_by_id for move in nomination.moves] + [version.submitted_by_id]
    return render_template(
        "screening/show.html",
        award_round=award_round,
        nomination=nomination,
        version=version,
        sections=handed_in.sections(rounds.form(work().session, award_round), version),
        names=accounts.names_of(work().session, people),
        admit_form=admit_form,
        reject_form=reject_form,
        errors=_errors(admit_form, reject_form),
        same=lists.load(work().session, same),
        before=_neighbour(nomination, others, -1),
        after=_neighbour(nomination, others, 1),
    )


def _errors(admit_form: AdmitForm, reject_form: RejectForm) -> list[tuple[str, str]]:
    fields = (admit_form.residents_checked, reject_form.reason)
    return [(field.name, str(field.errors[0])) for field in fields if field.errors]


def _waiting(found: Sequence[HandedIn]) -> list[HandedIn]:
    return [nomination for nomination in found if nomination.state is NominationState.SUBMITTED]


def _figures(found: Sequence[HandedIn]) -> list[tuple[int, str]]:
    """Count what was handed in, by what has been done with it."""
    states = [nomination.state for nomination in found]
    admitted = (NominationState.ADMITTED, NominationState.SHORTLISTED)
    return [
        (states.count(NominationState.SUBMITTED), _("Venter på gjennomgang")),
        (sum(state in admitted for state in states), _("Tatt opp til vurdering")),
        (states.count(NominationState.REJECTED), _("Avvist")),
        (states.count(NominationState.WITHDRAWN), _("Trukket")),
    ]


def _alike(likenesses: Sequence[Likeness]) -> dict[int, str]:
    """Name, for the few nominations that have any, the others of the same candidate."""
    alike: dict[int, list[int]] = {}
    for likeness in likenesses:
        for number in likeness.numbers:
            others = [other for other in likeness.numbers if other != number]
            alike.setdefault(number, []).extend(others)
    return {number: listed([str(other) for other in others]) for number, others in alike.items()}


def _same_candidate(nomination: Nomination, likenesses: Sequence[Likeness]) -> list[int]:
    """List the other nominations of the same candidate, by number."""
    alike = {
        (other.number or 0, other.id)
        for likeness in likenesses
        if nomination.number in likeness.numbers
        for other in likeness.nominations
        if other.id != nomination.id
    }
    return [nomination_id for _number, nomination_id in sorted(alike)]


def _neighbour(nomination: Nomination, others: Sequence[HandedIn], step: int) -> HandedIn | None:
    place = [other.id for other in others].index(nomination.id) + step
    return others[place] if 0 <= place < len(others) else None


def _next_step(award_round: Round, waiting: int) -> str:
    phase = award_round.phase(work().now)
    if phase is Phase.OPEN:
        return _("Gjennomgangen begynner når fristen er ute")
    if phase is not Phase.SCREENING:
        return ""
    if not waiting:
        return _("Alle forslagene er gjennomgått. Start vurderingen")
    return _n("Gå gjennom %(num)s forslag", "Gå gjennom %(num)s forslag", waiting)


def _on_to_next(nomination: Nomination, words: str) -> Response:
    """Go on with the next nomination that waits: the one after, else from the beginning."""
    award_round = rounds.by_id(work().session, nomination.round_id)
    waiting = _waiting(screening.handed_in(work().session, award_round))
    later = [other for other in waiting if (other.number or 0) > (nomination.number or 0)]
    if not waiting:
        flash(words)
        return redirect(url_for("screening.inbox", slug=award_round.slug), 303)
    left = _n("%(num)s venter fortsatt.", "%(num)s venter fortsatt.", len(waiting))
    flash(f"{words} {left}")
    return redirect(url_for("screening.show", nomination_id=(later or waiting)[0].id), 303)


def _handled_already(nomination: Nomination) -> Response:
    return errors.page(
        409,
        _("Forslaget er alt behandlet"),
        _(
            "Noen andre var raskere, eller forslaget er trukket. Det du sendte nå, er ikke lagret. Åpne forslaget på nytt for å se hva som gjelder."
        ),
        [(_("Åpne forslaget"), url_for("screening.show", nomination_id=nomination.id))],
    )
