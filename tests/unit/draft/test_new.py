"""An issue is written whole, beside the last one, and never over anything."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reportgen.draft import new
from reportgen.errors import MarketError, UsageError
from reportgen.presets import defaults, lay, newsletter
from reportgen.wait import new_when_complete

NOW = datetime(2026, 1, 20, tzinfo=UTC)


def laid(folder: Path, preset: str = "one-page", live: bool = False) -> Path:
    lay(newsletter(defaults(preset), "mine"), folder)
    if live:
        words = (folder / "config.yaml").read_text().replace(", source: fred", "")
        words = words.replace("  source: record", "  source: reportgen.presets.made_up:closes")
        words = words.replace("  path: demonstration/record.json", "  licence: demonstration")
        (folder / "config.yaml").write_text(words)
    return folder


def run(root, **asked):
    return new(root, **{"week": None, "record": None, "output": Path("issues"), "now": NOW, **asked})


def test_this_week_s_issue_stands_beside_the_last_one(tmp_path):
    done = run(laid(tmp_path, live=True))
    assert (str(done.path), done.fresh, str(done.week)) == ("issues/2026-01-16.md", True, "2026-01-16")
    assert sorted(one.name for one in (tmp_path / "issues").iterdir()) == ["2026-01-09.md", "2026-01-16.md"]


def test_an_issue_that_is_there_is_a_mistake_or_kept(tmp_path):
    laid(tmp_path, live=True)
    mine = tmp_path / "issues/2026-01-16.md"
    mine.write_text("my own words")
    with pytest.raises(UsageError, match=r"2026-01-16\.md is there already"):
        run(tmp_path)
    done = run(tmp_path, keep=True)
    assert (done.fresh, done.week.isoformat(), str(done.path)) == (False, "2026-01-16", "issues/2026-01-16.md")
    assert mine.read_text() == "my own words"


def test_of_many_at_once_one_writes_and_the_file_is_whole(tmp_path):
    laid(tmp_path, live=True)
    told, start = [], threading.Barrier(4)

    def one():
        start.wait()
        try:
            told.append(run(tmp_path).fresh)
        except UsageError as error:
            told.append(error.message)

    threads = [threading.Thread(target=one) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert told.count(True) == 1
    assert all("is there already" in words for words in told if words is not True)
    written = (tmp_path / "issues/2026-01-16.md").read_text()
    assert written.startswith("---\n")
    assert sorted(one.name for one in (tmp_path / "issues").iterdir()) == ["2026-01-09.md", "2026-01-16.md"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_between_stays(tmp_path, monkeypatch, links):
    """Somebody writes the issue while it is drafted: on a file system with hard links, and on one without."""
    laid(tmp_path, live=True)
    mine, link = tmp_path / "issues/2026-01-16.md", os.link

    def between(source, target):
        mine.write_text("my own words")
        if not links:
            raise PermissionError(1, "Operation not permitted")
        link(source, target)

    monkeypatch.setattr(os, "link", between)
    with pytest.raises(UsageError, match="is there already"):
        run(tmp_path)
    assert mine.read_text() == "my own words"
    assert sorted(one.name for one in mine.parent.iterdir()) == ["2026-01-09.md", "2026-01-16.md"]


def test_without_hard_links_the_whole_file_is_written(tmp_path, monkeypatch):
    laid(tmp_path, live=True)

    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    run(tmp_path)
    assert (tmp_path / "issues/2026-01-16.md").read_text().count("\n---\n") == 1


@pytest.mark.parametrize("preset", ["broad-market", "one-page", "global"])
def test_a_record_of_one_week_says_what_to_do(preset, tmp_path):
    laid(tmp_path, preset)
    with pytest.raises(UsageError) as caught:
        run(tmp_path)
    assert caught.value.message == (
        "issues/2026-01-09.md is there already, and is not written over; demonstration/record.json holds no other week"
    )
    assert "name a live source under market: in config.yaml" in caught.value.hint
    with pytest.raises(UsageError, match=r"record.json holds the week ending 2026-01-09, but --week") as caught:
        run(tmp_path, week="2026-01-16")
    assert "name a live source" in caught.value.hint


def test_closes_of_one_week_say_what_to_do(tmp_path):
    laid(tmp_path, "small-caps")
    with pytest.raises(MarketError) as caught:
        run(tmp_path)
    assert caught.value.message == (
        "closes/2026-01-09.csv holds no closes of the week ended 2026-01-16: its last ones are of 2026-01-09"
    )
    assert caught.value.hint.startswith("Put the week's closes into it, or name a live source")
    with (tmp_path / "closes/2026-01-09.csv").open("a") as file:
        file.write("2026-01-12,^RUT,2630,me,https://example.org\n")
    with pytest.raises(MarketError, match="has no close for") as caught:
        run(tmp_path)
    assert "name a live source" not in caught.value.hint


def test_a_week_that_is_not_complete_says_when_it_will_be(tmp_path):
    laid(tmp_path, live=True)
    with pytest.raises(MarketError, match=r"is not complete before 2026-01-2\d \d\d:\d\d UTC") as caught:
        run(tmp_path, week="2026-01-23")
    assert "With --wait it is drafted as soon as it is complete" in caught.value.hint
    assert not (tmp_path / "issues/2026-01-23.md").exists()


class Clock:
    """A clock that only sleep moves."""

    def __init__(self, now):
        self.now, self.naps = now, 0

    def sleep(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.naps += 1


def waited(root, now, wait="3h", keep=False, week=None):
    clock = Clock(now)
    done = new_when_complete(
        root, week=week, record=None, output=Path("issues"), keep=keep, wait=wait, clock=lambda: clock.now,
        sleep=clock.sleep, step=lambda _: None,
    )  # fmt: skip
    return done, clock


FRIDAY = datetime(2026, 1, 16, 19, 0, tzinfo=UTC)


def test_it_waits_for_the_week_and_drafts_it(tmp_path, monkeypatch):
    root = laid(tmp_path, live=True)
    monkeypatch.chdir(root)
    done, clock = waited(root, FRIDAY, wait="5h")
    assert (done.fresh, done.week.isoformat()) == (True, "2026-01-16")
    assert clock.now >= datetime(2026, 1, 16, 23, 30, tzinfo=UTC)  # when the futures have settled, too
    assert clock.naps


def test_what_is_there_already_or_recorded_needs_no_waiting(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    recorded = laid(tmp_path / "recorded")
    done, clock = waited(recorded, FRIDAY, keep=True)
    assert (done.fresh, done.week.isoformat(), clock.naps) == (False, "2026-01-09", 0)
    live = laid(tmp_path / "live", live=True)
    (live / "issues/2026-01-16.md").write_text("my own words")
    done, clock = waited(live, FRIDAY, keep=True)
    assert (done.fresh, done.week.isoformat(), clock.naps) == (False, "2026-01-16", 0)
    with pytest.raises(UsageError, match="is there already"):
        waited(live, FRIDAY)


def test_nobody_waits_for_what_cannot_come(tmp_path, monkeypatch):
    """A week that is not over in time, and a file of another week when the week is over."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MarketError, match="cannot be complete before"):
        waited(laid(tmp_path / "live", live=True), FRIDAY, wait="1h", week="2026-01-16")
    root, clock = laid(tmp_path / "csv", "small-caps"), Clock(NOW)
    with pytest.raises(MarketError, match="holds no closes of the week ended 2026-01-16"):
        new_when_complete(
            root, week=None, record=None, output=Path("issues"), keep=True, wait="3h", clock=lambda: clock.now,
            sleep=clock.sleep, step=lambda _: None,
        )  # fmt: skip
    assert clock.naps == 0
