"""Reminders, exceptions for seats, emergency looks; telephones; from when others' sheets are seen."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("reminders", "seat_exceptions", "emergency_looks")


def upgrade() -> None:
    _reminders()
    _exceptions()
    _looks()
    for table in APPEND_ONLY:
        _keep(table)
    # Added in place: other tables refer to these, and triggers stand on them.
    op.add_column(
        "accounts",
        sa.Column("phone", sa.String(40), nullable=False, server_default=sa.text("''")),
    )
    op.execute(
        "ALTER TABLE rulebooks ADD COLUMN sees_others VARCHAR(20) DEFAULT 'deliberation' NOT NULL "
        "CONSTRAINT ck_rulebooks_sees_others CHECK (sees_others IN ('deliberation', 'own_sheet'))"
    )


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _key(table: str, column: str, to: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, sa.Integer(), nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}")),
    ]


def _reminders() -> None:
    table = "reminders"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "stage_id", "stages"),
        *_key(table, "appointment_id", "appointments"),
        sa.Column("undeclared", sa.Integer(), nullable=False),
        sa.Column("lacking", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(80), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        *_key(table, "sent_by_id", "accounts", nullable=True),
        sa.UniqueConstraint(
            "shown", "appointment_id", name=op.f(f"uq_{table}_shown_appointment_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_stage_id"), table, ["stage_id"])


def _exceptions() -> None:
    table = "seat_exceptions"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "stage_id", "stages"),
        *_key(table, "nomination_id", "nominations"),
        *_key(table, "seat_id", "seats"),
        sa.Column("is_lifted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        *_key(table, "made_by_id", "accounts", nullable=True),
    )
    op.create_index(op.f(f"ix_{table}_stage_id"), table, ["stage_id"])


def _looks() -> None:
    table = "emergency_looks"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "stage_id", "stages"),
        *_key(table, "nomination_id", "nominations", nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=False),
        *_key(table, "looked_by_id", "accounts", nullable=True),
    )
    op.create_index(op.f(f"ix_{table}_stage_id"), table, ["stage_id"])


def _keep(table: str) -> None:
    """Have the database itself refuse to change or delete what is on record."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_column("rulebooks", "sees_others")
    op.drop_column("accounts", "phone")
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
