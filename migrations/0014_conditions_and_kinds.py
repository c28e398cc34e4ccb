"""Questions that are asked under a condition, and candidates of several kinds."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0011"
branch_labels = None
depends_on = None

KINDS = ("municipality", "organisation", "place", "work", "person")
LISTED = '["municipality", "organisation"]'


def upgrade() -> None:
    op.add_column(
        "questions", sa.Column("shown_if", sa.JSON(), nullable=False, server_default="{}")
    )
    for column in (
        sa.Column("candidate_kinds", sa.JSON(), nullable=False, server_default=LISTED),
        sa.Column("candidate_needs", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("most_candidates", sa.Integer(), nullable=False, server_default="5"),
        sa.Column("allows_own", sa.Boolean(), nullable=False, server_default=sa.true()),
    ):
        op.add_column("rounds", column)
    kinds = sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=20)
    with op.batch_alter_table("candidates") as candidates:
        candidates.add_column(
            sa.Column("kind", kinds, nullable=False, server_default="organisation")
        )
        candidates.add_column(sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    # Nothing was of another kind before there were kinds.
    op.execute(
        "UPDATE candidates SET kind = 'municipality'"
        " WHERE municipality_id IS NOT NULL OR is_unclear"
    )


def downgrade() -> None:
    # A candidate of a new kind stays by its name, as another body; what else was said of it goes.
    op.execute(
        "UPDATE candidates SET municipality_id = NULL WHERE kind IN ('place', 'work', 'person')"
    )
    with op.batch_alter_table("candidates") as candidates:
        candidates.drop_constraint(op.f("ck_candidates_kind"), type_="check")
        candidates.drop_column("details")
        candidates.drop_column("kind")
    for name in ("allows_own", "most_candidates", "candidate_needs", "candidate_kinds"):
        op.drop_column("rounds", name)
    op.drop_column("questions", "shown_if")
