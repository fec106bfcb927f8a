"""Our own builds are without fault, and a fault done to one is found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.editions.agreement import agree
from reportgen.editions.page import page
from reportgen.editions.pdf import pdf
from reportgen.editions.smallprint import disclosures_in

ROOT = Path(__file__).resolve().parents[3]


def run(folder, *arguments):
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
    command = [sys.executable, "-m", "reportgen", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def editions(folder):
    (built,) = (folder / "output").glob("20*")
    return [(built / name).read_bytes() for name in ("index.html", "report.txt", "report.pdf")]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The shipped issue, built: page, text, PDF."""
    folder = tmp_path_factory.mktemp("editions")
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "closes", folder / "closes")
    run(folder, "build")
    return editions(folder)


def every(html, text, paper):
    marked = disclosures_in(html)
    required = [id for id in marked if not id.startswith("risk ")]
    return [*page(html, "index.html", required), *pdf(paper, "report.pdf", marked), *agree(html, text, paper)]


def test_the_shipped_issue(built):
    html, _, _ = built
    assert every(*built) == []
    assert len(disclosures_in(html)) > 15


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("disclosure-small", ".disclosures p { margin: 0; }", ".disclosures p { margin: 0; font-size: 7px; }"),
        ("disclosure-small", ".risks p:last-child { margin: 0; }", ".risks p:last-child { font-size: 1rem; }"),
        ("access-contrast", "--muted: #5a6573", "--muted: #8b95a1"),
        ("access-contrast", "--line-1: #9db8dd", "--line-1: #2c343e"),
        ("access-language", '<html lang="en-US">', "<html>"),
        ("access-alt", ' role="img" aria-label="', ' role="img" data-was="'),
        ("access-table", '<th scope="row">', "<th>"),
        ("access-headings", "<h1>", "<h2>"),
    ],
)
def test_a_fault_in_its_page(built, code, old, new):
    text = built[0].decode()
    assert old in text
    found = page(text.replace(old, new), "index.html")
    assert {one.code for one in found} == {code}
    assert any(one.severity == "error" for one in found)


def test_a_number_changed_in_its_text(built):
    html, text, _ = built
    (one,) = agree(html, text.replace(b"rose 1.1%", b"rose 1.7%"))
    assert "1.7%" in one.message
    assert "1.1%" in one.message


def test_a_number_changed_in_its_page_is_missed_in_both_others(built):
    html, text, paper = built
    found = agree(html.replace(b"rose 1.1%", b"rose 1.7%"), text, paper)
    assert [one.place.file for one in found] == ["report.txt", "report.pdf"]


@pytest.mark.long
@pytest.mark.parametrize("preset", ["small-caps", "broad-market", "one-page", "global"])
def test_each_preset(preset, tmp_path):
    run(tmp_path, "init", "mine", "--preset", preset)
    run(tmp_path / "mine", "build")
    assert [one for one in every(*editions(tmp_path / "mine")) if one.severity == "error"] == []
