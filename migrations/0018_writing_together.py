"""Writing together: who is let into one nomination, who is where in it, and limits of characters."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BEFORE = (
    *("public", "account", "nominator", "secretariat", "juror", "deputy", "chair"),
    *("auditor", "administrator"),
)
LET_IN = ("editor", "reader")


def upgrade() -> None:
    _set_roles((*BEFORE[:3], *LET_IN, *BEFORE[3:]))
    with op.batch_alter_table("invitations") as table:
        table.add_column(sa.Column("nomination_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_invitations_nomination_id"), "nominations", ["nomination_id"], ["id"]
        )
        table.create_index(op.f("ix_invitations_nomination_id"), ["nomination_id"])
    roles = sa.Enum(*LET_IN, name="role", native_enum=False, create_constraint=True, length=20)
    op.create_table(
        "collaborators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", roles, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        *_keys("collaborators", nomination_id="nominations", account_id="accounts"),
        *_keys("collaborators", ended_by_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborators")),
    )
    op.create_index(
        op.f("ix_collaborators_account_id_nomination_id"),
        "collaborators",
        ["account_id", "nomination_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(op.f("ix_collaborators_nomination_id"), "collaborators", ["nomination_id"])
    op.create_table(
        "presences",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(40), nullable=False),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        *_keys("presences", nomination_id="nominations", account_id="accounts"),
        sa.PrimaryKeyConstraint("nomination_id", "account_id", name=op.f("pk_presences")),
    )
    # Added in place: other tables refer to nominations.
    op.add_column("nominations", sa.Column("sending_asked_at", MOMENT, nullable=True))
    op.add_column("nominations", sa.Column("sending_asked_by_id", sa.Integer(), nullable=True))
    op.add_column("questions", sa.Column("character_limit", sa.Integer(), nullable=True))


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def _set_roles(roles: tuple[str, ...]) -> None:
    """Let the columns that hold a role hold these."""
    listed = ", ".join(f"'{role}'" for role in roles)
    for name in ("invitations", "role_grants"):
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"ck_{name}_role"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_role"), f"role IN ({listed})")


def downgrade() -> None:
    op.drop_column("questions", "character_limit")
    op.drop_column("nominations", "sending_asked_by_id")
    op.drop_column("nominations", "sending_asked_at")
    op.drop_table("presences")
    op.drop_table("collaborators")
    op.execute("DELETE FROM invitations WHERE nomination_id IS NOT NULL")
    with op.batch_alter_table("invitations") as table:
        table.drop_index(op.f("ix_invitations_nomination_id"))
        table.drop_constraint(op.f("fk_invitations_nomination_id"), type_="foreignkey")
        table.drop_column("nomination_id")
    _set_roles(BEFORE)
