"""Handing in again: windows of single nominations, candidates not handed in, statements of support."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FAST = "nomination_id, move_id, kind, sections, deadline_at"
"""What is never changed of an opening; that it ended is noted."""


def upgrade() -> None:
    op.create_table(
        "openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("deadline_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        *_keys("openings", nomination_id="nominations", move_id="nomination_moves"),
        sa.CheckConstraint("kind IN ('return', 'exception')", name=op.f("ck_openings_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
        sa.UniqueConstraint("move_id", name=op.f("uq_openings_move_id")),
    )
    op.create_index(
        op.f("ix_openings_nomination_id"),
        "openings",
        ["nomination_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    _keep_openings()
    op.create_table(
        "supports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("body", sa.String(200), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("approved_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("taken_back_at", MOMENT, nullable=True),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        *_keys("supports", nomination_id="nominations"),
        *_keys("supports", asked_by_id="accounts", taken_back_by_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supports")),
    )
    op.create_index(op.f("ix_supports_nomination_id"), "supports", ["nomination_id"])
    # Added in place: other tables refer to these.
    op.add_column("nominations", sa.Column("written_candidates", sa.JSON(), nullable=True))
    op.add_column(
        "rounds", sa.Column("takes_support", sa.Boolean(), nullable=False, server_default=sa.true())
    )


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def _keep_openings() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, act in (("update", f"UPDATE OF {FAST}"), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER openings_no_{name} BEFORE {act} ON openings "
                "BEGIN SELECT RAISE(ABORT, 'openings is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER openings_append_only BEFORE UPDATE OF {FAST} OR DELETE ON openings "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER openings_no_truncate BEFORE TRUNCATE ON openings "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_column("rounds", "takes_support")
    op.drop_column("nominations", "written_candidates")
    op.drop_table("supports")
    op.drop_table("openings")
