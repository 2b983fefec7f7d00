"""The ledger of bulk reading, and which texts are copies of which."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bulk_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_files"),
        sa.UniqueConstraint("name", "mark", name="uq_bulk_files_name_mark"),
    )
    op.create_table(
        "bulk_records",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("became", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("article_uid", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["bulk_files.id"], name="fk_bulk_records_file_id_bulk_files"),
        sa.PrimaryKeyConstraint("file_id", "place", name="pk_bulk_records"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bulk_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("article_uid", sa.String(length=36), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_texts"),
        sa.UniqueConstraint("sha256", name="uq_bulk_texts_sha256"),
    )
    op.create_table(
        "bulk_marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["bulk_texts.id"], name="fk_bulk_marks_text_id_bulk_texts"),
        sa.PrimaryKeyConstraint("mark", "text_id", name="pk_bulk_marks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("original_id", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["original_id"], ["articles.id"], name="fk_copies_original_id_articles"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_copies_version_id_versions"),
        sa.PrimaryKeyConstraint("version_id", name="pk_copies"),
    )
    op.create_index("ix_copies_original_id", "copies", ["original_id"])


def downgrade() -> None:
    for table in ("copies", "bulk_marks", "bulk_texts", "bulk_records", "bulk_files"):
        op.drop_table(table)
