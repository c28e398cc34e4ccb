"""Keep analyses of the scores; let rulebooks say how ties are parted, and amend weights."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "analyses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(64), nullable=False),
        sa.Column("inputs_digest", sa.String(64), nullable=False),
        sa.Column("method_version", sa.String(10), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stages.id"], name="fk_analyses_stage_id"),
        sa.PrimaryKeyConstraint("id", name="pk_analyses"),
        sa.UniqueConstraint("stage_id", "stamp", name="uq_analyses_stage_id_stamp"),
    )
    # The rules of rounds that are under way stay as they were: the plain mean, and what the
    # product did with ties, which was nothing.
    with op.batch_alter_table("rulebooks") as table:
        table.add_column(sa.Column("tie_breaks", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("weights", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("created_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            "fk_rulebooks_created_by_id", "accounts", ["created_by_id"], ["id"]
        )
    with op.batch_alter_table("rulebooks") as table:
        table.alter_column("tie_breaks", server_default=None)
        table.alter_column("weights", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("rulebooks") as table:
        table.drop_constraint("fk_rulebooks_created_by_id", type_="foreignkey")
        table.drop_column("created_by_id")
        table.drop_column("weights")
        table.drop_column("tie_breaks")
    op.drop_table("analyses")
