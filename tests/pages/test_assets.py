"""Assets: one sheet in the order of its layers, every file under one address that changes with any of them."""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.pages import assets
from webapp.pages.assets import SOURCE

FIRST_VISIT = (
    40_000  # bytes of sheet, two fonts and the scripts of an ordinary page; 2 kB are left for the page
)
ROOM = 32_500  # bytes of the sheet and of the one script of the exam room
CORE = ("fonts/serif.woff2", "fonts/inter.woff2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written = {
        "css/tokens.css": "/* tokens */\n@layer base;\nsrc { url: url('../fonts/serif.woff2'); }\n",
        "css/base.css": "a,\nb > c {\n  color: red; /* why */\n  margin: 0;\n}\n",
        "css/layout.css": "layout { top: 0; }\n",
        "css/components/zebra.css": "zebra { top: 0; }\n",
        "css/components/ape.css": "ape { top: 0; }\n",
        "css/pages/home.css": "home { top: 0; }\n",
        "css/apart/rare.css": "/* why */ rare { top: 0; }\n",
        "css/print.css": "print { top: 0; }\n",
        "css/notes.txt": "not served",
        "js/main.js": "import('./behaviors/timer.js')",
        "js/room.js": 'import { mount } from "./behaviors/timer.js";\nmount();\n',
        "js/behaviors/timer.js": "export const mount = 1",
        "mark.svg": "<svg/>",
    }
    for name, text in written.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_sheet_joins_every_layer_in_its_order(folder: Path) -> None:
    names = ("tokens", "b>c", "layout", "ape", "zebra", "home", "print")
    sheet = "tokens" + assets.joined(folder)
    places = [sheet.index(name) for name in names]
    assert places == sorted(places)


def test_the_sheet_loses_comments_and_idle_space_and_nothing_else(folder: Path) -> None:
    sheet = assets.joined(folder)
    assert "a,b>c{color:red;margin:0}" in sheet
    assert "/*" not in sheet
    assert "url('fonts/serif.woff2')" in sheet


def test_a_sheet_of_rare_pages_stays_apart(folder: Path) -> None:
    assert "rare" not in assets.joined(folder)
    assert assets.gather(folder).files["css/rare.css"] == b"rare{top:0}"


def test_every_file_is_gathered_by_its_name(folder: Path) -> None:
    gathered = assets.gather(folder)
    scripts = {"js/main.js", "js/room.js", "js/behaviors/timer.js"}
    assert set(gathered.files) == {"site.css", "css/rare.css", *scripts, "mark.svg"}
    assert gathered.url("js/main.js") == f"/static/{gathered.fingerprint}/js/main.js"


def test_the_script_of_the_exam_room_holds_all_that_it_imports(folder: Path) -> None:
    script = assets.gather(folder).files["js/room.js"].decode()
    assert "const mount = 1" in script
    assert "import" not in script


def test_an_asset_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(KeyError, match=r"no asset 'js/gone\.js'"):
        assets.gather(folder).url("js/gone.js")


def test_the_address_changes_with_any_file_and_with_nothing_else(folder: Path) -> None:
    before = assets.gather(folder).fingerprint
    assert assets.gather(folder).fingerprint == before
    (folder / "js/behaviors/timer.js").write_text("export const mount = 2", encoding="utf-8")
    assert assets.gather(folder).fingerprint != before


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("site.css", "text/css"),
        ("js/main.js", "text/javascript"),
        ("mark.svg", "image/svg+xml"),
        (CORE[0], "font/woff2"),
    ],
)
def test_a_file_is_served_for_good_and_with_its_type(client: FlaskClient, name: str, kind: str) -> None:
    answer = client.get(assets.gathered().url(name), buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_text_is_compressed_for_whoever_can_read_it(client: FlaskClient) -> None:
    url = assets.gathered().url("site.css")
    small = client.get(url, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == client.get(url, buffered=True).data


def test_an_old_address_is_not_found(client: FlaskClient) -> None:
    assert client.get("/static/0000000000000000/site.css").status_code == 404


def test_the_folder_appears_whole_and_is_written_once(folder: Path, tmp_path: Path) -> None:
    gathered = assets.gather(folder)
    kept = assets.written(gathered, tmp_path / "kept")
    assert (kept / "site.css").read_bytes() == gathered.files["site.css"]
    assert gzip.decompress((kept / "site.css.gz").read_bytes()) == gathered.files["site.css"]
    before = (kept / "site.css").stat().st_mtime_ns
    assert assets.written(gathered, tmp_path / "kept") == kept
    assert (kept / "site.css").stat().st_mtime_ns == before
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [gathered.fingerprint]


def test_a_process_that_was_slower_leaves_what_is_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered, kept_in, real = assets.gather(folder), tmp_path / "kept", tempfile.mkdtemp

    def overtaken(*, dir: Path) -> str:
        monkeypatch.setattr(tempfile, "mkdtemp", real)
        assets.written(gathered, kept_in)
        return real(dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", overtaken)
    assets.written(gathered, kept_in)
    assert [path.name for path in kept_in.iterdir()] == [gathered.fingerprint]


def test_templates_learn_the_addresses(app: Flask) -> None:
    asset = app.jinja_env.globals["asset"]
    assert callable(asset)
    assert asset("site.css") == assets.gathered().url("site.css")


def test_everything_the_sheet_names_is_served() -> None:
    gathered = assets.gathered()
    named = re.findall(r'url\("([^"]+)"\)', gathered.files["site.css"].decode())
    assert named
    assert [name for name in named if name not in gathered.files] == []


def test_every_sheet_of_ours_stays_inside_a_layer() -> None:
    unlayered = [
        path.name
        for path in SOURCE.rglob("*.css")
        if path.name not in {"tokens.css", "print.css"}
        and not re.match(
            r"(/\*.*?\*/\s*)*@layer (base|layout|components|pages) \{",
            path.read_text(encoding="utf-8"),
            re.DOTALL,
        )
    ]
    assert unlayered == []


def test_a_first_visit_weighs_little() -> None:
    files = assets.gathered().files
    text = ("site.css", "js/main.js", "js/behaviors/theme.js")
    weight = sum(len(gzip.compress(files[name])) for name in text) + sum(len(files[name]) for name in CORE)
    assert weight < FIRST_VISIT


def test_the_exam_room_asks_for_one_sheet_and_one_script() -> None:
    files = assets.gathered().files
    assert sum(len(gzip.compress(files[name])) for name in ("site.css", assets.ROOM)) < ROOM
    layout = (SOURCE.parent / "templates" / "layouts" / "focus.html").read_text(encoding="utf-8")
    assert re.findall(r"asset\('([^']+)'\)", layout) == [assets.ROOM]
