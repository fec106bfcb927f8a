"""The shipped week against files that a person has looked at. `make golden` writes them anew; read the difference.

The PDF and the charts are held by what they say and by their bytes being the same twice, not by bytes kept here:
those depend on the versions of Pango and matplotlib.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).parent / "2026-01-09"
EVERY = "web,pdf,text,email"


def build(folder: Path, *args: str, **environment: str) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "build", *args],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "output/2026-01-09"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped issue, built in a folder of its own."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "closes", folder / "closes")
    return build(folder, "--formats", EVERY, XDG_CACHE_HOME=str(folder / "cache"))


def bare(name: str, content: str) -> str:
    """A page without its fonts and drawings, which are held elsewhere."""
    if name != "index.html":
        return content
    content = re.sub(r"url\(data:font/[^)]*\)", "url(…)", content)
    return re.sub(r"<svg .*?</svg>", "<svg>…</svg>", content, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["index.html", "report.txt", "email.html", "email.txt", "record.json", "figures.json"])
def test_golden(built: Path, name: str, request: pytest.FixtureRequest) -> None:
    made = bare(name, (built / name).read_text())
    if request.config.getoption("--golden"):
        KEPT.mkdir(exist_ok=True)
        (KEPT / name).write_text(made)
    assert made == (KEPT / name).read_text()


def test_one_number_everywhere(built: Path) -> None:
    """The weekly changes stand in every edition; the founding article's wrong ones stand in none."""
    for name in ("index.html", "report.txt", "email.html", "email.txt", "figures.json"):
        text = (built / name).read_text()
        for right in ("+4.6%", "+1.6%", "+2.3%", "+1.9%"):
            assert right in text
        assert "4.1%" not in text
        assert "in the red" not in text
    assert "the Nasdaq rose 0.8% on Friday" in " ".join((built / "report.txt").read_text().split())


def test_every_printed_figure_is_kept(built: Path) -> None:
    page = (built / "index.html").read_text()
    import json

    kept = {one["id"]: one for one in json.loads((built / "figures.json").read_text())["figures"]}
    printed = re.findall(r'<data [^>]*value="([^"]*)" data-figure="([^"]*)"[^>]*>([^<]*)</data>', page)
    assert len(printed) > 60
    for value, id, text in printed:
        assert str(kept[id]["value"]).replace("&", "&amp;") == value
        assert text.replace("&amp;", "&") in kept[id]["printed"]


def test_same_bytes_elsewhere_without_caches(built: Path, tmp_path: Path) -> None:
    """From its record: in another folder, on another day, with no network, no calendar and no cache."""
    shutil.copy(ROOT / "config.yaml", tmp_path)
    shutil.copy(built / "record.json", tmp_path)
    (tmp_path / "exchange_calendars.py").write_text("raise ImportError('a record needs no calendar')")
    again = build(
        tmp_path, "--record", "record.json", "--formats", EVERY,
        XDG_CACHE_HOME=str(tmp_path / "cache"), TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7",
    )  # fmt: skip
    names = sorted(str(p.relative_to(built)) for p in built.rglob("*") if p.is_file())
    assert names == sorted(str(p.relative_to(again)) for p in again.rglob("*") if p.is_file())
    for name in names:
        assert (again / name).read_bytes() == (built / name).read_bytes(), name


def test_a_chart_whose_inputs_did_not_change_is_not_drawn_again(tmp_path: Path) -> None:
    """A new sentence draws nothing; a new accent draws everything."""
    text = (ROOT / "config.yaml").read_text()
    shutil.copytree(ROOT / "closes", tmp_path / "closes")
    kept = tmp_path / "cache/reportgen/charts"

    def drawn(words: str) -> dict[str, int]:
        (tmp_path / "config.yaml").write_text(words)
        build(tmp_path, "--formats", "web", XDG_CACHE_HOME=str(tmp_path / "cache"))
        return {p.name: p.stat().st_mtime_ns for p in kept.iterdir()}

    first = drawn(text)
    assert len(first) == 3
    assert drawn(text.replace("one good week does not settle it", "one good week settles little")) == first
    assert len(drawn(text.replace("#0b5d4b", "#7a1f2b"))) == 6
