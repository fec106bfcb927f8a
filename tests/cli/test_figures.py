"""`reportgen figures` as a person types it, and what `build --archive` lays down."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reportgen.cli import main

ROOT = Path(__file__).resolve().parents[2]
Told = Callable[..., tuple[int, str, str]]


def run(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *args],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def archive(folder: Path, formats: str) -> Path:
    """The shipped issue, built in a folder with --archive."""
    shutil.copytree(ROOT / "closes", folder / "closes")
    shutil.copy(ROOT / "config.yaml", folder)
    done = run(folder, "build", "--archive", "--formats", formats, XDG_CACHE_HOME=str(folder / "cache"))
    assert done.returncode == 0, done.stderr
    assert "substantiation.html" in done.stdout
    assert ("archive.pdf" in done.stdout) == ("pdf" in formats)
    return folder


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped issue without its PDF, which takes longest."""
    return archive(tmp_path_factory.mktemp("archived"), "web,text")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped issue in every edition."""
    return archive(tmp_path_factory.mktemp("printed"), "web,pdf,text")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """What `reportgen figures` says in a folder: exit code, output, errors."""

    def figures(folder: Path, *args: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        with pytest.raises(SystemExit) as left:
            main(["figures", *args])
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return figures


BUILT = "output/2026-01-09"
SUM = "  close(2026-01-09) 2,624.22 / close(2026-01-02) 2,508.22 − 1 = 0.046247936… → jumped 4.6%, +4.6%, 4.6%"


@pytest.mark.parametrize("issue", [(), (BUILT,)])
def test_a_figure_is_worked_out_from_its_closes(told: Told, archived: Path, issue: tuple[str, ...]) -> None:
    code, out, err = told(archived, *issue, "--id", "russell_2000.week")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "russell_2000.week"
    assert "+4.62%" in lines[1]
    assert SUM in lines
    assert "  russell_2000  Fri 2026-01-02  2,508.22  deanfi-website.pages.dev" in lines
    assert "      https://deanfi-website.pages.dev/insights/marketpulse/2026-01-02" in lines
    assert "  chart week_bars, labels: Russell 2000: +4.6%" in lines


def test_the_issue_and_its_built_folder_explain_alike(told: Told, archived: Path) -> None:
    for form in ("text", "json"):
        said = {told(archived, *issue, "--format", form)[1] for issue in ((), (BUILT,))}
        assert len(said) == 1


def test_all_figures_in_a_table(told: Told, archived: Path) -> None:
    lines = told(archived)[1].splitlines()
    assert lines[0].split() == ["ID", "PRINTED", "VALUE", "AS", "OF", "SOURCE"]
    kept = json.loads((archived / BUILT / "figures.json").read_text())["figures"]
    assert [line.split()[0] for line in lines[1:]] == [one["id"] for one in kept]
    (fed,) = [line for line in lines if line.startswith("facts.fed_funds ")]
    assert fed.split("  ")[-1].startswith("FOMC statement")


def test_a_printed_number_tells_every_figure_printed_so(told: Told, archived: Path) -> None:
    rows = json.loads(told(archived, BUILT, "--id", "+4.6%", "--format", "json")[1])
    assert [row["id"] for row in rows] == ["russell_2000.2026-01-02..2026-01-09", "russell_2000.week"]
    assert rows[1]["worked"] == [SUM.strip()]
    fell = json.loads(told(archived, BUILT, "--id", "0.4%", "--format", "json")[1])
    assert [row["id"] for row in fell] == ["nasdaq.thursday"]


def test_a_fact_is_told_with_its_page(told: Told, archived: Path) -> None:
    said = told(archived, BUILT, "--id", "facts.fed_funds")[1]
    assert "fact, December 10, 2025: FOMC statement" in said
    assert "https://bankingjournal.aba.com/2025/12/" in said
    assert "Closes" not in said


@pytest.mark.parametrize(
    ("asked", "near"),
    [("rusell_2000.week", "russell_2000.week"), ("+4.5%", "+4.6%"), ("dow.xyzzy", "dow.week"), ("", "lists every one")],
)
def test_what_is_unknown_is_told_with_what_is_near(told: Told, archived: Path, asked: str, near: str) -> None:
    code, out, err = told(archived, BUILT, "--id", asked)
    assert (code, out) == (2, "")
    assert near in err


def test_when_closes_were_read_is_told(told: Told, archived: Path, tmp_path: Path) -> None:
    assert "not on record" in told(archived, BUILT, "--id", "dow.week")[1]
    shutil.copy(ROOT / "config.yaml", tmp_path)
    record = (
        (archived / BUILT / "record.json").read_text().replace('"retrieved": ""', '"retrieved": "2026-01-10T09:30:00Z"')
    )
    (tmp_path / "record.json").write_text(record)
    said = told(tmp_path, "--record", "record.json", "--id", "dow.week")[1]
    assert "deanfi-website.pages.dev, read 2026-01-10 09:30:00 UTC" in said


def test_a_folder_that_is_not_built_is_refused(told: Told, archived: Path, tmp_path: Path) -> None:
    assert "has no figures.json" in told(tmp_path, ".")[2]
    for content in ("no", '{"schema": 1}', "[]"):
        (tmp_path / "figures.json").write_text(content)
        code, out, err = told(tmp_path, ".")
        assert (code, out) == (2, "")
        assert "is no figures.json" in err
    code, _, err = told(archived, BUILT, "--week", "2026-01-09")
    assert code == 2 and "a week of its own" in err


@pytest.mark.long
def test_the_archive_carries_figures_json(printed: Path) -> None:
    folder = printed / BUILT
    with pikepdf.open(folder / "archive.pdf") as pdf:
        assert list(pdf.attachments) == ["figures.json"]
        assert pdf.attachments["figures.json"].get_file().read_bytes() == (folder / "figures.json").read_bytes()
        assert [str(file.AFRelationship) for file in pdf.Root.AF] == ["/Source"]
        assert pdf.open_metadata().pdfa_status == "3A"
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang == "en-US"
        pages = len(pdf.pages)
    with pikepdf.open(folder / "report.pdf") as pdf:
        assert len(pdf.pages) == pages and not pdf.attachments


@pytest.mark.long
def test_an_archive_is_the_same_twice_and_changes_nothing_else(printed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "config.yaml", tmp_path)
    shutil.copy(printed / BUILT / "record.json", tmp_path)
    elsewhere = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    assert run(tmp_path, "build", "--record", "record.json", "--archive", **elsewhere).returncode == 0
    again, first = tmp_path / BUILT, printed / BUILT
    names = sorted(p.name for p in first.iterdir() if p.is_file())
    assert {"archive.pdf", "substantiation.csv", "substantiation.html"} < set(names)
    for name in names:
        assert (again / name).read_bytes() == (first / name).read_bytes(), name
    assert run(tmp_path, "build", "--record", "record.json", **elsewhere).returncode == 0
    assert sorted(p.name for p in again.iterdir() if p.is_file()) == sorted(
        set(names) - {"archive.pdf", "substantiation.csv", "substantiation.html"}
    )
    assert (again / "report.pdf").read_bytes() == (first / "report.pdf").read_bytes()


def test_every_printed_number_of_the_page_has_its_row(archived: Path) -> None:
    page = (archived / BUILT / "index.html").read_text()
    figures = re.findall(r'data-figure="[^"]*"[^>]*>([^<]*)</data>', page)
    assert len(figures) > 60
    content = (archived / BUILT / "substantiation.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    shown = {row["printed"].removeprefix("'") for row in rows}
    assert {text.replace("&amp;", "&") for text in figures} <= shown
    assert all(row["source"] for row in rows)


def test_without_pdf_the_substantiation_stands_alone(archived: Path) -> None:
    names = {p.name for p in (archived / BUILT).iterdir()}
    assert "substantiation.csv" in names and "archive.pdf" not in names
