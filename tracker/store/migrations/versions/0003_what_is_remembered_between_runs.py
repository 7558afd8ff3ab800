"""What is remembered between runs: of hosts, of pages that did not come, of copies of the same text."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns; nothing that is there changes."""
    op.create_table(
        "host_state",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("robots", sa.Text(), nullable=True),
        sa.Column("robots_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_state")),
    )
    op.create_table(
        "miss",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "url", name=op.f("pk_miss")),
    )
    op.create_table(
        "fingerprint",
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_fingerprint_report_id_report")),
        sa.PrimaryKeyConstraint("mark", "report_id", name=op.f("pk_fingerprint")),
    )
    op.add_column("feed_state", sa.Column("not_before", sa.DateTime(timezone=True), nullable=True))
    op.add_column("feed_state", sa.Column("cursor", sa.Text(), nullable=True))
    op.add_column("feed_state", sa.Column("last_new_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("run", sa.Column("stopped", sa.String(), nullable=True))
    # Both databases read this, and SQLite need not copy every report into a new table for it.
    op.execute(
        "ALTER TABLE report ADD COLUMN copy_of INTEGER CONSTRAINT fk_report_copy_of_report REFERENCES report (id)"
    )
