"""Ballots of a final, and what a stage is decided by."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    # By itself: SQLite would write the whole table anew, triggers and all, for a named check.
    op.execute(
        "ALTER TABLE stages ADD COLUMN decided_by VARCHAR(20) DEFAULT 'scores' NOT NULL "
        "CONSTRAINT ck_stages_decided_by CHECK (decided_by IN ('scores', 'ballot'))"
    )
    op.create_table(
        "ballots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("draft_ranks", sa.JSON(), nullable=False),
        sa.Column("draft_abstention", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("sealed_at", MOMENT, nullable=True),
        sa.Column("revision_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(sealed_at IS NULL) = (revision_count = 0)",
            name=op.f("ck_ballots_sealed_has_a_revision"),
        ),
        *_keys("ballots", stage_id="stages", appointment_id="appointments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint(
            "stage_id", "appointment_id", name=op.f("uq_ballots_stage_id_appointment_id")
        ),
    )
    op.create_table(
        "ballot_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ranks", sa.JSON(), nullable=False),
        sa.Column("abstention", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("could_see_others", sa.Boolean(), nullable=False),
        sa.Column("sealed_at", MOMENT, nullable=False),
        sa.Column("sealed_by_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        *_keys("ballot_revisions", ballot_id="ballots", sealed_by_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_revisions")),
        sa.UniqueConstraint(
            "ballot_id", "number", name=op.f("uq_ballot_revisions_ballot_id_number")
        ),
    )
    _keep("ballot_revisions")


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


def downgrade() -> None:
    op.drop_table("ballot_revisions")
    op.drop_table("ballots")
    op.drop_column("stages", "decided_by")
