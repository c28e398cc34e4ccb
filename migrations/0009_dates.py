"""Changes of a round's dates; why an announcement was moved; withdrawing after the decision."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DATES = ("opens", "deadline", "scoring", "deliberation", "announcement")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "date_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "date",
            sa.Enum(*DATES, name="date", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("before", MOMENT, nullable=True),
        sa.Column("after", MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_date_changes_round_id")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["accounts.id"], name=op.f("fk_date_changes_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_changes")),
    )
    op.create_index(op.f("ix_date_changes_round_id"), "date_changes", ["round_id"])
    # Added in place: what keeps the table append-only stays.
    op.add_column(
        "announcements",
        sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("nominations", sa.Column("withdrawn_late_at", MOMENT, nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER date_changes_no_{act.lower()} BEFORE {act} ON date_changes "
                "BEGIN SELECT RAISE(ABORT, 'date_changes is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER date_changes_append_only BEFORE UPDATE OR DELETE ON date_changes "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER date_changes_no_truncate BEFORE TRUNCATE ON date_changes "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_column("nominations", "withdrawn_late_at")
    op.drop_column("announcements", "reason")
    op.drop_index(op.f("ix_date_changes_round_id"), table_name="date_changes")
    op.drop_table("date_changes")
