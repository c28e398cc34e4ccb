"""Attachments: a kind of question, the files that answer it, and what they are attached to."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BEFORE = (
    *("short_text", "long_text", "number", "choice", "choices"),
    *("date", "url", "contact", "confirm"),
)
SCANS = ("unscanned", "waiting", "clean", "infected")


def upgrade() -> None:
    _questions((*BEFORE, "attachment"))
    # Added in place, as text: what a question takes, or nothing.
    op.add_column("questions", sa.Column("files", sa.Text(), nullable=False, server_default="{}"))
    scans = sa.Enum(*SCANS, name="scan", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.Column("scan", scans, nullable=False),
        sa.Column("scanned_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_files")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("shown_sha256", sa.String(64), nullable=False),
        sa.Column("attached_at", MOMENT, nullable=False),
        sa.Column("attached_by_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        *(
            sa.ForeignKeyConstraint([own], [there], name=op.f(f"fk_attachments_{own}"))
            for own, there in (
                ("nomination_id", "nominations.id"),
                ("sha256", "files.sha256"),
                ("shown_sha256", "files.sha256"),
                ("attached_by_id", "accounts.id"),
            )
        ),
    )
    for column in ("nomination_id", "sha256", "shown_sha256"):
        op.create_index(op.f(f"ix_attachments_{column}"), "attachments", [column])
    _keep()


def _questions(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("questions") as table:
        table.drop_constraint(op.f("ck_questions_kind"), type_="check")
        table.create_check_constraint(op.f("ck_questions_kind"), f"kind IN ({listed})")


def _keep() -> None:
    """Let nobody change or take away what was attached."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER attachments_no_{act.lower()} BEFORE {act} ON attachments "
                "BEGIN SELECT RAISE(ABORT, 'attachments is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER attachments_append_only BEFORE UPDATE OR DELETE ON attachments "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER attachments_no_truncate BEFORE TRUNCATE ON attachments "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_table("attachments")
    op.drop_table("files")
    op.drop_column("questions", "files")
    # The question stays, to be answered in words by whoever wants to; its files are in the store.
    op.execute(
        "UPDATE questions SET kind = 'short_text', required = false WHERE kind = 'attachment'"
    )
    _questions(BEFORE)
