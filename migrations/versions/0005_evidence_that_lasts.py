"""Looks at linked documents, ratings of sources and claims, and traces towards the origin."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("reliability", sa.String(1), nullable=True))
    op.add_column("claims", sa.Column("credibility", sa.Integer(), nullable=True))
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("text_sha256", sa.String(64), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_looks_evidence_id_evidence"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_looks_person_id_people"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name="fk_looks_snapshot_id_snapshots"),
        sa.ForeignKeyConstraint(["text_sha256"], ["texts.sha256"], name="fk_looks_text_sha256_texts"),
        sa.PrimaryKeyConstraint("id", name="pk_looks"),
        sa.UniqueConstraint("uid", name="uq_looks_uid"),
    )
    op.create_index("ix_looks_evidence_id", "looks", ["evidence_id"])
    op.create_table(
        "traces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("engine", sa.String(64), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_traces_claim_id_claims"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_traces_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_traces"),
        sa.UniqueConstraint("uid", name="uq_traces_uid"),
    )
    op.create_index("ix_traces_claim_id", "traces", ["claim_id"])


def downgrade() -> None:
    op.drop_table("traces")
    op.drop_table("looks")
    op.drop_column("claims", "credibility")
    op.drop_column("sources", "reliability")
