"""Parts of a drawing that can be pointed at."""

from webapp.drawing.regions import NOWHERE, letter, opening

REGIONS: dict[tuple[str, ...], str] = {("Pay", "Ada"): "c"}


def test_a_region_is_marked_and_keeps_its_own_class() -> None:
    assert opening("td", ("Pay", "Ada"), REGIONS) == '<td class="region" data-region="c">'
    assert opening("td", ("Pay", "Ada"), REGIONS, "level") == '<td class="level region" data-region="c">'


def test_any_other_part_is_left_as_it_is() -> None:
    assert opening("li", ("Pay", "Ben"), REGIONS) == "<li>"
    assert opening("li", ("Pay", "Ada"), NOWHERE, "level") == '<li class="level">'
    assert letter(("Pay", "Ben"), REGIONS) == ""


def test_the_letter_is_printed_for_eyes_only() -> None:
    assert letter(("Pay", "Ada"), REGIONS) == '<b class="region-letter" aria-hidden="true">C</b> '
