"""Say of a message why it waits, who is sending it and why it stopped; keep how sending goes.

Until now one column held both a claim and the pause after a failure, and every eighth failure, also
for want of a server, gave a message up for good.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

GIVEN_UP_BEFORE = 8
"""So many attempts the version before makes."""


def upgrade() -> None:
    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ran_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_sending_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
    )
    with op.batch_alter_table("notices") as table:
        table.add_column(sa.Column("claimed_by", sa.String(32), nullable=True))
        table.add_column(sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("stopped", sa.String(20), nullable=True))
    # Nobody sends while the database is brought up: what looks like a claim is a pause.
    op.execute("UPDATE notices SET retry_at = claimed_until, claimed_until = NULL")
    op.execute(
        sa.text(
            "UPDATE notices SET stopped = 'given_up', retry_at = NULL "
            "WHERE sent_at IS NULL AND attempts >= :most"
        ).bindparams(most=GIVEN_UP_BEFORE)
    )
    with op.batch_alter_table("notices") as table:
        table.create_check_constraint(
            op.f("ck_notices_stopped"), sa.column("stopped").in_(("given_up", "account_closed"))
        )
        table.create_check_constraint(
            op.f("ck_notices_sent_or_stopped"), "sent_at IS NULL OR stopped IS NULL"
        )
        table.create_check_constraint(
            op.f("ck_notices_claimed_by_somebody"),
            "(claimed_by IS NULL) = (claimed_until IS NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("notices") as table:
        table.drop_constraint(op.f("ck_notices_claimed_by_somebody"), type_="check")
        table.drop_constraint(op.f("ck_notices_sent_or_stopped"), type_="check")
        table.drop_constraint(op.f("ck_notices_stopped"), type_="check")
    op.execute("UPDATE notices SET claimed_until = retry_at")
    # The version before knows one way to stop: after so many attempts.
    op.execute(
        sa.text("UPDATE notices SET attempts = :most WHERE stopped IS NOT NULL").bindparams(
            most=GIVEN_UP_BEFORE
        )
    )
    with op.batch_alter_table("notices") as table:
        table.drop_column("stopped")
        table.drop_column("retry_at")
        table.drop_column("claimed_by")
    op.drop_table("sending")
