"""The compiled copy: the same catalogue, and trusted only while content and code are those it was made of."""

from __future__ import annotations

import json
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support import real_content
from tests.support.spoiling import P1, TRACK, change, copy
from webapp.catalog import compiled
from webapp.catalog.faults import UnfitContent
from webapp.catalog.loader import load
from webapp.catalog.shelf import Catalog
from webapp.settings import ROOT

CASE = "exams/round/cases/village-fair.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copy(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / compiled.NAME


def head(path: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads(path.read_bytes().partition(b"\n")[0])
    return told


def set_head(path: Path, **changes: object) -> None:
    _, _, body = path.read_bytes().partition(b"\n")
    path.write_bytes(json.dumps({**head(path), **changes}).encode() + b"\n" + body)


def spoil_body(path: Path, old: bytes, new: bytes) -> None:
    raw = path.read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new, 1))


@pytest.mark.parametrize("whole", [False, True], ids=["the tiny school", "the whole content"])
def test_the_copy_holds_the_catalogue_that_reading_makes(content: Path, path: Path, *, whole: bool) -> None:
    folder = ROOT / "content" if whole else content
    read = real_content.catalog() if whole else load(folder)
    compiled.keep(read, compiled.hash_files(folder), path)
    copied = compiled.find(path)
    assert copied is not None
    assert copied.catalog() == read


def test_what_may_not_change_may_not_change_in_a_copy(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    again = compiled.load_compiled(content, path)
    with pytest.raises(TypeError):
        again.roles[0].targets["planning"] = 5  # type: ignore[index]


def test_a_current_copy_is_used(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    marked = _mark(path)
    assert marked in _titles(compiled.load_compiled(content, path))


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: change(content, P1, "What it waits for", "What it needs first"),
        lambda content: (content / "exams/mini/note.txt").write_text("new", encoding="utf-8"),
        lambda content: (content / CASE).rename(content / CASE.replace("fair", "fete")),
    ],
    ids=["changed", "added", "renamed"],
)
def test_a_copy_of_other_files_is_not_used(content: Path, path: Path, edit: object) -> None:
    compiled.load_compiled(content, path)
    marked = _mark(path)
    assert callable(edit)
    edit(content)
    assert marked not in _titles(compiled.load_compiled(content, path))
    found = compiled.find(path)
    assert found is not None
    assert found.files == compiled.hash_files(content), "the copy was made anew"


def test_a_change_that_keeps_size_and_times_is_seen(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    file = content / P1
    before = file.stat()
    file.write_text(
        file.read_text(encoding="utf-8").replace("What it waits for", "What it waits, ma"), "utf-8"
    )
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    question = next(
        each for each in compiled.load_compiled(content, path).bank("mini") if each.id == "mini-p1-001"
    )
    assert question.options[0].text == "What it waits, ma"


def test_a_copy_of_other_code_is_not_used(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    set_head(path, code="0" * 64)
    assert compiled.find(path) is None
    compiled.load_compiled(content, path)
    assert head(path)["code"] == compiled.hash_code()


@pytest.mark.parametrize("raw", [b"", b"\n", b"no json\n{}", b"[]\n{}", b"{}\n{}", b"\x80\x04\x95\x00\n"])
def test_what_is_no_copy_is_read_over(content: Path, path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    assert compiled.load_compiled(content, path) == load(content)
    assert compiled.find(path) is not None


def test_a_copy_that_was_cut_short_or_changed_is_not_used(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    assert compiled.find(path) is None
    path.write_bytes(whole)
    spoil_body(path, b"What it waits for", b"What it waits bit")
    assert compiled.find(path) is None


def test_a_body_that_holds_no_catalogue_is_read_over(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    files = head(path)["files"]
    body = b'{"tracks": 1}'
    from_hash = sha256(body).hexdigest()
    path.write_bytes(
        json.dumps({"code": compiled.hash_code(), "body": from_hash, "files": files}).encode() + b"\n" + body
    )
    assert compiled.load_compiled(content, path) == load(content)


def test_a_copy_is_for_its_owner_alone_and_leaves_nothing_beside_it(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir() if each.name != "content"] == [path.name]


def test_a_copy_that_cannot_be_kept_hinders_nothing(content: Path, tmp_path: Path) -> None:
    assert compiled.load_compiled(content, tmp_path / "not there" / "copy.json") == load(content)


def test_unfit_content_is_refused_and_leaves_the_old_copy(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    before = path.read_bytes()
    change(content, P1, "difficulty: 1", "difficulty: 9")
    with pytest.raises(UnfitContent):
        compiled.load_compiled(content, path)
    assert path.read_bytes() == before


def test_while_a_question_file_is_being_written_the_copy_tells_the_rest(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    marked = _mark(path)
    change(content, P1, "difficulty: 1", "difficulty: 9")
    assert marked in _titles(compiled.load_around(content, path))


def test_a_copy_is_not_asked_when_what_questions_point_to_has_changed(content: Path, path: Path) -> None:
    compiled.load_compiled(content, path)
    marked = _mark(path)
    change(content, TRACK, "title: Basics", "title: Basics again")
    around = compiled.load_around(content, path)
    assert marked not in _titles(around)
    assert around.tracks[0].title == "Basics again"


def test_without_a_copy_the_files_with_faults_are_left_out(content: Path, path: Path) -> None:
    change(content, P1, "difficulty: 1", "difficulty: 9")
    around = compiled.load_around(content, path)
    assert not any(each.task == "P1" for each in around.bank("mini"))
    assert any(each.task == "P2" for each in around.bank("mini"))
    assert not path.exists(), "half a bank is never kept"
    change(content, TRACK, "title: Basics", "titel: Basics")
    with pytest.raises(UnfitContent):
        compiled.load_around(content, path)


def _mark(path: Path) -> str:
    """Make a copy tell that it is one, as no file of the content does."""
    _, _, body = path.read_bytes().partition(b"\n")
    body = body.replace(b'"Mini practice exam"', b'"Out of the copy"', 1)
    told = {**head(path), "body": sha256(body).hexdigest()}
    path.write_bytes(json.dumps(told).encode() + b"\n" + body)
    return "Out of the copy"


def _titles(catalog: Catalog) -> list[str]:
    return [exam.title for exam in catalog.exams]
