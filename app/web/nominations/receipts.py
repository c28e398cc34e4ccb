"""The receipts of a nomination: as a page, as a document, and the exact text behind each."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.documents import receipts as documents
from app.models import Nomination, NominationVersion
from app.rules.access import Permission
from app.rules.numbers import row_number
from app.services import digests
from app.services.nominations import receipts
from app.services.work import NotFoundError
from app.web.guards import needs
from app.web.nominations import receipt_page
from app.web.nominations.routes import blueprint, own
from app.web.transaction import work
from app.words.nominations import receipts as words
from app.words.nominations.receipts import Receipt


@blueprint.get("/forslag/<int:nomination_id>/kvittering")
@needs(Permission.READ_OWN_NOMINATION)
def receipt(nomination_id: int) -> str | Response:
    """Show what was handed in, when, and how one can check it: the last time, or an earlier one."""
    nomination, award_round = own(nomination_id)
    if not nomination.versions:
        return redirect(url_for("nominations.review", nomination_id=nomination_id))
    wanted = request.args.get("versjon")
    version = receipt_page.version_of(nomination, row_number(wanted) or 0 if wanted else None)
    if request.args.get("format") == "json":
        return _exact_text(nomination, version)
    return render_template(
        "nominations/receipt.html",
        nomination=nomination,
        award_round=award_round,
        page=receipt_page.receipt_page(work(), nomination, award_round, version),
        recipe=words.recipe(),
        summed=words.what_is_summed(),
    )


@blueprint.get("/forslag/<int:nomination_id>/kvittering/<int:number>/svar/<key>.txt")
@needs(Permission.READ_OWN_NOMINATION)
def exact_part(nomination_id: int, number: int, key: str) -> Response:
    """Give one part of what was handed in, byte for byte what its digest is of."""
    nomination, _award_round = own(nomination_id)
    version = receipt_page.version_of(nomination, number)
    part = next((one for one in receipts.parts(version) if one.key == key), None)
    if part is None:
        raise NotFoundError(key)
    name = f"{nomination.reference}-{version.number}-{key}.txt"
    return _file(part.exact, "text/plain; charset=utf-8", name)


@blueprint.get("/forslag/<int:nomination_id>/kvittering/<int:number>.pdf")
@needs(Permission.READ_OWN_NOMINATION)
def receipt_document(nomination_id: int, number: int) -> Response:
    """Give a receipt as a document."""
    nomination, award_round = own(nomination_id)
    version = receipt_page.version_of(nomination, number)
    page = receipt_page.receipt_page(work(), nomination, award_round, version)
    made = documents.receipt(
        Receipt(nomination, award_round, version, page.reading, page.sender, page.digests)
    )
    return _file(made, "application/pdf", f"{nomination.reference}-{version.number}.pdf")


def _exact_text(nomination: Nomination, version: NominationVersion) -> Response:
    """Give what was handed in, byte for byte what the digest is of."""
    exact = digests.text(version.digest, version.content)
    return _file(exact, "application/json", f"{nomination.reference}-{version.number}.json")


def _file(content: bytes, kind: str, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
