"""Figures: the YAML of a figure → a checked drawing with its caption and table."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field, TypeAdapter

from webapp.catalog.figure_keys import AnyFigure
from webapp.drawing.marks import Drawing, Form, Reading, text
from webapp.drawing.regions import NOWHERE, Regions

Figure: TypeAlias = Annotated[AnyFigure, Field(discriminator="kind")]
_FIGURE: TypeAdapter[AnyFigure] = TypeAdapter(Figure)


def read_figure(fields: dict[str, Any]) -> AnyFigure:
    """Check the keys of a figure; raises ValidationError, whose messages an author can act on."""
    return _FIGURE.validate_python(fields)


def figure_html(figure: AnyFigure, number: str = "", regions: Regions = NOWHERE) -> str:
    """Set a figure: plate, caption that opens with the finding, and the values as a table one click below."""
    drawing = figure.drawing(regions)
    stop = "" if figure.title.endswith((".", "?", "!")) else "."
    finding = text(figure.title + stop)
    opening = f"<b>{text(f'Figure {number}.')}</b> {finding}" if number else f"<b>{finding}</b>"
    caption = f"{opening} {text(figure.caption)}".rstrip()
    details = "" if drawing.form is Form.TABLE else drawing.table.details
    wide = " wide" if drawing.wide else ""
    return (
        f'<figure class="figure figure-{figure.kind}{wide}">{_plate(drawing, figure.alt)}'
        f"{_readings(drawing.readings)}<figcaption>{caption}</figcaption>{details}</figure>"
    )


def _plate(drawing: Drawing, alt: str) -> str:
    """Show a picture as one image; give real text, too wide for some phones, a region that scrolls by key."""
    if drawing.form is Form.PICTURE:
        return f'<div class="plate" role="img" aria-label="{text(alt)}">{drawing.body}</div>'
    return (
        f'<div class="plate scroll" tabindex="0" role="region" aria-label="{text(alt)}">{drawing.body}</div>'
    )


def _readings(readings: tuple[Reading, ...]) -> str:
    """Set what is computed as terms under the plate: words that everyone reads, not only who opens the table."""
    items = "".join(
        f"<div><dt>{text(each.name)}</dt><dd>{text(each.value)}"
        f"{f'<small>{text(each.how)}</small>' if each.how else ''}</dd></div>"
        for each in readings
    )
    return f'<dl class="readings">{items}</dl>' if items else ""
