"""Questions that are asked under a condition, and candidates of several kinds."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KINDS = ("municipality", "organisation", "place", "work", "person")
LISTED = '["municipality", "organisation"]'


def upgrade() -> None:
    with op.batch_alter_table("questions") as questions:
        questions.add_column(sa.Column("shown_if", sa.JSON(), nullable=False, server_default="{}"))
    # Added in place: so much refers to a round that its table is not made anew.
    for column in (
        sa.Column("candidate_kinds", sa.Text(), nullable=False, server_default=LISTED),
        sa.Column("candidate_needs", sa.Text(), nullable=False, server_default="{}"),
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
    # These defaults were for the rows that stood there.
    for name, column, kind in (
        ("questions", "shown_if", sa.JSON()),
        ("candidates", "details", sa.JSON()),
        ("candidates", "kind", sa.String(20)),
    ):
        with op.batch_alter_table(name) as table:
            table.alter_column(column, existing_type=kind, server_default=None)


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
    with op.batch_alter_table("questions") as questions:
        questions.drop_column("shown_if")
