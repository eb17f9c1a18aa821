"""How Alembic runs our migrations: on the connection it is handed, inside the transaction that is open on it."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from alembic import context

from webapp.store import migrating, tables
from webapp.store.base import Base

for module in pkgutil.iter_modules(tables.__path__):
    import_module(f"{tables.__name__}.{module.name}")

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_name=migrating.is_mapped,
    render_as_batch=connection.dialect.name == "sqlite",
    user_module_prefix="base.",
    transaction_per_migration=False,
)
context.run_migrations()
