"""Meetings of a jury: agenda, attendance, notes, motions, votes, minutes; what the rulebook asks."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = (
    *("meeting_items", "meeting_turns", "attendance_notes", "meeting_notes"),
    *("motions", "divisions", "votes"),
    *("minutes_versions", "minutes_answers", "minutes_locks"),
)


def upgrade() -> None:
    # Rounds of before keep their rule.
    for name in ("asks_for_meeting", "casting_vote"):
        op.add_column(
            "rulebooks", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    _meetings()
    _course()
    _votes()
    _minutes()
    for table in APPEND_ONLY:
        _keep(table)


def _meetings() -> None:
    _table(
        "meetings",
        *_key("meetings", "stage_id", "stages"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ordering", sa.String(20), nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        *_key("meetings", "secretary_id", "appointments", nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        *_key("meetings", "opened_by_id", "accounts"),
        sa.Column("closed_at", MOMENT, nullable=True),
        *_key("meetings", "closed_by_id", "accounts", nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by_id IS NULL)",
            name=op.f("ck_meetings_somebody_says_it_is_over"),
        ),
        sa.CheckConstraint("ordering IN ('ranked', 'drawn')", name=op.f("ck_meetings_ordering")),
        _unique("meetings", "stage_id", "number"),
    )
    op.create_index(
        "uq_meetings_one_open",
        "meetings",
        ["stage_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    _table(
        "meeting_items",
        *_key("meeting_items", "meeting_id", "meetings"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_key("meeting_items", "nomination_id", "nominations"),
        _unique("meeting_items", "meeting_id", "position"),
        _unique("meeting_items", "meeting_id", "nomination_id"),
    )


def _course() -> None:
    _table(
        "meeting_turns",
        *_key("meeting_turns", "meeting_id", "meetings"),
        *_key("meeting_turns", "item_id", "meeting_items", nullable=True),
        *_signed("meeting_turns", "turned"),
    )
    _table(
        "attendance_notes",
        *_key("attendance_notes", "meeting_id", "meetings"),
        *_key("attendance_notes", "appointment_id", "appointments"),
        *_key("attendance_notes", "item_id", "meeting_items", nullable=True),
        sa.Column("mode", sa.String(20), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        *_signed("attendance_notes", "noted"),
        sa.CheckConstraint(
            "mode IN ('room', 'remote', 'out')", name=op.f("ck_attendance_notes_mode")
        ),
    )
    for table in ("meeting_turns", "attendance_notes"):
        op.create_index(op.f(f"ix_{table}_meeting_id"), table, ["meeting_id"])
    _table(
        "meeting_notes",
        *_key("meeting_notes", "meeting_id", "meetings"),
        *_key("meeting_notes", "item_id", "meeting_items", nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_signed("meeting_notes", "written"),
        _unique("meeting_notes", "meeting_id", "item_id", "number"),
    )


def _votes() -> None:
    _table(
        "motions",
        *_key("motions", "meeting_id", "meetings"),
        *_key("motions", "item_id", "meeting_items", nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_key("motions", "moved_by_id", "appointments", nullable=True),
        *_signed("motions", "put"),
        _unique("motions", "meeting_id", "number"),
    )
    _table(
        "divisions",
        *_key("divisions", "motion_id", "motions"),
        *_key("divisions", "leader_id", "appointments", nullable=True),
        sa.Column("is_carried", sa.Boolean(), nullable=False),
        sa.Column("by_casting", sa.Boolean(), nullable=False),
        *_signed("divisions", "taken"),
        _unique("divisions", "motion_id"),
    )
    _table(
        "votes",
        *_key("votes", "division_id", "divisions"),
        *_key("votes", "appointment_id", "appointments"),
        sa.Column("choice", sa.String(20), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.CheckConstraint("choice IN ('for', 'against', 'abstain')", name=op.f("ck_votes_choice")),
        _unique("votes", "division_id", "appointment_id"),
    )


def _minutes() -> None:
    _table(
        "minutes_versions",
        *_key("minutes_versions", "meeting_id", "meetings"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        *_signed("minutes_versions", "written"),
        _unique("minutes_versions", "meeting_id", "number"),
    )
    _table(
        "minutes_answers",
        *_key("minutes_answers", "version_id", "minutes_versions"),
        *_key("minutes_answers", "appointment_id", "appointments"),
        sa.Column("approves", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_signed("minutes_answers", "answered"),
        sa.CheckConstraint(
            "approves OR reason != ''", name=op.f("ck_minutes_answers_a_refusal_has_a_reason")
        ),
    )
    op.create_index(op.f("ix_minutes_answers_version_id"), "minutes_answers", ["version_id"])
    _table(
        "minutes_locks",
        *_key("minutes_locks", "version_id", "minutes_versions"),
        *_signed("minutes_locks", "locked"),
        _unique("minutes_locks", "version_id"),
    )


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _key(table: str, column: str, to: str, *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, sa.Integer(), nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}")),
    ]


def _signed(table: str, verb: str) -> list[sa.schema.SchemaItem]:
    """Say when something was done, and by whom."""
    return [
        sa.Column(f"{verb}_at", MOMENT, nullable=False),
        *_key(table, f"{verb}_by_id", "accounts"),
    ]


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


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
    for table in reversed(APPEND_ONLY):
        op.drop_table(table)
    op.drop_table("meetings")
    for name in ("casting_vote", "asks_for_meeting"):
        op.drop_column("rulebooks", name)
