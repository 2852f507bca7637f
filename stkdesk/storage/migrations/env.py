"""Run the migration steps on the connection that ``upgrade.migrate`` hands over."""

from alembic import context

from stkdesk.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
)
with context.begin_transaction():
    context.run_migrations()
