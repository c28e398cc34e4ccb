"""Keep what is on record: triggers refuse to change or delete it, whoever asks."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "audit_events",
    "score_revisions",
    "nomination_versions",
    "nomination_moves",
    "round_moves",
    "declarations",
    "rulings",
    "announcements",
)
# What a sealed decision names is part of it: nothing is put in, changed or taken out.
ENTRY_ACTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()


def _upgrade_sqlite() -> None:
    for table in APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decisions_sealed_no_{act.lower()} BEFORE {act} ON decisions "
            "WHEN OLD.sealed_at IS NOT NULL "
            "BEGIN SELECT RAISE(ABORT, 'a sealed decision is never changed'); END"
        )
    for act, rows in ENTRY_ACTS.items():
        ids = ", ".join(f"{row}.decision_id" for row in rows)
        op.execute(
            f"CREATE TRIGGER decision_entries_sealed_no_{act.lower()} "  # noqa: S608 - our own words
            f"BEFORE {act} ON decision_entries WHEN EXISTS "
            f"(SELECT 1 FROM decisions WHERE id IN ({ids}) AND sealed_at IS NOT NULL) "
            "BEGIN SELECT RAISE(ABORT, 'a sealed decision is never changed'); END"
        )


def _upgrade_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE TRIGGER decisions_sealed BEFORE UPDATE OR DELETE ON decisions "
        "FOR EACH ROW WHEN (OLD.sealed_at IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
    for act, rows in ENTRY_ACTS.items():
        ids = ", ".join(f"{row}.decision_id" for row in rows)
        given_back = "OLD" if act == "DELETE" else "NEW"
        op.execute(
            f"CREATE FUNCTION refuse_{act.lower()}_of_sealed() "  # noqa: S608 - our own words
            "RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN IF EXISTS "
            f"(SELECT 1 FROM decisions WHERE id IN ({ids}) AND sealed_at IS NOT NULL) "
            "THEN RAISE EXCEPTION 'a sealed decision is never changed'; END IF; "
            f"RETURN {given_back}; END $$"
        )
        op.execute(
            f"CREATE TRIGGER decision_entries_sealed_{act.lower()} "
            f"BEFORE {act} ON decision_entries "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_{act.lower()}_of_sealed()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{act}")
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER decisions_sealed_no_{act}")
        for act in ENTRY_ACTS:
            op.execute(f"DROP TRIGGER decision_entries_sealed_no_{act.lower()}")
        return
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
    op.execute("DROP TRIGGER decisions_sealed ON decisions")
    for act in ENTRY_ACTS:
        op.execute(f"DROP TRIGGER decision_entries_sealed_{act.lower()} ON decision_entries")
        op.execute(f"DROP FUNCTION refuse_{act.lower()}_of_sealed()")
    op.execute("DROP FUNCTION refuse_change()")
