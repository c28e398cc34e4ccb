"""A workbook that was read, carried in the form from its preview to what stores it.

Signed for one person, round and stage, and good for some hours: nobody else can store it, nothing
of it lies on the server, and whatever it says is asked and compared anew when it comes.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from app.models import Round
from app.rules.workbooks import Mark, SheetRead
from app.services.work import Work

FIELD = "carried_workbook"
GOOD_FOR = 6 * 60 * 60
"""So many seconds."""
MOST = 1_500_000
"""So long it may be: a form is no longer than two megabytes."""


class TooMuchError(ValueError):
    """There is more in it than a form carries."""


class ExpiredError(ValueError):
    """It was not packed here for her, or too long ago."""


def pack(work: Work, award_round: Round, sheets: Sequence[SheetRead]) -> str:
    """Pack what was read.

    Raises:
        TooMuchError: it is too long.

    """
    data = [asdict(sheet) for sheet in sheets]
    packed: str = _signer(work, award_round).dumps(data)
    if len(packed) > MOST:
        raise TooMuchError
    return packed


def unpack(work: Work, award_round: Round, packed: str) -> list[SheetRead]:
    """Unpack what was read.

    Raises:
        ExpiredError: it is none of hers, or too old.

    """
    try:
        data: list[dict[str, Any]] = _signer(work, award_round).loads(packed, max_age=GOOD_FOR)
    except BadData as error:
        raise ExpiredError from error
    return [SheetRead(**{**one, "mark": Mark(**one["mark"])}) for one in data]


def _signer(work: Work, award_round: Round) -> URLSafeTimedSerializer:
    stage = award_round.stage.id if award_round.stage else 0
    whose = f"workbook:{work.actor.account_id}:{award_round.id}:{stage}"
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=whose)
