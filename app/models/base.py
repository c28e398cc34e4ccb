"""What every table shares: names of constraints, moments in UTC, texts in several languages."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, DateTime, Enum, MetaData, String, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, QueryableAttribute
from sqlalchemy.types import TypeDecorator

from app.rules.texts import clean_all

Texts = dict[str, str]
"""One text by language: ``{"nb": …, "nn": …, "en": …}``."""


DIGEST = String(80).with_variant(String(64), "sqlite")
"""A digest with its form in front. On SQLite the columns are declared as they were before forms:
it takes texts of any length, and a column that stands there is changed by no migration.
"""


class NoTexts(ColumnElement[Any]):
    """What rows that were there before a column of texts hold in it, as each database says it."""

    inherit_cache = True
    type = JSON()


@compiles(NoTexts)
def _no_texts(_element: NoTexts, _compiler: Any, **_given: Any) -> str:
    return "'{}'"


@compiles(NoTexts, "postgresql")
def _no_texts_typed(_element: NoTexts, _compiler: Any, **_given: Any) -> str:
    return "'{}'::json"


class Moment(TypeDecorator[datetime]):
    """A point in time. Always aware and in UTC in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; refuse a moment whose zone nobody knows."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """Plain data kept as text: a column of it can be added in place, with a default."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """Write the data."""
        return json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Read the data."""
        return json.loads(value or "null")


class Model(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: Moment,
        Texts: JSON,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
        list[Texts]: JSON,
        dict[str, list[str]]: JSON,
    }


@event.listens_for(Model, "attribute_instrument", propagate=True)
def _keep_clean(_model: type[Model], _key: str, attribute: QueryableAttribute[Any]) -> None:
    """Have every text that a row is given cleaned, whoever gives it: page, command or seed."""
    columns = getattr(attribute.property, "columns", ())
    if any(isinstance(column.type, (String, JSON)) for column in columns):
        event.listen(attribute, "set", _cleaned, retval=True)


def _cleaned(_row: Model, value: Any, _old: Any, _initiator: Any) -> Any:
    return clean_all(value)


def choice(kind: type[StrEnum], name: str) -> Enum:
    """Give a column of one of the values of an enum, guarded by a check in the database."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )
