"""What scores rest on; sheets on paper that the secretariat enters and the juror confirms."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ANSWERS = ("confirmed", "corrected", "refused", "withdrawn")
FAST = "stage_id, nomination_id, appointment_id, scores, grounds, salt, entered_at, entered_by_id"
"""What is never changed of a sheet that was entered; what became of it is noted."""
LAST = "answer, answered_at, answered_by_id, reason, revision_id"
"""What is noted once."""


def upgrade() -> None:
    # Added in place: these rows are on record, and other tables refer to them.
    op.add_column("score_sheets", _evidence("draft_evidence"))
    op.add_column("score_revisions", _evidence("evidence"))
    op.create_table(
        "paper_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(*ANSWERS, name="answer", native_enum=False, create_constraint=True, length=20),
            nullable=True,
        ),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        *_keys("paper_sheets", stage_id="stages", nomination_id="nominations"),
        *_keys("paper_sheets", appointment_id="appointments", entered_by_id="accounts"),
        *_keys("paper_sheets", answered_by_id="accounts", revision_id="score_revisions"),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_paper_sheets_answered_when_there_is_an_answer"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheets")),
    )
    op.create_index(
        op.f("ix_paper_sheets_waiting"),
        "paper_sheets",
        ["stage_id", "nomination_id", "appointment_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    _keep()


def _evidence(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="{}")


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def _keep() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, act in (
            ("update", f"UPDATE OF {FAST} ON paper_sheets"),
            ("delete", "DELETE ON paper_sheets"),
            ("answer", f"UPDATE OF {LAST} ON paper_sheets WHEN OLD.answered_at IS NOT NULL"),
        ):
            op.execute(
                f"CREATE TRIGGER paper_sheets_no_{name} BEFORE {act} "
                "BEGIN SELECT RAISE(ABORT, 'paper_sheets is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER paper_sheets_append_only BEFORE UPDATE OF {FAST} OR DELETE "
        "ON paper_sheets FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER paper_sheets_one_answer BEFORE UPDATE OF {LAST} ON paper_sheets "
        "FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER paper_sheets_no_truncate BEFORE TRUNCATE ON paper_sheets "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_table("paper_sheets")
    op.drop_column("score_revisions", "evidence")
    op.drop_column("score_sheets", "draft_evidence")
