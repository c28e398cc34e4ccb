"""Invitations, new passwords and addresses; offices that are taken; mail to who has no account."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ROLES = (
    "public",
    "account",
    "nominator",
    "secretariat",
    "juror",
    "deputy",
    "chair",
    "auditor",
    "administrator",
)


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("prize_id", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["prize_id"], ["prizes.id"], name=op.f("fk_invitations_prize_id")),
        *(
            sa.ForeignKeyConstraint(
                [f"{act}_by_id"], ["accounts.id"], name=op.f(f"fk_invitations_{act}_by_id")
            )
            for act in ("made", "confirmed", "withdrawn", "taken")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_email"), "invitations", ["email"])
    op.create_table(
        "password_resets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_password_resets_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_resets")),
    )
    op.create_index(op.f("ix_password_resets_account_id"), "password_resets", ["account_id"])
    op.create_table(
        "address_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("confirmed_from_old_at", MOMENT, nullable=True),
        sa.Column("confirmed_from_new_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_address_changes_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_changes")),
    )
    op.create_index(op.f("ix_address_changes_account_id"), "address_changes", ["account_id"])
    with op.batch_alter_table("role_grants") as grants:
        grants.add_column(sa.Column("revocation_asked_at", MOMENT, nullable=True))
        grants.add_column(sa.Column("revocation_asked_by_id", sa.Integer(), nullable=True))
        grants.add_column(sa.Column("revoked_by_id", sa.Integer(), nullable=True))
        for column in ("revocation_asked_by_id", "revoked_by_id"):
            grants.create_foreign_key(
                op.f(f"fk_role_grants_{column}"), "accounts", [column], ["id"]
            )
    with op.batch_alter_table("notices") as notices:
        notices.alter_column("account_id", existing_type=sa.Integer(), nullable=True)
        for name, length in (("to_name", 200), ("to_address", 254), ("to_language", 5)):
            notices.add_column(
                sa.Column(name, sa.String(length), nullable=False, server_default=sa.text("''"))
            )
    with op.batch_alter_table("notices") as notices:
        for name, length in (("to_name", 200), ("to_address", 254), ("to_language", 5)):
            # The default was for the rows that stood there.
            notices.alter_column(name, existing_type=sa.String(length), server_default=None)
        notices.create_check_constraint(
            op.f("ck_notices_has_receiver"), "account_id IS NOT NULL OR to_address <> ''"
        )


def downgrade() -> None:
    op.execute("DELETE FROM notices WHERE account_id IS NULL")
    with op.batch_alter_table("notices") as notices:
        notices.drop_constraint(op.f("ck_notices_has_receiver"), type_="check")
        for name in ("to_language", "to_address", "to_name"):
            notices.drop_column(name)
        notices.alter_column("account_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("role_grants") as grants:
        for column in ("revoked_by_id", "revocation_asked_by_id"):
            grants.drop_constraint(op.f(f"fk_role_grants_{column}"), type_="foreignkey")
        for column in ("revoked_by_id", "revocation_asked_by_id", "revocation_asked_at"):
            grants.drop_column(column)
    op.drop_table("address_changes")
    op.drop_table("password_resets")
    op.drop_table("invitations")
