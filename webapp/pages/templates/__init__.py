"""The pages of the templates that people take to work."""
