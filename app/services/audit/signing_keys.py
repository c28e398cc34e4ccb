"""What events vouch for of the keys that bundles are signed by: the installation's chain."""

from collections.abc import Sequence

from sqlalchemy import select

from app.models import SigningKey
from app.services.audit.matching import Check, says, subject, titled
from app.services.audit.prizes import NO_ROUND

CHECKS: Sequence[Check] = (
    Check(
        kinds={"key.made"},
        rows=select(*SigningKey.__table__.columns, subject("key", SigningKey.id), NO_ROUND),
        name=titled("the signing key {id}"),
        agrees=lambda event, row: (
            says(event, public=row.public)
            and (row.made_at, row.made_by_id) == (event.happened_at, event.actor_id)
        ),
    ),
)
