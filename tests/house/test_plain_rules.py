"""The rules run anywhere: a domain module loads neither the web nor SQL, and nobody reads a clock or throws dice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import house
from webapp.settings import ROOT

RUFF = Path(sys.executable).with_name("ruff")
ASKS = """
import sys, importlib
importlib.import_module({module!r})
print(sorted(set(sys.modules) & {{"flask", "sqlalchemy", "werkzeug", "wtforms", "jinja2", "granian", "alembic"}}))
"""


def module_name(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("module", [module_name(path) for path in house.modules("domain", "drawing")])
def test_a_rule_loads_no_framework(module: str) -> None:
    asks = ASKS.format(module=module)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def said_of(code: str, place: str) -> str:
    """What ruff says of code that stood at a place."""
    command = [
        str(RUFF),
        "check",
        "--select",
        "TID251",
        "--output-format",
        "concise",
        "--stdin-filename",
        place,
        "-",
    ]
    done = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False)  # noqa: S603 - a tool of ours
    return done.stdout


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()\n",
        "from datetime import datetime as d\nd.utcnow()\n",
        "import datetime as dt\ndt.date.today()\n",
        "from time import time\ntime()\n",
        "import random\nrandom.choice([1])\n",
        "from random import shuffle as mix\nmix([1])\n",
        "from uuid import uuid4\nuuid4()\n",
    ],
)
@pytest.mark.parametrize("place", ["webapp/domain/planted.py", "webapp/pages/planted.py"])
def test_a_planted_clock_or_dice_is_refused(code: str, place: str) -> None:
    assert "TID251" in said_of(code, place)


def test_dice_that_are_handed_in_are_welcome() -> None:
    assert "TID251" not in said_of(
        "from random import Random\nRandom(7).choice([1])\n", "webapp/domain/planted.py"
    )


def test_only_the_composition_root_reads_the_clock() -> None:
    assert "TID251" not in said_of("from datetime import datetime\ndatetime.now()\n", "webapp/app.py")
