"""What the machine has: found where it is, and the reason given where it cannot be installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import machine


def make_programs(folder: Path, *names: str) -> Path:
    """Empty programs in a folder."""
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).touch(mode=0o755)
    return folder


def test_a_server_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_programs(tmp_path / "bin", "initdb", "pg_ctl")
    monkeypatch.setattr(machine, "SERVERS", tmp_path / "none")
    monkeypatch.setenv("PATH", str(folder))
    assert machine.find_postgresql() == folder


def test_the_newest_of_several_servers_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("9.6", "15", "17"):
        make_programs(tmp_path / version / "bin", "initdb", "pg_ctl")
    monkeypatch.setattr(machine, "SERVERS", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert machine.find_postgresql() == tmp_path / "17" / "bin"


def test_a_client_alone_is_no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_programs(tmp_path / "15" / "bin", "psql", "pg_ctl")
    monkeypatch.setattr(machine, "SERVERS", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert machine.find_postgresql() is None


def test_a_browser_is_found_under_any_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_programs(tmp_path / "bin", "google-chrome")
    monkeypatch.setenv("PATH", str(folder))
    assert machine.find_chromium() == folder / "google-chrome"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.find_chromium() is None


def test_without_apt_the_reason_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "install chromium by this system's own means" in machine.install("chromium")


def test_somebody_who_is_not_root_is_told_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(make_programs(tmp_path / "bin", "apt-get")))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert machine.install("chromium").endswith("sudo apt-get install chromium")


def test_an_installation_that_fails_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = make_programs(tmp_path / "bin")
    (folder / "apt-get").write_text("#!/bin/sh\nexit 100\n", encoding="ascii")
    (folder / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert machine.install("chromium") == "`apt-get update` failed"
