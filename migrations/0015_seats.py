"""Seats with areas of their own, invitations to seats, and confidentiality that was accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLE = "confidentiality_statements"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f(f"fk_{TABLE}_appointment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "appointment_id", "version", name=op.f(f"uq_{TABLE}_appointment_id_version")
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{act.lower()} BEFORE {act} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
            )
    else:
        op.execute(
            f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.add_column("seats", sa.Column("areas", sa.JSON(), nullable=True))
    op.execute(
        "UPDATE seats SET areas = "
        "(SELECT areas FROM organisations WHERE organisations.id = seats.institution_id)"
    )
    with op.batch_alter_table("invitations") as invitations:
        invitations.add_column(sa.Column("seat_id", sa.Integer(), nullable=True))
        invitations.add_column(sa.Column("rank", sa.Integer(), nullable=True))
        invitations.add_column(sa.Column("since", sa.Date(), nullable=True))
        invitations.add_column(sa.Column("declined_at", MOMENT, nullable=True))
        invitations.add_column(
            sa.Column(
                "declined_words", sa.String(1000), nullable=False, server_default=sa.text("''")
            )
        )
        invitations.create_foreign_key(op.f("fk_invitations_seat_id"), "seats", ["seat_id"], ["id"])
    op.create_index(op.f("ix_invitations_seat_id"), "invitations", ["seat_id"])
    with op.batch_alter_table("invitations") as invitations:
        invitations.alter_column(
            "declined_words", existing_type=sa.String(1000), server_default=None
        )


def downgrade() -> None:
    op.execute("DELETE FROM invitations WHERE seat_id IS NOT NULL")
    op.drop_index(op.f("ix_invitations_seat_id"), "invitations")
    with op.batch_alter_table("invitations") as invitations:
        invitations.drop_constraint(op.f("fk_invitations_seat_id"), type_="foreignkey")
        for column in ("declined_words", "declined_at", "since", "rank", "seat_id"):
            invitations.drop_column(column)
    op.drop_column("seats", "areas")
    op.drop_table(TABLE)
