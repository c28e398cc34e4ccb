"""Keep what is written in a draft where a municipality is chosen, also when it names none."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "candidates",
        sa.Column("is_unclear", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    # What was written stays, as the name of another body: nothing of a draft is lost.
    op.drop_column("candidates", "is_unclear")
