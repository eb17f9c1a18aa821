"""Regions: the parts of a drawing that can be pointed at, each under a letter of its own.

A part is named by the drawing's own words: a bar by its name, a cell by its row and its column. The letter is printed
for everyone; `data-region` is what a script may listen to. Neither a role nor a stop of the tab key is added: what is
answered with stands beside the drawing.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from webapp.drawing.marks import text

Place: TypeAlias = tuple[str, ...]
Regions: TypeAlias = Mapping[Place, str]

NOWHERE: Regions = MappingProxyType({})
"""Nothing can be pointed at."""


def opening(tag: str, place: Place, regions: Regions, own: str = "") -> str:
    """The opening tag of a part, with its own classes and, where it is a region, what makes it one."""
    region = regions.get(place)
    classes = " ".join(filter(None, (own, "region" if region else "")))
    named = f' class="{classes}"' if classes else ""
    hook = f' data-region="{text(region)}"' if region else ""
    return f"<{tag}{named}{hook}>"


def letter(place: Place, regions: Regions) -> str:
    """The printed letter of a part, with a space after it; nothing where it is no region."""
    region = regions.get(place)
    return f'<b class="region-letter" aria-hidden="true">{text(region.upper())}</b> ' if region else ""
