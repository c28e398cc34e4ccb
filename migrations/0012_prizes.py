"""Prizes are edited, closed and opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "prizes", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    op.add_column("prizes", sa.Column("closed_at", MOMENT, nullable=True))
    op.create_table(
        "prize_closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("prize_id", sa.Integer(), nullable=False),
        sa.Column("reopens", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["prize_id"], ["prizes.id"], name=op.f("fk_prize_closings_prize_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["accounts.id"], name=op.f("fk_prize_closings_made_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_closings")),
    )
    op.create_index(op.f("ix_prize_closings_prize_id"), "prize_closings", ["prize_id"])
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER prize_closings_no_{act.lower()} BEFORE {act} ON prize_closings "
                "BEGIN SELECT RAISE(ABORT, 'prize_closings is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER prize_closings_append_only BEFORE UPDATE OR DELETE ON prize_closings "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER prize_closings_no_truncate BEFORE TRUNCATE ON prize_closings "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_prize_closings_prize_id"), table_name="prize_closings")
    op.drop_table("prize_closings")
    op.drop_column("prizes", "closed_at")
    op.drop_column("prizes", "version")
