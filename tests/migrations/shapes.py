"""What a database says of its tables."""

from typing import Any

from sqlalchemy import (
    Engine,
    inspect,
)


def shape(engine: Engine) -> dict[str, Any]:
    """Give what a database says of its tables: columns, keys, checks, indexes."""
    inspector = inspect(engine)
    return {
        name: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in inspector.get_columns(name)
            },
            "primary": sorted(inspector.get_pk_constraint(name)["constrained_columns"]),
            "checks": sorted(
                (check["name"] or "", check["sqltext"])
                for check in inspector.get_check_constraints(name)
            ),
            "unique": sorted(
                (key["name"] or "", key["column_names"])
                for key in inspector.get_unique_constraints(name)
            ),
            "foreign": sorted(
                (key["name"] or "", key["constrained_columns"], key["referred_table"])
                for key in inspector.get_foreign_keys(name)
            ),
            "indexes": sorted(
                (
                    index["name"] or "",
                    index["column_names"],
                    bool(index["unique"]),
                    str(index["dialect_options"].get(f"{engine.dialect.name}_where", "")),
                )
                for index in inspector.get_indexes(name)
            ),
        }
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }
