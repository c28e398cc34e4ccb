"""How people who nominate get in: registrations, domains, requests to join, who may nominate."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("municipality", "organisation", "person")
CREATED = (
    "(SELECT {column} FROM audit_events WHERE kind = 'organisation.created' "
    "AND subject = 'organisation:' || organisations.id "
    "AND CAST(data AS TEXT) NOT LIKE '%\"waits\": true%')"
)
ADDRESSES = (("accounts", True), ("invitations", False))
"""The tables with addresses that are looked for, and whether one is there once."""


def upgrade() -> None:
    _organisations()
    _memberships()
    _requests()
    _domains()
    _registrations()
    with op.batch_alter_table("invitations") as table:
        table.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        table.add_column(_flag("is_signatory"))
        table.create_foreign_key(
            op.f("fk_invitations_organisation_id"), "organisations", ["organisation_id"], ["id"]
        )
        table.create_index(op.f("ix_invitations_organisation_id"), ["organisation_id"])
    # Added in place: other tables refer to rounds.
    op.add_column("rounds", sa.Column("nominators", sa.JSON(), nullable=True))
    op.execute('UPDATE rounds SET nominators = \'["municipality", "organisation"]\'')
    op.add_column("rounds", _flag("signatory_required"))
    _spell_addresses()


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _organisations() -> None:
    """Add the columns in place: other tables refer to organisations."""
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    moment = MOMENT.compile(op.get_bind().dialect)
    of_kinds = f"CONSTRAINT ck_organisations_kind CHECK (kind IN ({kinds}))"
    for column in (
        f"kind VARCHAR(20) DEFAULT 'organisation' NOT NULL {of_kinds}",
        f"confirmed_at {moment}",
        "confirmed_by_id INTEGER",
        f"refused_at {moment}",
        "refused_by_id INTEGER",
        "refusal TEXT DEFAULT '' NOT NULL",
        "refused_number VARCHAR(9) DEFAULT '' NOT NULL",
    ):
        op.execute(f"ALTER TABLE organisations ADD COLUMN {column}")
    op.add_column("organisations", _flag("lets_in_itself"))
    op.execute("UPDATE organisations SET kind = 'municipality' WHERE municipality_id IS NOT NULL")
    # Whoever was there had been let in by whoever made it; but for what waits by this version's
    # word, where it is gone back to and come from again.
    op.execute(
        f"UPDATE organisations SET confirmed_at = {CREATED.format(column='happened_at')}, "  # noqa: S608 - our own words
        f"confirmed_by_id = {CREATED.format(column='actor_id')}"
    )


def _one_of_those(table: str, columns: list[str], where: str) -> None:
    op.create_index(
        op.f(f"ix_{table}_{'_'.join(columns)}"),
        table,
        columns,
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def _memberships() -> None:
    with op.batch_alter_table("memberships") as table:
        table.add_column(sa.Column("ended_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_memberships_ended_by_id"), "accounts", ["ended_by_id"], ["id"]
        )
        table.drop_constraint(op.f("uq_memberships_account_id_organisation_id"), type_="unique")
        table.create_index(op.f("ix_memberships_organisation_id"), ["organisation_id"])
    _one_of_those("memberships", ["account_id", "organisation_id"], "ended_at IS NULL")


def _requests() -> None:
    op.create_table(
        "join_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("is_let_in", sa.Boolean(), nullable=True),
        *_keys("join_requests", account_id="accounts", organisation_id="organisations"),
        *_keys("join_requests", answered_by_id="accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
    )
    op.create_index(op.f("ix_join_requests_organisation_id"), "join_requests", ["organisation_id"])
    _one_of_those("join_requests", ["account_id", "organisation_id"], "answered_at IS NULL")


def _domains() -> None:
    op.create_table(
        "domains",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(253), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        *_keys("domains", municipality_id="municipalities", organisation_id="organisations"),
        *_keys("domains", confirmed_by_id="accounts", removed_by_id="accounts"),
        sa.CheckConstraint(
            "municipality_id IS NOT NULL OR organisation_id IS NOT NULL",
            name=op.f("ck_domains_is_somebodys"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_domains")),
    )
    op.create_index(op.f("ix_domains_name"), "domains", ["name"])


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]


def _registrations() -> None:
    op.create_table(
        "registrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("mailbox", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
    )
    op.create_index(op.f("ix_registrations_mailbox"), "registrations", ["mailbox"])


def _spell_addresses() -> None:
    """Write domains as people read them: an address that was typed as it travels is the same."""
    bind = op.get_bind()
    for name, is_unique in ADDRESSES:
        table = sa.table(name, sa.column("id"), sa.column("email"))
        rows = bind.execute(sa.select(table.c.id, table.c.email)).all()
        taken = {email for _id, email in rows}
        for row_id, email in rows:
            spelt = _spelt(email)
            if spelt == email or (is_unique and spelt in taken):
                continue
            taken.add(spelt)
            bind.execute(sa.update(table).where(table.c.id == row_id).values(email=spelt))


def _spelt(email: str) -> str:
    local, at, domain = email.rpartition("@")
    if "xn--" not in domain:
        return email
    try:
        return f"{local}{at}{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return email


def downgrade() -> None:
    op.drop_table("registrations")
    op.drop_table("domains")
    op.drop_table("join_requests")
    op.drop_column("rounds", "signatory_required")
    op.drop_column("rounds", "nominators")
    op.execute("DELETE FROM invitations WHERE organisation_id IS NOT NULL")
    with op.batch_alter_table("invitations") as table:
        table.drop_index(op.f("ix_invitations_organisation_id"))
        table.drop_constraint(op.f("fk_invitations_organisation_id"), type_="foreignkey")
        table.drop_column("is_signatory")
        table.drop_column("organisation_id")
    _lose_memberships()
    for column in (
        *("lets_in_itself", "refused_number", "refusal", "refused_by_id", "refused_at"),
        *("confirmed_by_id", "confirmed_at", "kind"),
    ):
        op.drop_column("organisations", column)


def _lose_memberships() -> None:
    """Keep of each person the last time: the version before knows one."""
    op.execute(
        "DELETE FROM memberships WHERE id NOT IN "
        "(SELECT MAX(id) FROM memberships GROUP BY account_id, organisation_id)"
    )
    op.drop_index(op.f("ix_memberships_account_id_organisation_id"), table_name="memberships")
    with op.batch_alter_table("memberships") as table:
        table.drop_index(op.f("ix_memberships_organisation_id"))
        table.drop_constraint(op.f("fk_memberships_ended_by_id"), type_="foreignkey")
        table.drop_column("ended_by_id")
        table.create_unique_constraint(
            op.f("uq_memberships_account_id_organisation_id"), ["account_id", "organisation_id"]
        )
