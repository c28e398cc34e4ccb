"""Taking away rows that nothing needs any more, a few at a time: no other job has to."""

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

AT_ONCE = 100


def take_away(
    session: Session, row_id: InstrumentedAttribute[int], is_old: ColumnElement[bool]
) -> None:
    """Delete some of the old rows of a table; those that somebody else has locked stay.

    Args:
        session: where.
        row_id: the table's column of numbers.
        is_old: which rows are old.

    """
    found = select(row_id).where(is_old).limit(AT_ONCE).with_for_update(skip_locked=True)
    old = session.scalars(found).all()
    if old:
        session.execute(delete(row_id.class_).where(row_id.in_(old)))
