"""The pages of contact hours."""
