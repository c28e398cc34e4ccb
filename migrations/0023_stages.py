"""A round has a list of stages: visits among them, and which of them names the nominees."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("shortlist", "visit", "final")
KINDS_BEFORE = ("shortlist", "final")
STATES = (
    *("waiting", "declaring", "scoring", "deliberation"),
    *("planned", "under_way"),
    "concluded",
)
STATES_BEFORE = tuple(state for state in STATES if state not in {"planned", "under_way"})


def upgrade() -> None:
    _allow("kind", KINDS_BEFORE, KINDS)
    _allow("state", STATES_BEFORE, STATES)
    # Added in place: so much refers to a stage that its table is not made anew.
    op.execute(
        "ALTER TABLE stages ADD COLUMN nominees VARCHAR(20) DEFAULT 'not_here' NOT NULL "
        "CONSTRAINT ck_stages_nominees CHECK (nominees IN ('not_here', 'later', 'at_once'))"
    )
    op.add_column("stages", sa.Column("questions", sa.Text(), nullable=False, server_default="[]"))
    # Those who went on from a shortlist were the nominees, and that was told with the winner.
    op.execute("UPDATE stages SET nominees = 'later' WHERE kind = 'shortlist'")
    op.create_table(
        "visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=True),
        sa.Column("place", sa.String(200), nullable=False, server_default=sa.text("''")),
        sa.Column("held_at", MOMENT, nullable=True),
        sa.Column("held_by_id", sa.Integer(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False, server_default="[]"),
        *_keys("visits", stage_id="stages", nomination_id="nominations", held_by_id="accounts"),
        sa.CheckConstraint(
            "(held_at IS NULL) = (held_by_id IS NULL)",
            name=op.f("ck_visits_somebody_says_it_was_made"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint(
            "stage_id", "nomination_id", name=op.f("uq_visits_stage_id_nomination_id")
        ),
    )
    op.create_index(op.f("ix_visits_nomination_id"), "visits", ["nomination_id"])
    op.create_table(
        "visit_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("went", sa.Boolean(), nullable=False),
        *_of_a_visit("visit_members"),
    )
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        *_of_a_visit("observations"),
    )


def _allow(column: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a column of stages hold other values.

    SQLite has no statement for it. This is the way that its makers describe for checks that change
    nothing in what is stored: https://www.sqlite.org/lang_altertable.html#otheralter
    """
    old, new = (f"{column} IN ({', '.join(map(repr, values))})" for values in (before, after))
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(f"ck_stages_{column}"), "stages", type_="check")
        op.create_check_constraint(op.f(f"ck_stages_{column}"), "stages", new)
        return
    op.execute("PRAGMA writable_schema = ON")
    op.get_bind().execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :old, :new)"
            " WHERE type = 'table' AND name = 'stages'"
        ),
        {"old": old, "new": new},
    )
    version = op.get_bind().scalar(sa.text("PRAGMA schema_version"))
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = RESET")


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def _of_a_visit(table: str) -> list[sa.schema.SchemaItem]:
    return [
        *_keys(table, visit_id="visits", appointment_id="appointments"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "visit_id", "appointment_id", name=op.f(f"uq_{table}_visit_id_appointment_id")
        ),
    ]


def downgrade() -> None:
    for table in ("observations", "visit_members", "visits"):
        op.drop_table(table)
    op.drop_column("stages", "questions")
    op.drop_column("stages", "nominees")
    # Visits go on as the kind of stage that they are most like: one from which some are named.
    op.execute(
        "UPDATE stages SET kind = 'shortlist', state = CASE state WHEN 'planned' THEN 'waiting'"
        " WHEN 'under_way' THEN 'deliberation' ELSE state END WHERE kind = 'visit'"
    )
    _allow("state", STATES, STATES_BEFORE)
    _allow("kind", KINDS, KINDS_BEFORE)
