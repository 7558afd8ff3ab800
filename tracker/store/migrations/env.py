"""Alembic's entry: it runs inside the transaction of the connection that it is handed."""

from alembic import context

from tracker.store.tables import Row

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Row.metadata, render_as_batch=connection.dialect.name == "sqlite"
)
with context.begin_transaction():
    context.run_migrations()
