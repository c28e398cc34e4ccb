"""Say *conflict* of what was called a tie, in the rows too; a tie is equal scores alone.

Events of the audit trail keep the names that they were recorded under: nothing on it is changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ANSWERS = {"no_ties": "no_conflict"}
NOTICES = {"tie_ruled": "conflict_ruled"}


def upgrade() -> None:
    _rename_answers(ANSWERS)
    _rename_notices(NOTICES)


def downgrade() -> None:
    _rename_answers({new: old for old, new in ANSWERS.items()})
    _rename_notices({new: old for old, new in NOTICES.items()})


def _rename_notices(names: dict[str, str]) -> None:
    for before, after in names.items():
        op.execute(
            sa.text(
                "UPDATE notices SET kind = :after, key = :after || substr(key, :length) "
                "WHERE kind = :before"
            ).bindparams(after=after, before=before, length=len(before) + 1)
        )


def _rename_answers(names: dict[str, str]) -> None:
    ((before, after),) = names.items()
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_sqlite(before, after)
        return
    op.execute("ALTER TABLE declarations DISABLE TRIGGER USER")
    op.drop_constraint(op.f("ck_declarations_answer"), "declarations")
    op.execute(
        sa.text("UPDATE declarations SET answer = :after WHERE answer = :before").bindparams(
            after=after, before=before
        )
    )
    op.create_check_constraint(
        op.f("ck_declarations_answer"), "declarations", sa.column("answer").in_(_values(after))
    )
    op.execute("ALTER TABLE declarations ENABLE TRIGGER USER")


def _values(none: str) -> tuple[str, ...]:
    return (none, "automatic", "possible")


def _rebuild_sqlite(before: str, after: str) -> None:
    """Write the table anew: SQLite changes no constraint, and its triggers go with the table."""
    op.create_table(
        "declarations_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            sa.column("answer").in_(_values(after)), name=op.f("ck_declarations_answer")
        ),
        sa.CheckConstraint(
            "answer != 'possible' OR description != ''",
            name=op.f("ck_declarations_possible_is_described"),
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_declarations_appointment_id")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nominations.id"], name=op.f("fk_declarations_nomination_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
    )
    columns = "id, nomination_id, appointment_id, description, declared_at, answer"
    op.execute(
        sa.text(
            f"INSERT INTO declarations_new ({columns}) "  # noqa: S608 - our own words
            "SELECT id, nomination_id, appointment_id, description, declared_at, "
            "CASE answer WHEN :before THEN :after ELSE answer END FROM declarations"
        ).bindparams(before=before, after=after)
    )
    op.drop_table("declarations")
    op.rename_table("declarations_new", "declarations")
    op.create_index(
        "ix_declarations_nomination_id_appointment_id",
        "declarations",
        ["nomination_id", "appointment_id"],
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER declarations_no_{act.lower()} BEFORE {act} ON declarations "
            "BEGIN SELECT RAISE(ABORT, 'declarations is append-only'); END"
        )
