"""Who took part in a ruling and what it was on, acting chairs, and who is away in a stage."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("ruling_participants", "chair_elections", "absences")


def upgrade() -> None:
    with op.batch_alter_table("rulings") as rulings:
        rulings.add_column(sa.Column("declaration_id", sa.Integer(), nullable=True))
        rulings.add_column(
            sa.Column("lacks_quorum", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        rulings.create_foreign_key(
            op.f("fk_rulings_declaration_id"), "declarations", ["declaration_id"], ["id"]
        )
    _keep_rulings()
    op.create_table(
        "ruling_participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ruling_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        *_keys("ruling_participants", ruling_id="rulings", appointment_id="appointments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling_participants")),
        sa.UniqueConstraint(
            "ruling_id",
            "appointment_id",
            name=op.f("uq_ruling_participants_ruling_id_appointment_id"),
        ),
    )
    op.create_table(
        "chair_elections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=True),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("elected_at", MOMENT, nullable=False),
        sa.Column("elected_by_id", sa.Integer(), nullable=True),
        *_keys("chair_elections", round_id="rounds", stage_id="stages"),
        *_keys("chair_elections", nomination_id="nominations", appointment_id="appointments"),
        *_keys("chair_elections", elected_by_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chair_elections")),
    )
    op.create_index(op.f("ix_chair_elections_round_id"), "chair_elections", ["round_id"])
    op.create_index(
        op.f("ix_chair_elections_appointment_id"), "chair_elections", ["appointment_id"]
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("is_away", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        *_keys("absences", stage_id="stages", appointment_id="appointments"),
        *_keys("absences", noted_by_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_stage_id"), "absences", ["stage_id"])
    for table in APPEND_ONLY:
        _keep(table)


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def _keep(table: str) -> None:
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


def _keep_rulings() -> None:
    """Put back what keeps rulings: on SQLite the table is made anew, and loses its triggers."""
    if op.get_bind().dialect.name == "sqlite":
        _keep("rulings")


def downgrade() -> None:
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
    with op.batch_alter_table("rulings") as rulings:
        rulings.drop_constraint(op.f("fk_rulings_declaration_id"), type_="foreignkey")
        rulings.drop_column("lacks_quorum")
        rulings.drop_column("declaration_id")
    _keep_rulings()
