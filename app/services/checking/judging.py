"""x"""

from collections.abc import Iterator

from sqlalchemy.orm import Session


def judging(session: Session) -> Iterator[str]:
    """X"""
    yield from ()
