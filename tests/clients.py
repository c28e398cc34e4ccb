"""A test client that reviews every page it gets, as a picky reader would."""

import os
import re
import secrets
from contextvars import Context
from datetime import timedelta
from typing import Any

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Account, AccountSession
from app.models.engine import writing
from app.services import sessions
from app.web import forgery

_H1 = re.compile(r"<h1[\s>]")
_UNFILLED = re.compile(r"%\(\w+\)[sd]|\{\{|None</|&lt;bound method")


class ReviewingClient(FlaskClient):
    """Fails a test that gets a page which no page should be."""

    reviewing = not os.environ.get("HEDERSPRIS_TEST_DATABASE_URL")
    """A page is the same whatever database is behind it: it is reviewed on SQLite only."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request, and review the page that comes back.

        In a context of its own: with the test's application context around it, a request would
        find the actor and the language of the one before in ``g``.
        """
        response = Context().run(super().open, *args, **kwargs)
        is_page = response.mimetype == "text/html" and response.status_code not in {302, 303}
        if self.reviewing and is_page:
            review(response.get_data(as_text=True))
        return response

    def sign_in(self, account_id: int) -> "ReviewingClient":
        """Sign in as an account, without going through the page for it, until the test is over."""
        token = secrets.token_urlsafe()
        context = writing.set(True)
        with self.application.app_context():
            now = self.application.config["CLOCK"]()
            db.session.add(
                AccountSession(
                    digest=sessions.digest_of(token),
                    account_id=account_id,
                    started_at=now,
                    used_at=now + timedelta(days=365 * 100),  # however far the test's clock goes
                )
            )
            db.session.commit()
            bound = forgery.token_of(db.session.get_one(Account, account_id))
        writing.reset(context)
        with self.session_transaction() as stored:
            stored["_user_id"] = token
            stored["_fresh"] = True
            stored[forgery.FIELD] = bound
        return self


def client_of(app: Flask, account_id: int | None) -> ReviewingClient:
    """Give a client that an account has signed in with, or nobody."""
    made = app.test_client()
    assert isinstance(made, ReviewingClient)
    return made.sign_in(account_id) if account_id is not None else made


def review(html: str) -> None:
    """Check what holds for every page: valid HTML, one h1, labels, nothing inline."""
    parser = html5lib.HTMLParser(
        strict=False, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False
    )
    document = parser.parse(html)
    faults = [
        f"{html5lib.constants.E.get(code, code)} {data} at {place}"
        for place, code, data in parser.errors
    ]
    assert not faults, f"invalid HTML: {faults[:5]}"
    assert len(_H1.findall(html)) == 1, "a page has one h1"
    assert document.get("lang") in {"nb", "nn", "en"}
    assert not _UNFILLED.search(html), f"unfilled text: {_UNFILLED.search(html)}"
    _review_inline(document)
    _review_labels(document)
    _review_ids(document)
    _review_forms(document)


def _review_inline(document: Any) -> None:
    """Check that nothing is inline: no style, no script, no handler."""
    for element in document.iter():
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not inline, f"inline style or script: {element.tag} {element.attrib}"
        assert element.tag != "style", "an inline style sheet"
        assert element.tag != "script" or element.get("src"), "an inline script"


def _review_labels(document: Any) -> None:
    """Check that every field has a label, and every label its field."""
    labelled = {label.get("for") for label in document.iter("label") if label.get("for")}
    wrapped = {
        id(field)
        for label in document.iter("label")
        for tag in ("input", "select", "textarea")
        for field in label.iter(tag)
    }
    for tag in ("input", "select", "textarea"):
        for field in document.iter(tag):
            if field.get("type") in {"hidden", "submit", "button"}:
                continue
            named = (
                field.get("id") in labelled
                or id(field) in wrapped
                or field.get("aria-label")
                or field.get("aria-labelledby")
            )
            assert named, f"a field without a label: {field.attrib}"
    ids = {element.get("id") for element in document.iter() if element.get("id")}
    assert labelled <= ids, f"labels without a field: {labelled - ids}"


def _review_forms(document: Any) -> None:
    """Check that forms to the same place tell themselves apart: what is typed is kept by form."""
    places = [
        (form.get("action"), form.get("id"))
        for form in document.iter("form")
        if form.get("method") == "post" and _is_written_in(form)
    ]
    assert len(places) == len(set(places)), f"forms that cannot be told apart: {places}"


def _is_written_in(form: Any) -> bool:
    texts = [field for field in form.iter("input") if field.get("type", "text") in {"text", "url"}]
    return bool(texts or list(form.iter("textarea")))


def _review_ids(document: Any) -> None:
    """Check that ids are unique, and that what refers to an id finds it."""
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    for element in document.iter():
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls"):
            for reference in (element.get(attribute) or "").split():
                assert reference in ids, f"{attribute} refers to nothing: {reference}"
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and len(target) > 1:
            assert target[1:] in ids, f"a link to nothing: {target}"
