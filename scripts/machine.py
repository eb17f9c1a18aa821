"""What the tests need of the machine beside Python: a browser and a database server. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SERVERS = Path("/usr/lib/postgresql")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> Path | None:
    """The browser's program, or None when none is installed."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def find_postgresql() -> Path | None:
    """The folder that holds initdb and pg_ctl, or None when no server is installed."""
    folders = sorted(SERVERS.glob("*/bin"), key=_version, reverse=True)
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.insert(0, Path(asked.stdout.strip()))
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next(
        (each for each in folders if (each / "initdb").is_file() and (each / "pg_ctl").is_file()), None
    )


def install(package: str) -> str:
    """Install a Debian package if we may; returns why not, or nothing."""
    if not shutil.which("apt-get"):
        return f"there is no apt-get here; install {package} by this system's own means"
    if os.name != "posix" or os.geteuid() != 0:
        return f"only root may install it: sudo apt-get install {package}"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        done = subprocess.run(["apt-get", "-qq", *words], env=quiet, check=False)
        if done.returncode:
            return f"`apt-get {' '.join(words)}` failed"
    return ""


def _version(folder: Path) -> float:
    """The version in /usr/lib/postgresql/<version>/bin."""
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0
