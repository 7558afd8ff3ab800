"""An index of a measure's days for SQLite, where the newest figures of a measure were sorted out of all of it.

PostgreSQL keeps statistics by itself, and goes through its newest figures instead.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index; nothing that is there changes."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE INDEX ix_figure_measure_day ON figure (measure, day, id)")
