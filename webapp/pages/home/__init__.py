"""The home page: today, or the landing page for a stranger."""
