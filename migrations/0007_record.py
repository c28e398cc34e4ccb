"""Let chains only grow, by events that are there; give digests room to say their form."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DIGESTS = {
    "audit_chains": ("head",),
    "audit_events": ("previous", "digest"),
    "nomination_versions": ("digest",),
    "analyses": ("stamp", "inputs_digest"),
}
# A chain keeps its name and its round, and is as long as its events, of which the last is its head.
GROWS = """
    NEW.id = OLD.id AND NEW.name = OLD.name
    AND NEW.round_id IS NOT DISTINCT FROM OLD.round_id
    AND NEW.length > OLD.length
    AND NEW.length - OLD.length = (
        SELECT count(*) FROM audit_events WHERE chain_id = OLD.id
        AND position > OLD.length AND position <= NEW.length)
    AND NEW.head = (
        SELECT digest FROM audit_events WHERE chain_id = OLD.id AND position = NEW.length)
"""
BEGINS = f"NEW.length = 0 AND NEW.head = '{'0' * 64}'"
SAID = "audit_chains is append-only: a chain begins empty, and grows by its events"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _upgrade_sqlite()
    else:
        _upgrade_postgresql()


def _upgrade_sqlite() -> None:
    """Set the triggers; a text is as long as it is here, whatever its column says."""
    grows = GROWS.replace("IS NOT DISTINCT FROM", "IS")  # what older SQLite calls the same
    for act, holds in (("INSERT", BEGINS), ("UPDATE", grows), ("DELETE", "false")):
        op.execute(
            f"CREATE TRIGGER audit_chains_no_{act.lower()} BEFORE {act} ON audit_chains "
            f"WHEN ({holds}) IS NOT TRUE "
            f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def _upgrade_postgresql() -> None:
    for table, columns in DIGESTS.items():
        for column in columns:
            op.alter_column(table, column, type_=sa.String(80), existing_nullable=False)
    op.execute(
        "CREATE FUNCTION refuse_change_of_chain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'INSERT' THEN IF {BEGINS} THEN RETURN NEW; END IF; "
        f"ELSIF {GROWS} THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{SAID}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_chains_grow BEFORE INSERT OR UPDATE ON audit_chains "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_chain()"
    )
    op.execute(
        "CREATE TRIGGER audit_chains_append_only BEFORE DELETE ON audit_chains "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_chains_no_truncate BEFORE TRUNCATE ON audit_chains "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    """Take the triggers off. The columns stay wide: narrower they would cut digests off."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER audit_chains_no_{act}")
        return
    for name in ("grow", "append_only", "no_truncate"):
        op.execute(f"DROP TRIGGER audit_chains_{name} ON audit_chains")
    op.execute("DROP FUNCTION refuse_change_of_chain()")
