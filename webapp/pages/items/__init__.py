"""Pages about the questions themselves, for authors."""
