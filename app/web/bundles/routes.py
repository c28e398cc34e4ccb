"""Bundles of decisions: fetched by those who may, and checked by anybody."""

from flask import Blueprint, Response, current_app, render_template

from app.models import Round
from app.rules.access import Permission
from app.services import bundles, rounds, signing_keys
from app.verifying.assembling import verifier
from app.verifying.bundles import FULL, PUBLIC, file_name
from app.verifying.checking import check_bundle
from app.web import downloads, uploads
from app.web.bundles import page
from app.web.guards import needs, public
from app.web.prizes import at_hand
from app.web.transaction import work
from app.web.uploads import FileError

blueprint = Blueprint("bundles", __name__)
PATH = "/om/etterprov"
NOBODY = ("-",)
"""While no key is published, nothing is signed by one of ours."""


@blueprint.get(PATH)
@public
def show() -> str:
    """Tell how a decision can be checked, by which keys, and take a bundle."""
    return _page()


@blueprint.post(PATH)
@public
@uploads.takes_file
def check() -> str | tuple[str, int]:
    """Check the bundle that is sent. Nothing of it is stored."""
    try:
        content = uploads.sent("bundle", uploads.MOST)
    except FileError as error:
        return _page(fault=str(error)), 422
    keys = [signing_keys.fingerprint(key) for key in signing_keys.published(work().session)]
    found = check_bundle(content, keys or NOBODY, verifier())
    return _page(page.result_of(found))


@blueprint.get(f"{PATH}/verify.py")
@public
def program() -> Response:
    """Give the verifier, for whoever wants to check without this server."""
    return downloads.file(verifier(), "py", "verify")


@blueprint.get("/priser/<round:slug>/avgjorelse.zip")
@public
def fetch_public(slug: str) -> Response:
    """Give the bundle that everybody may have."""
    award_round = rounds.by_slug(work().session, slug)
    return _file(bundles.fetch_public(work(), award_round, _secret()), award_round, PUBLIC)


@blueprint.get("/priser/<round:slug>/avgjorelse/alt.zip")
@needs(Permission.FETCH_BUNDLE, Permission.FETCH_ANNOUNCED_BUNDLE)
def fetch(slug: str) -> Response:
    """Give the bundle with everything in it."""
    award_round = rounds.by_slug(work().session, slug)
    return _file(bundles.fetch(work(), award_round, _secret()), award_round, FULL)


def _secret() -> str:
    secret: str = current_app.config["HEDERSPRIS"].secret_key
    return secret


def _file(content: bytes, award_round: Round, form: str) -> Response:
    return downloads.file(content, "zip", file_name(award_round.slug, form).removesuffix(".zip"))


def _page(result: page.Result | None = None, fault: str = "") -> str:
    at_hand.asked()
    return render_template(
        "bundles/show.html",
        result=result,
        fault=fault,
        keys=page.keys_of(signing_keys.published(work().session)),
    )
