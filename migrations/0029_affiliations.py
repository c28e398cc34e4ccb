"""What somebody of a jury belongs to besides her seat, and who took part in electing a chair."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "election_participants"


def upgrade() -> None:
    op.add_column(
        "appointments",
        sa.Column("employer", sa.String(200), nullable=False, server_default=sa.text("''")),
    )
    for name in ("offices", "areas"):
        op.add_column(
            "appointments", sa.Column(name, sa.Text(), nullable=False, server_default="[]")
        )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("election_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["election_id"], ["chair_elections.id"], name=op.f(f"fk_{TABLE}_election_id")
        ),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f(f"fk_{TABLE}_appointment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "election_id", "appointment_id", name=op.f(f"uq_{TABLE}_election_id_appointment_id")
        ),
    )
    _keep(TABLE)


def _keep(table: str) -> None:
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
    op.drop_table(TABLE)
    for name in ("areas", "offices", "employer"):
        op.drop_column("appointments", name)
