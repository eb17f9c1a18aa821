"""Pages of development plans."""
