"""`reportgen market` as a person types it, against a Yahoo and a FRED on this machine, in real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from fred_server import Fred, csv, page
from yahoo_server import DOWN, Yahoo, chart, opening

pytestmark = pytest.mark.long

CONFIG = """
publication: {name: The Weekly, publisher: The Press}
market: {source: yahoo, benchmark: sp_500}
instruments:
  russell_2000: {symbol: ^RUT, name: Russell 2000}
  sp_500: {symbol: ^GSPC, name: S&P 500}
  ten_year: {symbol: DGS10, name: 10-year Treasury yield, kind: rate, source: fred}
performance: [close, week]
"""
ISSUE = """
issue:
  week_ending: 2026-01-09
  title: The week
  body: |
    The Russell 2000 closed at {{ russell_2000.close | level }}, and rose {{ russell_2000.week | size }}.

    [[performance]]
"""
DAYS = [date(2025, 12, 29) + timedelta(days=n) for n in range(12) if n not in (3, 5, 6)]


def levels(start: float, **changes: float) -> list[tuple[int, float]]:
    return [(opening(day), changes.get(f"d{day.day}", start + n)) for n, day in enumerate(DAYS)]


def fred_csv(days: list[date]) -> str:
    return "observation_date,DGS10\n" + "".join(f"{day},4.17\n" for day in days)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORTGEN_YAHOO_PAUSE", "0.01")
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "config.yaml").write_text(CONFIG)
    return tmp_path


def run(folder: Path, *args: str, yahoo: Yahoo | None = None, fred: Fred | None = None):
    nowhere = "http://127.0.0.1:9"
    servers = {
        "REPORTGEN_YAHOO_BASE_URL": yahoo.url if yahoo else nowhere,
        "REPORTGEN_FRED_BASE_URL": fred.url if fred else nowhere,
    }
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *args], cwd=folder, env={**os.environ, **servers},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def world(rut: dict[str, float] | None = None, days: list[date] | None = None) -> tuple[Yahoo, Fred]:
    yahoo = Yahoo({"^RUT": [chart("^RUT", levels(2500.0, **(rut or {})))], "^GSPC": [chart("^GSPC", levels(6900.0))]})
    return yahoo, Fred({"DGS10": [csv(fred_csv(days or DAYS[:-1]))]})


def test_fetch_keeps_and_tells_what_is_new_and_what_was_revised(folder: Path) -> None:
    yahoo, fred = world()
    with yahoo, fred:
        done = run(folder, "market", "fetch", "--week", "2026-01-09", yahoo=yahoo, fred=fred)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == [
            "yahoo  2 symbols, up to Friday 2026-01-09: 18 new closes, 0 revised",
            "fred   1 symbol, up to Thursday 2026-01-08: 8 new closes, 0 revised",
        ]
        again = run(folder, "market", "fetch", "--week", "2026-W02", yahoo=yahoo, fred=fred)
        assert "0 new closes, 0 revised" in again.stdout
    yahoo, fred = world({"d9": 2624.22}, DAYS)
    with yahoo, fred:
        done = run(folder, "market", "fetch", "--week", "2026-01-09", yahoo=yahoo, fred=fred)
    lines = done.stdout.splitlines()
    assert lines[0] == "yahoo  2 symbols, up to Friday 2026-01-09: 0 new closes, 1 revised"
    assert lines[1].startswith("       ^RUT on Friday 2026-01-09 is 2,624.22; it was 2,508.0 (read 20")
    assert lines[2] == "fred   1 symbol, up to Friday 2026-01-09: 1 new close, 0 revised"


def test_a_source_that_fails_is_told_beside_the_others(folder: Path) -> None:
    yahoo, fred = Yahoo({"^RUT": [DOWN], "^GSPC": [DOWN]}), Fred({"DGS10": [csv(fred_csv(DAYS))]})
    with yahoo, fred:
        done = run(folder, "market", "fetch", "--week", "2026-01-09", yahoo=yahoo, fred=fred)
    assert done.returncode == 4
    first, second = done.stdout.splitlines()
    assert first.startswith("yahoo  failed: ^RUT: Yahoo answered 500")
    assert second == "fred   1 symbol, up to Friday 2026-01-09: 9 new closes, 0 revised"


def test_without_a_week_everything_up_to_now_is_asked_for(folder: Path) -> None:
    yahoo, fred = world()
    with yahoo, fred:
        run(folder, "market", "fetch", yahoo=yahoo, fred=fred)
        assert date.fromisoformat(fred.seen[0]["coed"]) <= date.today()
        assert date.today() - date.fromisoformat(fred.seen[0]["coed"]) < timedelta(days=6)


def test_show(folder: Path) -> None:
    assert run(folder, "market", "show").returncode == 4
    yahoo, fred = world()
    with yahoo, fred:
        run(folder, "market", "fetch", "--week", "2026-01-09", yahoo=yahoo, fred=fred)
    assert run(folder, "market", "show").stdout.splitlines() == [
        "SOURCE  SYMBOL  FIRST       LAST        CLOSES  REVISED",
        "fred    DGS10   2025-12-29  2026-01-08       8        0",
        "yahoo   ^GSPC   2025-12-29  2026-01-09       9        0",
        "yahoo   ^RUT    2025-12-29  2026-01-09       9        0",
    ]
    week = run(folder, "market", "show", "--week", "2026-01-09").stdout.splitlines()
    assert week[0].endswith("WEEK TO 2026-01-09")
    assert week[1].endswith("without Fri 9")
    assert week[3].endswith("whole")
    lines = run(folder, "market", "show", "russell_2000").stdout.splitlines()
    assert lines[0] == "^RUT by yahoo: 9 closes from 2025-12-29 to 2026-01-09"
    assert lines[1].split() == ["SESSION", "CLOSE", "ADJUSTED", "READ", "PRINTED", "BY"]
    assert lines[-1].startswith("Fri 2026-01-09  2,508.0")
    assert len(run(folder, "market", "show", "^RUT", "--week", "2026-01-09").stdout.splitlines()) == 2 + 6
    missing = run(folder, "market", "show", "^NONE")
    assert missing.returncode == 2
    assert missing.stderr.startswith("closes.sqlite holds no closes of ^NONE\n")


SPREADSHEET = "\ufeffDatum;Schlusskurs\n09.01.2026;2.624,22\n\n08.01.2026;2.603,91\n07.01.2026;2.575,42\n06.01.2026;2.582,90\n05.01.2026;2.547,92\n02.01.2026;2.508,22\n"


def test_import_says_how_it_read_and_a_build_reads_it(folder: Path) -> None:
    (folder / "export.csv").write_text(SPREADSHEET)
    args = ("market", "import", "export.csv", "--symbol", "^RUT")
    tried = run(folder, *args, "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout.splitlines()[-1] == "Nothing was kept (--dry-run)."
    assert not (folder / "closes.sqlite").exists()
    done = run(folder, *args)
    assert done.stdout.splitlines()[0].startswith("Read export.csv: ")
    assert "decimal comma" in done.stdout
    assert done.stdout.splitlines()[-1] == "Kept in closes.sqlite under import: 6 new, 0 revised."
    (folder / "config.yaml").write_text(
        CONFIG.replace("source: yahoo", "source: store").replace("sp_500}", "russell_2000}").split("  sp_500:")[0]
        + "performance: [close, week]"
        + ISSUE
    )
    built = run(folder, "build", "--formats", "text")
    assert built.returncode in (0, 1), built.stderr
    text = next((folder / "output/2026-01-09").rglob("report.txt")).read_text()
    assert "closed at 2,624.22, and rose 4.6%" in " ".join(text.split())


@pytest.mark.parametrize(
    ("content", "args", "words"),
    [
        ("date;close\n09/01/2026;5,5\n08/01/2026;5,4\n", (), "may be"),
        ("date,close\n2126-01-08,5\n", (), "^RUT has a close for Tuesday 2126-01-08, which is yet to come"),
        ("date,close\n2026-01-09,-5\n2026-01-08,5\n", (), "^RUT has the close -5 for 2026-01-09"),
        ("date,close\n", (), "holds no closes"),
    ],
)
def test_what_is_not_imported(folder: Path, content: str, args: tuple[str, ...], words: str) -> None:
    (folder / "export.csv").write_text(content)
    done = run(folder, "market", "import", "export.csv", "--symbol", "^RUT", *args)
    assert done.returncode == 4, done.stdout
    assert words in done.stderr
    assert not (folder / "closes.sqlite").exists()


def test_import_tells_days_that_are_no_sessions(folder: Path) -> None:
    (folder / "export.csv").write_text("date,close\n2026-01-09,5\n2026-01-03,6\n")
    done = run(folder, "market", "import", "export.csv", "--symbol", "^X")
    assert "^X: 1 of 2 days are no sessions of XNYS (2026-01-03); no figure uses them." in done.stdout
    assert "Not among the instruments of config.yaml: ^X." in done.stdout


def test_a_build_falls_back_and_a_revision_is_told_against_the_record(folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG + ISSUE)
    yahoo, fred = world()
    with yahoo, fred:
        first = run(folder, "build", "--formats", "text", yahoo=yahoo, fred=fred)
    assert "stale-source" not in first.stderr
    assert first.returncode in (0, 1), first.stderr
    with Fred({"DGS10": [page(503)]}) as fred:
        stale = run(folder, "build", "--formats", "text", fred=fred)
    assert stale.returncode == first.returncode, stale.stderr
    assert stale.stderr.count("[stale-source]") == 2
    assert "yahoo failed, and the store's closes of ^RUT, ^GSPC are used, as read 20" in stale.stderr
    folder_of = next((folder / "output/2026-01-09").rglob("report.txt")).parent
    assert "Yahoo Finance via yfinance (as read 20" in " ".join((folder_of / "report.txt").read_text().split())
    if folder_of.name == "draft":
        for name in ("record.json", "figures.json"):
            (folder_of / name).rename(folder_of.parent / name)
    yahoo, fred = world({"d9": 2624.22})
    with yahoo, fred:
        assert run(folder, "market", "compare").stdout == "Compared 1 record with closes.sqlite: no findings.\n"
        revised = run(folder, "build", "--formats", "text", yahoo=yahoo, fred=fred)
    assert "the issue of 2026-01-09 was printed with 2,508.0 for ^RUT on Friday 2026-01-09" in revised.stderr
    assert "2,624.22 now: " in revised.stderr


def test_compare_on_demand(folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG + ISSUE)
    yahoo, fred = world()
    with yahoo, fred:
        run(folder, "build", "--formats", "text", yahoo=yahoo, fred=fred)
    record = next((folder / "output").rglob("record.json"))
    yahoo, fred = world({"d9": 2624.22})
    with yahoo, fred:
        run(folder, "market", "fetch", "--week", "2026-01-09", yahoo=yahoo, fred=fred)
    done = run(folder, "market", "compare", "--record", str(record))
    assert done.returncode == 1
    assert "was printed with 2,508.0 for ^RUT" in done.stderr
    assert "russell_2000.close" in done.stderr
    assert done.stdout == "Compared 1 record with closes.sqlite: 1 finding.\n"


def test_one_symbol_that_fails_takes_nothing_from_the_others(folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG + ISSUE)
    yahoo, fred = world()
    with yahoo, fred:
        run(folder, "market", "fetch", "--week", "2026-01-09", yahoo=yahoo, fred=fred)
    half = Yahoo({"^RUT": [DOWN], "^GSPC": [chart("^GSPC", levels(6950.0))]})
    with half, Fred({"DGS10": [csv(fred_csv(DAYS))]}) as fred:
        done = run(folder, "build", "--formats", "text", yahoo=half, fred=fred)
    assert "yahoo failed, and the store's closes of ^RUT are used, as read 20" in done.stderr
    assert done.stderr.count("[stale-source]") == 1
    assert "^GSPC on" not in done.stderr
    shown = run(folder, "market", "show", "^GSPC").stdout
    assert "revised: ^GSPC on Friday 2026-01-09 is 6,958.0; it was 6,908.0" in shown


def test_neither_the_source_nor_the_store(folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG + ISSUE)
    with Fred({"DGS10": [csv(fred_csv(DAYS))]}) as fred:
        done = run(folder, "build", "--formats", "text", fred=fred)
    assert done.returncode == 4
    assert (
        "Yahoo Finance cannot be reached: 127.0.0.1:9: Connection refused; closes.sqlite does not help: " in done.stderr
    )
    assert "^RUT has no close for 6 sessions" in done.stderr
