"""Keep locked rulebooks as they are: an amendment is a new version, never a change of an old one."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER rulebooks_locked_no_{act.lower()} BEFORE {act} ON rulebooks "
                "WHEN OLD.locked_at IS NOT NULL "
                "BEGIN SELECT RAISE(ABORT, 'rulebooks is append-only once locked'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER rulebooks_locked BEFORE UPDATE OR DELETE ON rulebooks "
        "FOR EACH ROW WHEN (OLD.locked_at IS NOT NULL) EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER rulebooks_no_truncate BEFORE TRUNCATE ON rulebooks "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER rulebooks_locked_no_{act}")
        return
    op.execute("DROP TRIGGER rulebooks_locked ON rulebooks")
    op.execute("DROP TRIGGER rulebooks_no_truncate ON rulebooks")
