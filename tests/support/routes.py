"""The list of routes as text, one a line: methods, address, endpoint, and whom it lets in.

`python -m tests.support.routes > tests/house/routes.txt` writes it anew after a change that is meant.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from flask import Flask

from webapp.app import create_app, make_workshop
from webapp.pages.guard import action_of
from webapp.settings import read_settings
from webapp.store import migrating


def describe(app: Flask) -> str:
    """Every route of the application."""
    lines = []
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        action = action_of(app, rule.endpoint)
        lines.append((rule.rule, methods, rule.endpoint, action.value if action else "NOBODY"))
    return "".join(
        f"{methods:<5} {rule:<55} {endpoint:<30} {who}\n" for rule, methods, endpoint, who in sorted(lines)
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"GANTRY_DATA": folder, "GANTRY_SECRET_KEY": "x" * 32})
        migrating.upgrade(f"sqlite:///{Path(folder) / 'gantry.db'}")
        workshop = make_workshop(settings)
        sys.stdout.write(describe(create_app(settings, workshop)))
        workshop.sessions.engine.dispose()
