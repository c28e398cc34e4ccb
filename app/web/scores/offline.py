"""What a juror takes along and brings back: the reading book, the workbook, her own scores."""

from flask import Response

from app.documents import books as documents
from app.rules.access import Permission
from app.services import books, rounds
from app.web.guards import needs
from app.web.scores import book as book_page
from app.web.scores.routes import blueprint
from app.web.transaction import work


@blueprint.get("/priser/<round:slug>/vurdering/leseheftet.pdf")
@needs(Permission.READ_AS_JURY)
def book(slug: str) -> Response:
    """Give all that she may read as one document."""
    award_round = rounds.by_slug(work().session, slug)
    found = books.gather(work(), award_round)
    data = book_page.lay_out(work(), award_round, found)
    made_at = max(one.versions[-1].submitted_at for one in found.nominations)
    response = Response(documents.book(data, made_at), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.pdf"'
    return response
