"""Cases, and whose a claim is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LISTED = {"sqlite_where": sa.text("listed = 1"), "postgresql_where": sa.text("listed")}
_PARTS = {"article": "articles", "claim": "claims", "person": "people"}


def upgrade() -> None:
    # In the words of both databases: Alembic would make the whole table of claims anew on SQLite.
    op.execute(
        "ALTER TABLE claims ADD COLUMN assignee_id INTEGER "
        "CONSTRAINT fk_claims_assignee_id_people REFERENCES people (id)"
    )
    op.create_index("ix_claims_assignee", "claims", ["assignee_id", "article_id", "start"], **_LISTED)
    op.add_column("events", sa.Column("case_uid", sa.String(36), nullable=True))
    op.create_index("ix_events_case_uid_seq", "events", ["case_uid", "seq"])
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_cases_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("uid", name="uq_cases_uid"),
    )
    for part, parts in _PARTS.items():
        table, column = f"case_{parts}", f"{part}_id"
        op.create_table(
            table,
            sa.Column("case_id", sa.Integer(), nullable=False),
            sa.Column(column, sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=f"fk_{table}_case_id_cases"),
            sa.ForeignKeyConstraint([column], [f"{parts}.id"], name=f"fk_{table}_{column}_{parts}"),
            sa.PrimaryKeyConstraint("case_id", column, name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for parts in _PARTS.values():
        op.drop_table(f"case_{parts}")
    op.drop_table("cases")
    op.drop_index("ix_events_case_uid_seq", "events")
    op.drop_column("events", "case_uid")
    op.drop_index("ix_claims_assignee", "claims")
    op.drop_column("claims", "assignee_id")
