"""docs/curriculum.md says of the curriculum what is true of it today."""

from __future__ import annotations

from tests.support import real_content
from webapp.commands import curriculum
from webapp.settings import ROOT

COMMAND = "gantry content curriculum --write docs/curriculum.md"


def test_the_document_is_what_the_command_writes_today() -> None:
    written = (ROOT / "docs" / "curriculum.md").read_text(encoding="utf-8")
    today = curriculum.document(real_content.inspected().drafts)
    assert written.splitlines() == today.splitlines(), f"the lessons have changed; run `{COMMAND}`"


def test_every_track_has_its_map() -> None:
    tracks = real_content.inspected().drafts.tracks
    assert [track.written.entry.order for track in tracks] == list(range(1, 11))
    assert all(track.written.entry.covers for track in tracks)
