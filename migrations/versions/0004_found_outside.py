"""What was found outside for a claim, a fact-check's rating in its own words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("via", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("snippet", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("rating_by", sa.Text(), nullable=True),
        sa.Column("rated", sa.Text(), nullable=True),
        sa.Column("claimant", sa.Text(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_outside_results_article_id_articles"
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_outside_results_claim_id_claims"),
        sa.PrimaryKeyConstraint("id", name="pk_outside_results"),
        sa.UniqueConstraint("claim_id", "via", "key", name="uq_outside_results_claim_id_via_key"),
    )
    op.create_index("ix_outside_results_article_id", "outside_results", ["article_id"])


def downgrade() -> None:
    op.drop_table("outside_results")
