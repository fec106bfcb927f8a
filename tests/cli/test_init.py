"""`reportgen init`: each preset made, built, and held against itself in every edition."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))
from outside.typeset import runs

pytestmark = pytest.mark.long
PRESETS = ("small-caps", "broad-market", "one-page", "global")


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache")}
    command = [sys.executable, "-m", "reportgen", *args]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.fixture(scope="module", params=PRESETS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp(request.param)
    done = run(folder, "init", "mine", "--preset", request.param)
    assert done.returncode == 0, done.stderr
    assert "Next:  cd mine && reportgen build" in done.stdout
    return request.param, folder / "mine"


@pytest.fixture(scope="module")
def built(made: tuple[str, Path]) -> tuple[str, Path]:
    done = run(made[1], "build")
    assert done.returncode == 0, done.stderr
    told = [row for row in done.stderr.splitlines() if "warning" in row or "error" in row or "info" in row]
    assert told == []
    return made[0], made[1] / "output/2026-01-09"


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_made_up_prices_say_so_in_every_edition(built: tuple[str, Path]) -> None:
    name, folder = built
    made_up = name != "small-caps"
    assert ("MADE-UP PRICES" in (folder / "index.html").read_text()) == made_up
    assert ("MADE-UP PRICES" in (folder / "report.txt").read_text()) == made_up
    assert (json.loads((folder / "record.json").read_text()).get("made_up") is True) == made_up
    figures = json.loads((folder / "figures.json").read_text())["figures"]
    assert all(("made-up prices" in one["source"]) == made_up for one in figures if one["inputs"])
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("MADE-UP PRICES") == made_up
        if name == "one-page":
            assert len(pdf.pages) == 1
            assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_every_figure_is_the_same_in_every_edition(built: tuple[str, Path]) -> None:
    """Charts are drawings and no text of the page: what only they print is looked for in their files."""
    _, folder = built
    with pikepdf.open(folder / "report.pdf") as pdf:
        printed = bare("".join(text for text, _ in runs(pdf)))
    page, text = (bare(re.sub(r"<[^>]*>", "", (folder / name).read_text())) for name in ("index.html", "report.txt"))
    page = page.replace("&#39;", "'").replace("&amp;", "&")
    drawn = bare("".join(re.sub(r"<[^>]*>", " ", one.read_text()) for one in (folder / "charts").glob("*.svg")))
    figures = json.loads((folder / "figures.json").read_text())["figures"]
    assert len(figures) > 20
    for one in figures:
        for words in map(bare, one["printed"]):
            assert words in page, one["id"]
            assert words in text, one["id"]
            assert words in printed or words in drawn or words in page, one["id"]


def test_what_tables_print_stands_in_the_pdf(built: tuple[str, Path]) -> None:
    _, folder = built
    with pikepdf.open(folder / "report.pdf") as pdf:
        printed = bare("".join(text for text, _ in runs(pdf)))
    rows = re.findall(r"<td[^>]*>.*?</td>", (folder / "index.html").read_text(), re.DOTALL)
    cells = [bare(re.sub(r"<[^>]*>", "", row)) for row in rows]
    assert len([cell for cell in cells if cell]) >= 20
    assert [cell for cell in cells if cell not in printed] == []


@pytest.mark.parametrize("made", ["global"], indirect=True)
def test_charts_print_whole_numbers_of_the_record(built: tuple[str, Path]) -> None:
    """A drawing's places are rounded, its words never: natural gas at $3.218 once stood in it as $3.21."""
    _, folder = built
    figures = {one["id"]: one for one in json.loads((folder / "figures.json").read_text())["figures"]}
    drawn = (folder / "charts/ranges.svg").read_text()
    for key in ("natural_gas", "copper"):
        (words,) = figures[f"{key}.close"]["printed"]
        assert len(words.partition(".")[2]) > 2
        assert f">{words}<" in drawn


@pytest.mark.parametrize("made", PRESETS[:3], indirect=True)
def test_twice_the_same_bytes(built: tuple[str, Path], tmp_path: Path) -> None:
    _, folder = built
    again = folder.parents[1]
    done = run(again, "build", "--output", str(tmp_path / "again"))
    assert done.returncode == 0
    for one in sorted(folder.rglob("*")):
        if one.is_file():
            assert one.read_bytes() == (tmp_path / "again" / "2026-01-09" / one.relative_to(folder)).read_bytes(), one


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/config.yaml").write_text("my own")
    done = run(tmp_path, "init", "mine", "--preset", "one-page")
    assert done.returncode == 2
    assert "mine is not empty: config.yaml" in done.stderr
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["config.yaml"]
    assert (tmp_path / "mine/config.yaml").read_text() == "my own"
    (tmp_path / "file").write_text("")
    assert run(tmp_path, "init", "file", "--preset", "one-page").returncode == 2
    assert run(tmp_path, "init", "file/below", "--preset", "one-page").returncode == 2


def test_what_is_asked_wrongly_is_told(tmp_path: Path) -> None:
    for args, words in (
        (("mine", "--preset", "globe"), "did you mean global?"),
        (("mine", "--paper", "folio"), "'folio' is not one of letter, a4"),
        (("mine", "--name", "one\ntwo"), "--name: has more than one line"),
        (("mine", "--name", " "), "--name: is empty"),
        (("mine", "--publisher", "a\x07b"), "--publisher: holds a character that is not text (U+0007)"),
        (("mine", "--preset", "one-page", "--week", "2026-01-10"), "2026-01-10"),
        (("mine", "--preset", "small-caps", "--week", "2025-07-11"), "published closes"),
    ):
        done = run(tmp_path, "init", *args)
        assert done.returncode == 2, args
        assert words in done.stderr
        assert not (tmp_path / "mine").exists()


def test_the_list_tells_each_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "--list")
    assert done.returncode == 0
    assert [row.split()[0] for row in done.stdout.splitlines()] == list(PRESETS)
    assert all(row.endswith(".") for row in done.stdout.splitlines())


def test_another_week_builds(tmp_path: Path) -> None:
    """Good Friday's week: four sessions in New York, and fewer elsewhere."""
    assert run(tmp_path, "init", "mine", "--preset", "one-page", "--week", "2025-W16").returncode == 0
    done = run(tmp_path / "mine", "build", "--formats", "web,text")
    assert done.returncode == 0, done.stderr
    assert "Good Friday" in (tmp_path / "mine/output/2025-04-17/report.txt").read_text()
