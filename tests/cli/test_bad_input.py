"""Bad input, tried as seriously as good: one clear message, the documented exit code, no traceback, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[2]
CONFIG = (ROOT / "config.yaml").read_text()


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


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the shipped issue, its closes and the set of an earlier build."""
    (tmp_path / "closes").mkdir()
    (tmp_path / "closes/2026-01-09.csv").write_bytes((ROOT / "closes/2026-01-09.csv").read_bytes())
    (tmp_path / "config.yaml").write_text(CONFIG)
    last = tmp_path / "output/2026-01-09"
    last.mkdir(parents=True)
    (last / "index.html").write_text("the last good page")
    return tmp_path


def refused(project: Path, code: int, *said: str, args: tuple[str, ...] = ()) -> str:
    done = run(project, "build", "--formats", "text", *args)
    assert done.returncode == code, done.stderr
    for words in said:
        assert words in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "output/2026-01-09/index.html").read_text() == "the last good page"
    assert not list((project / "output").glob(".*"))
    return done.stderr


def changed(project: Path, old: str, new: str) -> None:
    assert old in CONFIG
    (project / "config.yaml").write_text(CONFIG.replace(old, new, 1))


def line_of(words: str, text: str = CONFIG) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_no_config(tmp_path: Path) -> None:
    done = run(tmp_path, "build")
    assert done.returncode == 3
    assert "config.yaml:1:1: there is no such file" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "config.yaml:1:1: is empty"),
        (b"# only a comment\n", "config.yaml:1:1: is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "config.yaml:1:1: is not UTF-8 text"),
        (b"publication:\n  name: a\x00b\n", "config.yaml:2:10: holds a character that is not text"),
        (b"publication:\n\tname: A\n", "config.yaml:2:1: a tab stands where YAML wants spaces"),
        (b'publication:\n  name: "A\n', ":2:9: a quotation mark opened here is never closed"),
        (b"- a\n- b\n", "config.yaml:1:1: must be a mapping"),
        (b"just words\n", "config.yaml:1:1: must be a mapping"),
        (b"a: &x [*x]\n", "refers to itself"),
        (b"x" * 10_000_000, "is 10 MB large; at most 2 MB are read"),
    ],
)
def test_unreadable_config(project: Path, content: bytes, said: str) -> None:
    (project / "config.yaml").write_bytes(content)
    refused(project, 3, said)


def test_a_folder_in_the_files_place(project: Path) -> None:
    (project / "config.yaml").unlink()
    (project / "config.yaml").mkdir()
    refused(project, 3, "config.yaml:1:1: is a folder")


def test_two_quotes_with_one_key(project: Path) -> None:
    again = "    lecubarri:\n      text: Another\n      speaker: A\n      date: 2026\n      outlet: B\n\n  facts:\n"
    changed(project, "  facts:\n", again)
    refused(project, 3, "issue.quotes.lecubarri: stands twice", f"first on line {line_of('    lecubarri:')}")


def test_every_mistake_at_once_with_its_place(project: Path) -> None:
    text = CONFIG.replace("firm: JPMorgan", "frim: JPMorgan").replace("paper: letter ", "paper: lettr ")
    text = text.replace("symbol: ^DJI", "symbol: $(reboot)").replace("week_ending: 2026-01-09", "week_ending: soon")
    (project / "config.yaml").write_text(text)
    said = refused(
        project,
        3,
        f"config.yaml:{line_of('frim:', text)}:7: issue.quotes.lecubarri.frim: unknown key (did you mean 'firm'?)",
        "look.paper: 'lettr' is not one of letter or a4 (did you mean 'letter'?)",
        "instruments.dow.symbol: '$(reboot)': a symbol holds letters, digits",
        "issue.week_ending: 'soon' is no date (write 2026-01-09)",
    )
    places = [int(row.split(":")[1]) for row in said.splitlines() if row.startswith("config.yaml:")]
    assert places == sorted(places)


def test_a_missing_quote(project: Path) -> None:
    changed(project, "[[quote lecubarri]]", "[[quote lecubari]]")
    refused(project, 5, "there is no quote lecubari (did you mean lecubarri?)", f":{line_of('[[quote lecubarri]]')}:7:")


def test_an_unknown_figure(project: Path) -> None:
    changed(project, "{{ nasdaq.thursday | moved }}", "{{ nasdaq.thurday | moved }}")
    line = line_of("{{ nasdaq.thursday")
    column = CONFIG.splitlines()[line - 1].index("nasdaq.thursday") + 1
    refused(project, 5, f"config.yaml:{line}:{column}: there is no name nasdaq.thurday (did you mean nasdaq.thursday?)")


def test_an_absent_figure_says_why(project: Path) -> None:
    changed(project, "{{ russell_2000.year | percent }} since", "{{ russell_2000.one_year | percent }} since")
    refused(project, 5, "russell_2000.one_year is absent: russell_2000 has no close for Wednesday 2025-01-08")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-01-10", "Saturday 2026-01-10 is no trading day; the last session of that week is Friday 2026-01-09"),
        ("2026-01-07", "is not the last session of its week; that is Friday 2026-01-09"),
        ("2099-01-09", "is not complete before 2099-01-09"),
        ("1492-10-12", "outside the calendars"),
    ],
)
def test_no_week(project: Path, day: str, said: str) -> None:
    changed(project, "week_ending: 2026-01-09", f"week_ending: {day}")
    refused(project, 4 if day.startswith("2099") else 3, said)


@pytest.mark.parametrize("week", ["2026-01-16", "2026-W03"])
def test_a_week_that_disagrees(project: Path, week: str) -> None:
    refused(project, 2, "--week asks for the week ending 2026-01-16", args=("--week", week))


@pytest.mark.parametrize("week", ["soon", "2026-13-40", "2026-W60", "../x"])
def test_no_week_at_all(project: Path, week: str) -> None:
    refused(project, 2, f"--week: '{week}' is no week", args=("--week", week))


def test_a_lost_session_is_named(project: Path) -> None:
    closes = project / "closes/2026-01-09.csv"
    rows = [r for r in closes.read_text().splitlines() if not r.startswith("2026-01-09,^RUT")]
    closes.write_text("\n".join(rows) + "\n")
    refused(project, 4, "^RUT has no close for Friday 2026-01-09")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-01-09,^RUT,x,a,b", "'x' is no close"),
        ("09/01/2026,^RUT,1.0,a,b", "'09/01/2026' is no date"),
        ("2026-01-09,^RUT,-5,a,b", "^RUT has two closes for 2026-01-09: 2624.22 and -5.0"),
        ("2026-01-09,^RUT,2600.00,a,b", "^RUT has two closes for 2026-01-09"),
    ],
)
def test_a_bad_row(project: Path, row: str, said: str) -> None:
    closes = project / "closes/2026-01-09.csv"
    closes.write_text(closes.read_text() + row + "\n")
    refused(project, 4, said, "2026-01-09.csv:128:1")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"schema": 2}', '{"schema": 1}', "[" * 100_000, "\x00"])
def test_a_record_that_is_none(project: Path, content: str) -> None:
    (project / "r.json").write_text(content)
    refused(project, 4, "r.json:", args=("--record", "r.json"))


def test_no_record(project: Path) -> None:
    refused(project, 4, "there is no such record", args=("--record", "nowhere.json"))


def test_a_template_with_a_syntax_error(project: Path) -> None:
    (project / "templates/text").mkdir(parents=True)
    (project / "templates/text/quote.txt.j2").write_text("fine\n{{ content.text\n")
    refused(project, 5, "templates/text/quote.txt.j2:2:1: cannot be read")


def test_a_template_that_names_nothing(project: Path) -> None:
    (project / "templates/text").mkdir(parents=True)
    (project / "templates/text/quote.txt.j2").write_text("fine\n{{ content.txet }}\n")
    refused(project, 5, "templates/text/quote.txt.j2:2:1: cannot be filled", "txet")


def test_an_output_that_is_a_file(project: Path) -> None:
    (project / "taken").write_text("mine")
    refused(project, 2, "taken is a file", args=("--output", "taken"))
    assert (project / "taken").read_text() == "mine"


def test_an_output_without_permission(project: Path) -> None:
    refused(project, 2, "cannot be written", args=("--output", "/proc/reportgen"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
def test_a_full_disk(project: Path) -> None:
    """Files may not grow beyond 8 KB: what a full disk does, without filling one."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192));"
        "sys.argv = ['reportgen', 'build', '--formats', 'text']; from reportgen.cli import main; main()"
    )
    calm = {key: value for key, value in os.environ.items() if not key.startswith("COV")}  # it, too, would write
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=calm, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "output/2026-01-09/index.html").read_text() == "the last good page"
    assert not list((project / "output").glob(".2026*"))


def test_formats_that_are_none(project: Path) -> None:
    refused(project, 2, "'epub' is not one of web, pdf, text", args=("--formats", "text,epub"))


def test_low_contrast_is_refused_with_a_better_shade(project: Path) -> None:
    changed(project, 'accent: "#0b5d4b"', 'accent: "#ffcc00"')
    refused(project, 3, "#ffcc00 has 1.5:1 against white; text needs 4.5:1", "nearest darker shade")


def test_a_picture_needs_words(project: Path) -> None:
    (project / "chart.png").write_bytes(b"\x89PNG")
    changed(
        project, "    [[chart week_bars]]", "    ![](chart.png)\n\n    ![x](../../etc/passwd)\n\n    ![y](nowhere.png)"
    )
    refused(
        project, 5, "the picture chart.png has no alt text", "is not a file of this project", "no picture nowhere.png"
    )


def test_prose_cannot_leave_its_sandbox(project: Path) -> None:
    changed(project, "    [[performance]]", "    {{ ''.__class__ }} {% include 'x' %} {{ week.__init__ }}")
    refused(project, 5, "nothing is called __class__ here", "{% include %} may not stand in prose", "week.__init__")


def test_a_source_that_does_not_exist(project: Path) -> None:
    changed(project, "  source: csv ", "  source: nowhere.module:function ")
    refused(project, 3, "nowhere.module:function cannot be loaded")


def test_a_typed_number_makes_a_draft(project: Path) -> None:
    changed(project, "On December 10 the Federal", "Small caps gained 4.1% this week. On December 10 the Federal")
    done = run(project, "build")
    assert done.returncode == 1
    line = line_of("On December 10 the Federal")
    assert f"config.yaml:{line}:23: error [typed-number]" in done.stderr
    assert "“4.1%” is typed by hand" in done.stderr
    draft = project / "output/2026-01-09/draft"
    assert "DRAFT" in (draft / "index.html").read_text()
    assert "DRAFT" in (draft / "report.txt").read_text()
    assert (project / "output/2026-01-09/index.html").read_text() == "the last good page"


def test_what_is_not_ours_stays(project: Path) -> None:
    (project / "output/2026-01-09/letter.txt").write_text("mine")
    (project / "output/2026-01-09/report.pdf").write_text("an older one")
    done = run(project, "build", "--formats", "text")
    assert done.returncode == 0, done.stderr
    assert (project / "output/2026-01-09/letter.txt").read_text() == "mine"
    assert not (project / "output/2026-01-09/report.pdf").exists()
    assert not (project / "output/2026-01-09/index.html").exists()
