"""The pages of learning paths."""
