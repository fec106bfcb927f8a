"""The four newsletters as they are shipped."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from reportgen.config import load
from reportgen.errors import UsageError
from reportgen.market.record import read
from reportgen.presets import ISSUE, PRESETS, RECORD, WEEK, demonstration, for_week, preset
from reportgen.presets.lay import lay
from reportgen.reference import wordings

ROOT = Path(__file__).resolve().parents[3]
MADE_UP = [name for name in PRESETS if RECORD in preset(name)]


def laid(name: str, folder: Path) -> Path:
    lay(preset(name), folder)
    return folder


def test_three_are_made_up_and_one_is_not():
    assert MADE_UP == ["broad-market", "one-page", "global"]
    assert set(preset("small-caps")) == {"closes/2026-01-09.csv", "config.yaml", ISSUE}
    assert preset("small-caps")["closes/2026-01-09.csv"] == (ROOT / "closes/2026-01-09.csv").read_bytes()


@pytest.mark.parametrize("name", MADE_UP)
def test_their_records_carry_the_mark(name, tmp_path):
    market, _ = read(laid(name, tmp_path) / RECORD)
    assert market.made_up
    assert market.source == "made-up prices"
    assert {close.source for by in market.closes.values() for close in by.values()} == {"made-up prices"}
    assert market.week.end == WEEK
    assert len((tmp_path / RECORD).read_bytes()) < 450_000


@pytest.mark.parametrize("name", PRESETS)
def test_they_are_read_without_a_mistake_and_say_how_to_go_live(name, tmp_path):
    project = load(laid(name, tmp_path))
    assert project.issue.week_ending == WEEK
    assert not project.issue.quotes
    assert all(event.source and event.url and event.date > WEEK for event in project.issue.events)
    words = (tmp_path / "config.yaml").read_text()
    assert "# To go live" in words
    live = words.replace("  # source: yahoo", "  source: yahoo").replace("  # label:", "  label:")
    live = live.replace("  # licence: personal", "  licence: personal")
    kept = [row for row in live.splitlines() if not row.startswith(("  source: record", "  path:", "  source: csv"))]
    if name == "small-caps":
        kept.remove("  label: published closes, each with its page on record")
    (tmp_path / "config.yaml").write_text("\n".join(kept))
    plan = load(tmp_path).market
    assert (plan.source, plan.licence, plan.path) == ("yahoo", "personal", None)
    ids = {one.id for one in wordings()}
    assert set(project.wordings) <= ids


def test_the_global_one_is_as_wide_as_it_says(tmp_path):
    project = load(laid("global", tmp_path))
    assert 38 <= len(project.instruments) <= 42
    assert len({one.calendar for one in project.instruments.values()}) >= 12
    assert len(project.charts) == 10
    assert len({one.kind for one in project.charts.values()}) == 10


def test_the_same_record_is_made_anew():
    files = preset("one-page")
    assert demonstration(files["config.yaml"], WEEK) == files[RECORD]


def test_another_week_has_closes_of_its_own():
    files = preset("one-page", date(2025, 4, 17))
    record = json.loads(files[RECORD])
    assert (record["week_ending"], record["made_up"]) == ("2025-04-17", True)
    assert set(files) == {"config.yaml", "issues/2025-04-17.md", RECORD}
    issue = files["issues/2025-04-17.md"]
    assert b"week_ending: 2025-04-17" in issue
    assert b"week_ahead" not in issue
    assert b"2026-01" not in issue


def test_charts_begin_as_long_before_another_week(tmp_path):
    files = for_week(preset("global"), date(2025, 7, 11))
    assert b"from: 2025-04-11" in files["config.yaml"]
    assert b"from: 2024-07-12" in files["config.yaml"]
    assert b"The week ahead" not in files["issues/2025-07-11.md"]
    lay(files, tmp_path)
    issue = load(tmp_path).issue
    assert (issue.events, issue.week_ending) == ((), date(2025, 7, 11))


@pytest.mark.parametrize("name", PRESETS)
def test_what_is_of_one_week_stands_in_its_issue(name):
    files = preset(name)
    assert not re.search(r"(?m)^issue:", files["config.yaml"].decode())
    assert "`issue:`" not in files["config.yaml"].decode()
    assert files[ISSUE].startswith(b"---\nweek_ending: 2026-01-09\n")


def test_published_closes_are_of_one_week_only():
    with pytest.raises(UsageError, match="published closes of the week ended 2026-01-09"):
        preset("small-caps", date(2025, 7, 11))
    with pytest.raises(UsageError, match="is not the last session of its week"):
        preset("one-page", date(2025, 7, 9))
