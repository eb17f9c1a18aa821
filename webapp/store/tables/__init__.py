"""Mapped tables, one module per subject. They never leave the store."""
