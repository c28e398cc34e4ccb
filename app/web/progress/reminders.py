"""Reminding the jury: who gets which message, exactly, and sending it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.documents.mail import text_of
from app.models import Account, Notice, Round
from app.rules.access import Permission
from app.rules.notices import NoticeKind
from app.services import foresight, reminders, rounds
from app.services.foresight import ForeseenOtherwiseError
from app.services.reminders import ForeseenReminders, NobodyLacksError, ToRemind
from app.web import acts
from app.web.acts import ActPage
from app.web.context import stand_in
from app.web.guards import needs
from app.web.seats import body_of
from app.web.transaction import work
from app.words.acts import reminders as words
from app.words.rounds.glance import title
from config import Config

blueprint = Blueprint("reminders", __name__)
PATH = "/priser/<round:slug>/framdrift/paminnelse"


@dataclass(frozen=True)
class Letter:
    """One message as it will be, to one person."""

    to: str
    subject: str
    text: str
    language: str
    before: str
    """When she was reminded last; empty where she was not."""


@blueprint.get(PATH)
@needs(Permission.REMIND_JURY)
def before(slug: str) -> str | tuple[str, int]:
    """Show who would be reminded, and each message word for word."""
    return _page(rounds.by_slug(work().session, slug))


@blueprint.post(PATH)
@needs(Permission.REMIND_JURY)
def send(slug: str) -> Response | str | tuple[str, int]:
    """Remind them, as it was shown; the same page sends once."""
    award_round = rounds.by_slug(work().session, slug)
    try:
        sent = reminders.remind(work(), award_round, acts.seen())
    except ForeseenOtherwiseError:
        return _page(award_round, is_stale=True)
    except NobodyLacksError:
        flash(words.nobody(), "warning")
    else:
        flash(words.sent(len(sent)))
    return redirect(url_for("rounds.progress", slug=award_round.slug), 303)


def _page(award_round: Round, *, is_stale: bool = False) -> str | tuple[str, int]:
    seen = reminders.foresee(work(), award_round)
    stand_in(award_round, on_behalf_of=body_of(work(), award_round))
    act = ActPage(
        words.before_reminding(seen),
        foresight.stamp(seen),
        action=url_for("reminders.send", slug=award_round.slug),
        back=url_for("rounds.progress", slug=award_round.slug),
        over=title(award_round),
        is_stale=is_stale,
    )
    shown = render_template(
        "progress/remind.html",
        award_round=award_round,
        act=act,
        letters=_letters(award_round, seen),
    )
    return shown, acts.status(act)


def _letters(award_round: Round, seen: ForeseenReminders) -> Sequence[Letter]:
    config = current_app.config["HEDERSPRIS"]
    return [_letter(award_round, seen, one, config) for one in seen.by_mail]


def _letter(award_round: Round, seen: ForeseenReminders, one: ToRemind, config: Config) -> Letter:
    account = work().session.get_one(Account, one.account_id)
    unsent = Notice(
        kind=NoticeKind.JURY_REMINDED,
        account=account,
        award_round=award_round,
        context=reminders.context(award_round, seen, one),
    )
    subject, text = text_of(unsent, config)
    return Letter(
        f"{account.name} <{account.email}>", subject, text, account.language, words.before(one)
    )
