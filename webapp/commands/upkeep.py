"""The commands that keep the database and the scores as they should be."""

from __future__ import annotations

import argparse

from webapp import serving
from webapp.commands.command import Groups, add, group, open_workshop
from webapp.services import corrections
from webapp.settings import Settings
from webapp.store import migrating


def add_commands(groups: Groups) -> None:
    """Put them into the parser."""
    add(groups, "regrade", regrade)
    add(group(groups, "db", "The database."), "upgrade", upgrade_database)


def upgrade_database(_asked: argparse.Namespace, settings: Settings) -> None:
    """Bring the database up to date."""
    serving.prepare_data_folder(settings)
    migrating.upgrade(settings.database_url)
    print(f"The database is at migration {migrating.head()}.")


def regrade(_asked: argparse.Namespace, settings: Settings) -> None:
    """Judge finished attempts by the newest corrections, and write to everybody whose result changes."""
    summary = corrections.regrade(open_workshop(settings), site_url=settings.site_url)
    print(f"Attempts judged anew: {summary.looked_at}. Results that changed: {summary.changed}.")
