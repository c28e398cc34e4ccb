"""Making the form of a round: its list, its sections, its questions, and their order."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.models import Round
from app.rules.access import Permission
from app.rules.attachments import FileGroup
from app.rules.forms import QuestionKind
from app.rules.languages import OWED
from app.rules.questions import SUMMARY, Wrong
from app.services import foresight, forms
from app.services.foresight import ForeseenOtherwiseError
from app.services.forms import Freedom, NotRemovableError, OrderError, QuestionFaultsError
from app.services.work import LockedError, NotFoundError, StaleEditError
from app.web import acts, errors
from app.web.acts import ActPage
from app.web.builder.forms import (
    QuestionForm,
    as_it_stands,
    read_question,
    read_section,
    with_texts_of,
    without_blanks,
)
from app.web.builder.page import form_page
from app.web.builder.question_page import NOTHING, Refused, question_page
from app.web.guards import needs
from app.web.setup.routes import enter
from app.web.transaction import work
from app.words import builder as words
from app.words.rounds.glance import title as round_title
from app.words.text import _

blueprint = Blueprint("builder", __name__)

FORM = "/priser/<round:slug>/oppsett/skjema"
NEW = "ny"
"""Stands in the address of what has no key yet."""
SECTION, QUESTION = "del", "sporsmal"


@blueprint.errorhandler(LockedError)
def locked(_error: LockedError) -> Response:
    """Say why something was not done to the form of a call that is open."""
    award_round = enter(str((request.view_args or {})["slug"]))
    return errors.page(
        409, _("Skjemaet er låst"), words.locked(), [(_("Se skjemaet"), _url(award_round))]
    )


def _url(award_round: Round, anchor: str = "", **values: Any) -> str:
    return url_for("builder.show", slug=award_round.slug, _anchor=anchor or None, **values)


@blueprint.get(FORM)
@needs(Permission.SET_UP_ROUND)
def show(slug: str) -> str:
    """Show the form of a round, with what can be done to it."""
    award_round = enter(slug)
    moved = f"{request.args.get('til', '')}-{request.args.get('flyttet', '')}"
    page = form_page(work(), award_round, moved)
    return render_template("builder/show.html", award_round=award_round, page=page)


@blueprint.post(f"{FORM}/flytt")
@needs(Permission.SET_UP_ROUND)
def move(slug: str) -> Response:
    """Move a section or a question one place; the button that was pressed has the focus again."""
    award_round = enter(slug)
    key, what = request.form.get("key", ""), request.form.get("what", "")
    to = request.form.get("to", "")
    try:
        forms.move(
            work(),
            award_round,
            key,
            is_section=what == SECTION,
            up=to == "opp",
            base=request.form.get("version", ""),
        )
    except StaleEditError:
        flash(
            _(
                "Ikke flyttet: Noen andre har endret rekkefølgen. Du ser den nå. Flytt på nytt hvis det fortsatt trengs."
            ),
            "warning",
        )
    except OrderError as early:
        sections = forms.form(work().session, award_round)
        flash(words.early(forms.find_question(sections, early.resting)[1]), "warning")
    # Without a fragment: a page that has one does not put the focus anywhere else.
    return redirect(_url(award_round, flyttet=key, til=to), 303)


# --- sections ---------------------------------------------------------------------------


@blueprint.get(f"{FORM}/del/<key>")
@needs(Permission.SET_UP_ROUND)
def section(slug: str, key: str) -> str:
    """Show a section, or an empty form for a new one."""
    award_round = enter(slug)
    if key == NEW:
        forms.insist(award_round, work().now)
        return _section_page(award_round, key, {}, {}, "")
    held = forms.find_section(forms.form(work().session, award_round), key)
    return _section_page(award_round, key, held.title, held.help, forms.stamp_of_section(held))


@blueprint.post(f"{FORM}/del/<key>")
@needs(Permission.SET_UP_ROUND)
def save_section(slug: str, key: str) -> Response:
    """Store a section."""
    award_round = enter(slug)
    title, help_ = read_section(request.form)
    base = request.form.get("version", "")
    if not any(title.values()):
        said = _("Skriv en overskrift på minst ett språk.")
        page = _section_page(award_round, key, title, help_, base, error=said)
        return make_response(page, 422)
    try:
        made = (
            forms.add_section(work(), award_round, title, help_)
            if key == NEW
            else forms.save_section(work(), award_round, key, title, help_, base=base)
        )
    except StaleEditError as stale:
        sections = forms.form(work().session, award_round)
        again = forms.stamp_of_section(forms.find_section(sections, key))
        told = words.differences(stale.theirs, stale.yours)
        page = _section_page(award_round, key, title, help_, again, differences=told)
        return make_response(page, 409)
    flash(_("Delen er lagret."))
    return redirect(_url(award_round, f"{SECTION}-{made.key}"), 303)


def _section_page(
    award_round: Round,
    key: str,
    title: dict[str, str],
    help_: dict[str, str],
    base: str,
    *,
    error: str = "",
    differences: words.Differences = (),
) -> str:
    return render_template(
        "builder/section.html",
        award_round=award_round,
        key=key,
        is_new=key == NEW,
        texts=(title, help_),
        base=base,
        error=error,
        differences=differences,
        owed=OWED,
        is_open=forms.freedom(award_round, work().now) is not Freedom.NOTHING,
    )


# --- questions --------------------------------------------------------------------------


@blueprint.get(f"{FORM}/sporsmal/<question_key>")
@needs(Permission.SET_UP_ROUND)
def question(slug: str, question_key: str) -> str:
    """Show a question, or an empty form for a new one of a kind, in a section."""
    award_round = enter(slug)
    if question_key == NEW:
        forms.insist(award_round, work().now)
        return _question_page(award_round, question_key, _new())
    section, row = forms.find_question(forms.form(work().session, award_round), question_key)
    form = as_it_stands(section, row, forms.stamp_of_question(section, row))
    return _question_page(award_round, question_key, form)


def _new() -> QuestionForm:
    asked = request.args.get("slag", "")
    section = request.args.get("del", "")
    if asked == SUMMARY:
        return QuestionForm(
            QuestionKind.SHORT_TEXT,
            section,
            label=words.SUMMARY_LABEL,
            word_limit="50",
            is_public=True,
            is_summary=True,
        )
    kind = _kind(asked)
    limit = {QuestionKind.SHORT_TEXT: "30", QuestionKind.LONG_TEXT: "150"}.get(kind, "")
    form = QuestionForm(kind, section, word_limit=limit)
    if kind in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
        form = form.pressed("add").pressed("add")
    if kind is QuestionKind.ATTACHMENT:
        groups = [group.value for group in FileGroup]
        form = replace(
            form, file_groups=groups, most_files="3", most_megabytes="20", required=False
        )
    is_read = kind not in {QuestionKind.CONTACT, QuestionKind.CONFIRM}
    return replace(form, for_jury=is_read)


def _kind(name: str) -> QuestionKind:
    """Read a kind of question; a short text where it is none."""
    return next((one for one in QuestionKind if one.value == name), QuestionKind.SHORT_TEXT)


@blueprint.post(f"{FORM}/sporsmal/<question_key>")
@needs(Permission.SET_UP_ROUND)
def save_question(slug: str, question_key: str) -> Response:
    """Store a question; a button among its options changes these, and stores nothing yet."""
    award_round = enter(slug)
    sections = forms.form(work().session, award_round)
    is_gone = False
    try:
        section, row = forms.find_question(sections, question_key)
        sent = read_question(request.form, row.kind)
        if forms.freedom(award_round, work().now) is Freedom.TEXTS:
            sent = with_texts_of(as_it_stands(section, row, ""), sent)
    except NotFoundError:
        is_gone = question_key != NEW
        sent = read_question(request.form, _kind(request.form.get("kind", "")))
    go = request.form.get("go", "")
    if go:
        sent = sent.pressed(go)
        focus = f"option-{len(sent.options)}-nb" if go == "add" else f"move-{go}"
        return make_response(
            _question_page(award_round, question_key, sent, Refused({}, focus=focus))
        )
    sent = without_blanks(sent)
    if is_gone:
        page = _question_page(award_round, NEW, replace(sent, base=""), Refused({}, is_gone=True))
        return make_response(page, 409)
    try:
        key = _store(award_round, question_key, sent)
    except QuestionFaultsError as found:
        page = _question_page(award_round, question_key, sent, Refused(found.faults))
        return make_response(page, 422)
    except StaleEditError as stale:
        again = forms.stamp_of_question(*forms.find_question(sections, question_key))
        told = words.differences(stale.theirs, stale.yours)
        page = _question_page(
            award_round, question_key, replace(sent, base=again), Refused({}, told)
        )
        return make_response(page, 409)
    flash(_("Spørsmålet er lagret."))
    return redirect(_url(award_round, f"{QUESTION}-{key}"), 303)


def _store(award_round: Round, key: str, sent: QuestionForm) -> str:
    """Store a question that was read; gives its key.

    Raises:
        QuestionFaultsError: something is wrong with it.

    """
    made, unread = sent.read()
    sections = forms.form(work().session, award_round)
    if sent.section not in {section.key for section in sections}:
        unread["section"] = Wrong.NO_SECTION
    if unread:
        raise QuestionFaultsError(unread)
    if key == NEW:
        return forms.add_question(
            work(), award_round, sent.section, made, is_summary=sent.is_summary
        ).key
    forms.save_question(work(), award_round, key, made, sent.section, base=sent.base)
    return key


def _question_page(
    award_round: Round, key: str, form: QuestionForm, refused: Refused = NOTHING
) -> str:
    page = question_page(work(), award_round, "" if key == NEW else key, form, refused)
    return render_template("builder/question.html", award_round=award_round, page=page)


# --- removing ---------------------------------------------------------------------------


@blueprint.get(f"{FORM}/fjern/<what>/<key>")
@needs(Permission.SET_UP_ROUND)
def before_removal(slug: str, what: str, key: str) -> str | Response:
    """Show what goes with a section or a question."""
    award_round = enter(slug)
    try:
        return acts.render(award_round, _removal(award_round, what, key))
    except NotRemovableError as kept:
        return _kept(award_round, kept)


@blueprint.post(f"{FORM}/fjern/<what>/<key>")
@needs(Permission.SET_UP_ROUND)
def remove(slug: str, what: str, key: str) -> Response:
    """Take a section or a question out of the form."""
    award_round = enter(slug)
    try:
        forms.remove(work(), award_round, key, is_section=what == SECTION, seen=acts.seen())
    except NotRemovableError as kept:
        return _kept(award_round, kept)
    except ForeseenOtherwiseError:
        act = replace(_removal(award_round, what, key), is_stale=True)
        return make_response(acts.render(award_round, act), 409)
    flash(_("Delen er fjernet.") if what == SECTION else _("Spørsmålet er fjernet."))
    return redirect(_url(award_round), 303)


def _removal(award_round: Round, what: str, key: str) -> ActPage:
    seen = forms.foresee(work(), award_round, key, is_section=what == SECTION)
    said = words.before_removal(
        is_section=seen.is_section, title=seen.title, questions=seen.questions
    )
    return ActPage(
        said,
        foresight.stamp(seen),
        action=url_for("builder.remove", slug=award_round.slug, what=what, key=key),
        back=_url(award_round),
        over=round_title(award_round),
    )


def _kept(award_round: Round, kept: NotRemovableError) -> Response:
    return errors.page(
        409,
        _("Kan ikke fjernes"),
        words.kept(kept.why, kept.labels),
        [(_("Se skjemaet"), _url(award_round))],
    )
