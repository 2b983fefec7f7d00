"""What lists of a million claims are found by: the claims of each source, and the words of claims."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "citations",
        sa.Column("source_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("claim_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("origin", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_citations_source_id_sources"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_citations_claim_id_claims"),
        sa.PrimaryKeyConstraint("source_id", "claim_id", name="pk_citations"),
        sqlite_with_rowid=False,
    )
    op.execute(_CITATIONS)
    of_a_source = sa.text("source_uid IS NOT NULL")
    op.create_index(
        "ix_events_source_uid_seq", "events", ["source_uid", "seq"],
        sqlite_where=of_a_source, postgresql_where=of_a_source,
    )  # fmt: skip
    for statement in _WORDS[op.get_bind().dialect.name]:
        op.execute(statement)


_CITATIONS = """
INSERT INTO citations (source_id, claim_id, origin)
SELECT n.source_id, h.claim_id, max(CASE WHEN h.position = (
    SELECT max(o.position) FROM hops o WHERE o.claim_id = h.claim_id AND o.current
) THEN 1 ELSE 0 END) = 1
FROM hops h JOIN hop_sources n ON n.hop_id = h.id JOIN claims c ON c.id = h.claim_id
WHERE h.current AND c.listed GROUP BY n.source_id, h.claim_id
"""

_WORDS = {
    # Every character that is not ASCII is part of a word, so that a query can be taken apart in the same way.
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index_claims USING fts5(search, content='claim_readings', "
        "content_rowid='id', detail='none', tokenize='ascii')",
        "INSERT INTO search_index_claims (search_index_claims) VALUES ('rebuild')",
        "CREATE TRIGGER claim_readings_added AFTER INSERT ON claim_readings BEGIN "
        "INSERT INTO search_index_claims (rowid, search) VALUES (new.id, new.search); END",
        "CREATE TRIGGER claim_readings_removed AFTER DELETE ON claim_readings BEGIN "
        "INSERT INTO search_index_claims (search_index_claims, rowid, search) "
        "VALUES ('delete', old.id, old.search); END",
        "CREATE TRIGGER claim_readings_changed AFTER UPDATE OF search ON claim_readings BEGIN "
        "INSERT INTO search_index_claims (search_index_claims, rowid, search) "
        "VALUES ('delete', old.id, old.search); "
        "INSERT INTO search_index_claims (rowid, search) VALUES (new.id, new.search); END",
    ),
    "postgresql": (
        "CREATE INDEX ix_claim_readings_search ON claim_readings USING gin (string_to_array(search, ' '))",
    ),
}


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER claim_readings_{trigger}")
        op.execute("DROP TABLE search_index_claims")
    else:
        op.execute("DROP INDEX ix_claim_readings_search")
    op.drop_index("ix_events_source_uid_seq", "events")
    op.drop_table("citations")
