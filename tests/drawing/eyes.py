"""Eyes: read a drawing back as a tree, and refuse what the content security policy would refuse."""

import re
from xml.etree import ElementTree as ET

from webapp.drawing.marks import Drawing, Table


def look(html: str) -> ET.Element:
    """Parse a piece of page; every drawing is well-formed and free of style and script."""
    tree = ET.fromstring(f"<main>{html}</main>")  # noqa: S314  (our own output)
    for element in tree.iter():
        assert element.tag not in {"style", "script"}
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
    return tree


def seen(drawing: Drawing) -> ET.Element:
    """The body of a drawing."""
    return look(drawing.body)


def marked(tree: ET.Element, tag: str, ink: str) -> list[ET.Element]:
    """The marks of one kind that bear an ink."""
    return [each for each in tree.iter(tag) if ink in each.get("class", "").split()]


def words(element: ET.Element) -> str:
    """All text inside, joined by single spaces."""
    return " ".join(" ".join(element.itertext()).split())


def column(table: Table, name: str) -> list[str]:
    """The cells under a heading."""
    at = table.columns.index(name)
    return [row[at] for row in table.rows]


def strokes(tree: ET.Element, ink: str) -> list[list[tuple[float, float]]]:
    """The points of each path of straight lines that bears an ink, as they stand in its drawing."""
    ways = [path.get("d") or "" for path in marked(tree, "path", ink)]
    straight = [re.findall(r"[\d.]+", way) for way in ways if re.fullmatch(r"M[\d. ]+z?", way)]
    return [list(zip(map(float, way[::2]), map(float, way[1::2]), strict=True)) for way in straight]


def heard(tree: ET.Element, own: str) -> list[str]:
    """The words of the elements of a class, in their order."""
    return [words(each) for each in tree.iter() if own in each.get("class", "").split()]
