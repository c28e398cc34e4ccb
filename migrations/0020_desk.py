"""The secretariat's desk, and the public side of a call: notes, checks, messages, questions."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("nomination_notes", "residents_checks", "draft_messages")
CONTACT = (("contact_name", 200), ("contact_email", 254), ("contact_phone", 40))


def upgrade() -> None:
    _notes()
    _checks()
    _messages()
    _tellings()
    _questions()
    _subscriptions()
    for table in APPEND_ONLY:
        _keep(table)
    # Added in place: other tables refer to rounds.
    for name, length in CONTACT:
        op.add_column(
            "rounds",
            sa.Column(name, sa.String(length), nullable=False, server_default=sa.text("''")),
        )


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _key(table: str, column: str, to: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, sa.Integer(), nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}")),
    ]


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _notes() -> None:
    table = "nomination_notes"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "nomination_id", "nominations"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        *_key(table, "written_by_id", "accounts", nullable=True),
    )
    _index(table, "nomination_id")


def _checks() -> None:
    table = "residents_checks"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "version_id", "nomination_versions"),
        sa.Column("is_clear", sa.Boolean(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        *_key(table, "checked_by_id", "accounts", nullable=True),
    )
    _index(table, "version_id")


def _messages() -> None:
    table = "draft_messages"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "round_id", "rounds"),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("receivers", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        *_key(table, "sent_by_id", "accounts", nullable=True),
        sa.UniqueConstraint("token", name=op.f(f"uq_{table}_token")),
    )
    _index(table, "round_id")


def _tellings() -> None:
    table = "tellings"
    op.create_table(
        table,
        *_id(table),
        sa.Column("nonce", sa.String(32), nullable=False),
        *_key(table, "nomination_id", "nominations"),
        *_key(table, "version_id", "nomination_versions"),
        sa.Column("candidate", sa.String(400), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        *_key(table, "told_by_id", "accounts", nullable=True),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answer", sa.String(20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("answer IN ('confirmed', 'declined')", name=op.f(f"ck_{table}_answer")),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)",
            name=op.f(f"ck_{table}_answered_when_there_is_an_answer"),
        ),
    )
    _index(table, "nomination_id")


def _questions() -> None:
    table = "public_questions"
    op.create_table(
        table,
        *_id(table),
        *_key(table, "round_id", "rounds"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        *_key(table, "answered_by_id", "accounts", nullable=True),
        sa.Column("set_aside_at", MOMENT, nullable=True),
        *_key(table, "set_aside_by_id", "accounts", nullable=True),
    )
    op.create_index(op.f(f"ix_{table}_round_id_answered_at"), table, ["round_id", "answered_at"])


def _subscriptions() -> None:
    table = "subscriptions"
    op.create_table(
        table,
        *_id(table),
        sa.Column("nonce", sa.String(32), nullable=False),
        *_key(table, "prize_id", "prizes"),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("mailbox", sa.String(254), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.UniqueConstraint("prize_id", "mailbox", name=op.f(f"uq_{table}_prize_id_mailbox")),
    )


def _keep(table: str) -> None:
    """Have the database itself refuse to change or delete what is on record."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    for name, _length in reversed(CONTACT):
        op.drop_column("rounds", name)
    for table in (
        *("subscriptions", "public_questions", "tellings"),
        *reversed(APPEND_ONLY),
    ):
        op.drop_table(table)
