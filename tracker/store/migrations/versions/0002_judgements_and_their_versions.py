"""Judgements on figures and sources that can be undone, and the versions of figures that they make."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

IN_FORCE = sa.text("superseded_at IS NULL")


def upgrade() -> None:
    """Keep why a figure was superseded and what it is a version of; make reviews and names of sources
    append-only.
    """
    _widen_figures()
    _remake_reviews()
    _remake_aliases()


def _widen_figures() -> None:
    # SQLite can add a column with its foreign key, but not a foreign key: the table would have to be
    # copied, while other tables point at it.
    op.add_column("figure", sa.Column("superseded_why", sa.String(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE figure ADD COLUMN origin_id INTEGER "
            "CONSTRAINT fk_figure_origin_id_figure REFERENCES figure (id)"
        )
    else:
        op.add_column("figure", sa.Column("origin_id", sa.Integer(), nullable=True))
        op.create_foreign_key(op.f("fk_figure_origin_id_figure"), "figure", "figure", ["origin_id"], ["id"])
    op.execute("UPDATE figure SET superseded_why = 'revision' WHERE superseded_at IS NOT NULL")
    op.create_index(op.f("ix_figure_origin_id"), "figure", ["origin_id"])
    op.create_index("ix_figure_source_day", "figure", ["source_id", "day", "id"])


def _remake_reviews() -> None:
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT * FROM review ORDER BY id")).mappings().all()
    op.drop_table("review")
    made = op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(figure_id IS NULL) <> (source_id IS NULL)", name=op.f("ck_review_subject")),
        sa.ForeignKeyConstraint(["figure_id"], ["figure.id"], name=op.f("fk_review_figure_id_figure")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_review_source_id_source")),
        sa.ForeignKeyConstraint(["into_id"], ["source.id"], name=op.f("fk_review_into_id_source")),
        sa.ForeignKeyConstraint(["undoes_id"], ["review.id"], name=op.f("fk_review_undoes_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_figure_id"), "review", ["figure_id"])
    op.create_index(op.f("ix_review_source_id"), "review", ["source_id"])
    _insert(made, [_review_of(dict(row)) for row in kept])


def _review_of(row: dict[str, object]) -> dict[str, object]:
    """A review of the first schema, which held one field a row."""
    field, old, new = row.pop("field"), row.pop("old"), row.pop("new")
    changes = {field: [old, new]} if field else {}
    return row | {"changes": json.dumps(changes), "source_id": None, "into_id": None, "undoes_id": None}


def _remake_aliases() -> None:
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT * FROM source_alias ORDER BY recorded_at, key")).mappings().all()
    op.drop_table("source_alias")
    made = op.create_table(
        "source_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_alias_source_id_source")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_source_alias_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_alias")),
    )
    op.create_index(op.f("ix_source_alias_source_id"), "source_alias", ["source_id"])
    op.create_index(
        "uq_source_alias_key", "source_alias", ["key"],
        unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE,
    )  # fmt: skip
    _insert(made, [dict(row) for row in kept])


def _insert(table: sa.Table, rows: list[dict[str, object]]) -> None:
    """Put rows back that were read as plain SQL: SQLite gives their times as text, as it stores them."""
    if rows:
        names = ", ".join(rows[0])
        places = ", ".join(f":{name}" for name in rows[0])
        op.get_bind().execute(sa.text(f"INSERT INTO {table.name} ({names}) VALUES ({places})"), rows)  # noqa: S608
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))"  # noqa: S608
        )
