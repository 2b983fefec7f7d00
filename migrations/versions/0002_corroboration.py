"""What other articles say of a claim: proposed links, what they come to, and the index that finds them.

The search index is filled when it is first needed, since what it holds is made above the store.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REFERENCES = {
    "article_id": "articles",
    "version_id": "versions",
    "other_claim_id": "claims",
    "decided_by": "people",
}


def upgrade() -> None:
    _extend_evidence()
    op.create_index("ix_evidence_article_id_claim_id", "evidence", ["article_id", "claim_id"])
    op.create_table(
        "corroborations",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("unproven", sa.Integer(), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.Column("proposal_status", sa.String(20), nullable=True),
        sa.Column("proposal_reason", sa.Text(), nullable=True),
        sa.Column("engine", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_corroborations_claim_id_claims"),
        sa.PrimaryKeyConstraint("claim_id", name="pk_corroborations"),
    )
    op.create_table(
        "search_documents",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("analysis", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_search_documents_article_id_articles"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_search_documents_version_id_versions"
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_search_documents"),
    )
    op.create_index("ix_search_documents_format", "search_documents", ["format"])
    op.create_index("ix_search_documents_version_id", "search_documents", ["version_id"])
    for statement in _INDEX[op.get_bind().dialect.name]:
        op.execute(statement)


def _extend_evidence() -> None:
    """Links there are were made by people, so they are accepted: by a default, which then goes."""
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(sa.Column("state", sa.String(20), nullable=False, server_default="accepted"))
        evidence.add_column(sa.Column("article_id", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("version_id", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("other_claim_id", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("spans", sa.JSON(), nullable=True))
        evidence.add_column(sa.Column("prefix", sa.Text(), nullable=True))
        evidence.add_column(sa.Column("suffix", sa.Text(), nullable=True))
        evidence.add_column(sa.Column("archive_url", sa.Text(), nullable=True))
        evidence.add_column(sa.Column("origin_kind", sa.String(20), nullable=True))
        evidence.add_column(sa.Column("origin_name", sa.Text(), nullable=True))
        evidence.add_column(sa.Column("copied", sa.Boolean(), nullable=False, server_default=sa.false()))
        evidence.add_column(sa.Column("voice", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("reason", sa.JSON(), nullable=True))
        evidence.add_column(sa.Column("engine", sa.String(length=64), nullable=True))
        evidence.add_column(sa.Column("decided_by", sa.Integer(), nullable=True))
        evidence.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        evidence.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        evidence.add_column(sa.Column("state_at_source", sa.String(20), nullable=True))
        for column, table in _REFERENCES.items():
            evidence.create_foreign_key(f"fk_evidence_{column}_{table}", table, [column], ["id"])
    with op.batch_alter_table("evidence") as evidence:
        evidence.alter_column("state", existing_type=sa.String(20), server_default=None)
        evidence.alter_column("copied", existing_type=sa.Boolean(), server_default=None)


_INDEX = {
    # Terms hold letters, digits and "_" only, so that the plainest tokenizer keeps each whole, in any script.
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='search_documents', "
        "content_rowid='article_id', detail='none', tokenize=\"ascii tokenchars '_'\")",
        "CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN "
        "INSERT INTO search_index (rowid, terms) VALUES (new.article_id, new.terms); END",
        "CREATE TRIGGER search_documents_removed AFTER DELETE ON search_documents BEGIN "
        "INSERT INTO search_index (search_index, rowid, terms) "
        "VALUES ('delete', old.article_id, old.terms); END",
        "CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN "
        "INSERT INTO search_index (search_index, rowid, terms) "
        "VALUES ('delete', old.article_id, old.terms); "
        "INSERT INTO search_index (rowid, terms) VALUES (new.article_id, new.terms); END",
    ),
    "postgresql": (
        "CREATE INDEX ix_search_documents_terms ON search_documents "
        "USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
    ),
}


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_documents")
    op.drop_table("corroborations")
    op.drop_index("ix_evidence_article_id_claim_id", "evidence")
    op.execute("DELETE FROM evidence WHERE state <> 'accepted'")
    with op.batch_alter_table("evidence") as evidence:
        for column, table in _REFERENCES.items():
            evidence.drop_constraint(f"fk_evidence_{column}_{table}", type_="foreignkey")
        for column in (
            "state",
            "article_id",
            "version_id",
            "other_claim_id",
            "spans",
            "prefix",
            "suffix",
            "archive_url",
            "origin_kind",
            "origin_name",
            "copied",
            "voice",
            "reason",
            "engine",
            "decided_by",
            "decided_at",
            "checked_at",
            "state_at_source",
        ):
            evidence.drop_column(column)
