"""Indexes in the order in which figures are given: on PostgreSQL the newest first, those without a day last.

SQLite reads its own indexes backwards to the same effect. PostgreSQL takes a missing day for the newest, so
without these it would sort the whole ledger for fifty rows.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes; nothing that is there changes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_figure_newest ON figure (day DESC NULLS LAST, id DESC)")
        op.execute("CREATE INDEX ix_figure_source_newest ON figure (source_id, day DESC NULLS LAST, id DESC)")
