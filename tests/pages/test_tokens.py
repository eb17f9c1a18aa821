"""Tokens: every colour pair of the face is far enough apart, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import math
import re

import pytest

from webapp.pages.assets import SOURCE

Colour = tuple[float, float, float]
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)/]+)\), oklch\(([^)/]+)\)\)")
GROUNDS = ("paper", "leaf", "sunk", "blue-wash", "ochre-wash", "good-wash", "bad-wash")
WORDS = ("ink", "ink-2", "ink-3", "blue", "blue-deep", "ochre-ink", "good", "bad")


def _colour(written: str) -> Colour:
    lightness, chroma, hue = (float(each) for each in written.split())
    return lightness, chroma, hue


TOKENS: dict[str, tuple[Colour, Colour]] = {
    name: (_colour(light), _colour(dark))
    for name, light, dark in PAIR.findall((SOURCE / "css/tokens.css").read_text(encoding="utf-8"))
}


def luminance(colour: Colour) -> float:
    """The relative luminance of an OKLCH colour, held inside sRGB."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return sum(
        part * min(max(light, 0), 1)
        for part, light in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    )


def contrast(one: str, other: str, theme: int) -> float:
    """How far two tokens are apart, from 1 to 21."""
    low, high = sorted(luminance(TOKENS[name][theme]) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_words_can_be_read_on_every_ground(word: str, ground: str, theme: int) -> None:
    assert contrast(word, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "ground"),
    [
        ("on-blue", "blue"),
        ("on-blue", "blue-deep"),
        ("on-blue", "heat-5"),
        ("ink", "heat-1"),
        ("ink", "heat-4"),
    ],
)
def test_words_can_be_read_on_what_is_filled(mark: str, ground: str, theme: int) -> None:
    assert contrast(mark, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("mark", "ground"),
    [
        ("edge", "paper"),
        ("edge", "leaf"),
        ("blue-mid", "paper"),
        ("blue-mid", "leaf"),
        ("blue-deep", "blue-mid"),
        ("ochre", "paper"),
        ("ochre", "leaf"),
    ],
)
def test_controls_and_marks_stand_out(mark: str, ground: str, theme: int) -> None:
    assert contrast(mark, ground, theme) >= 3
