"""The call's own text; whether a round goes on; why it was paused or cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXTS = ("call_intro", "call_who", "call_how", "writing_aids", "residents_warning")


def upgrade() -> None:
    # Added in place: other tables refer to rounds, and moves are append-only.
    op.execute(
        "ALTER TABLE rounds ADD COLUMN course VARCHAR(20) DEFAULT 'running' NOT NULL "
        "CONSTRAINT ck_rounds_course CHECK (course IN ('running', 'paused', 'cancelled'))"
    )
    for name in TEXTS:
        op.add_column(
            "rounds", sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
        )
    op.add_column(
        "round_moves",
        sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''")),
    )


def downgrade() -> None:
    op.drop_column("round_moves", "reason")
    for name in (*reversed(TEXTS), "course"):
        op.drop_column("rounds", name)
