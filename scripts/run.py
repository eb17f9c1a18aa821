"""Run Gantry from a checkout: `python3 scripts/run.py [--port N] [--data DIR]`.

Needs nothing but Python 3.11: it makes the environment on its first run, then the database with the demo school, and
serves.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

OLDEST = (3, 11)


def main() -> int:
    """Prepare what is missing, then become the server."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        print(f"Gantry needs Python 3.11 or newer; this is {found} ({sys.executable}).", file=sys.stderr)
        return 2
    from scripts import environment  # noqa: PLC0415 - an older Python could not even read it

    parser = argparse.ArgumentParser(prog="scripts/run.py", description="Run Gantry with its demo school.")
    parser.add_argument("--port", type=int, default=8000, help="the port to serve at (default: 8000)")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "instance", help="the data folder (default: instance/)"
    )
    asked = parser.parse_args()
    try:
        python = environment.ensure("run")
    except environment.CannotPrepare as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 2
    data = str(asked.data.expanduser().resolve())
    command = [str(python), "-m", "webapp.cli", "--data", data, "serve", "--demo", "--port", str(asked.port)]
    os.chdir(ROOT)
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - this process becomes the server: signals go where they should
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
