"""The operator's commands, a module for each group; `webapp/cli.py` puts them together."""
