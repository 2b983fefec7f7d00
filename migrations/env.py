"""Alembic's environment: migrations run on the connection that verify.store.schema hands over."""

from alembic import context

from verify.store.tables import Base

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit(
        "Migrations run when verify opens a database (`verify db upgrade`), not by alembic's own command."
    )


def ours(name, kind, _parents):
    """Without the full-text indexes, which each database has in its own form (migrations 0002, 0009)."""
    return not (
        (kind == "table" and str(name).startswith("search_index"))
        or name in ("ix_search_documents_terms", "ix_claim_readings_search")
    )


context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite can, though alembic's default for it says no
    render_as_batch=connection.dialect.name == "sqlite",
    compare_server_default=True,
    include_name=ours,
)
with context.begin_transaction():
    context.run_migrations()
