"""Waiting for a week: when it is asked, how often, what is told, and how it ends. The clock is given."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import ConfigError, MarketError, Mistakes, UsageError
from reportgen.wait import NAP, alone, duration, when_complete

FOUR = datetime(2026, 1, 9, 20, 0, tzinfo=UTC)
READY = datetime(2026, 1, 9, 21, 30, tzinfo=UTC)


class Desk:
    """A clock that only sleep moves, a source that answers from `there` on, and what was told."""

    def __init__(self, there=None, now=FOUR, reasons=("^RUT has no close for Friday 2026-01-09",)):
        self.now, self.there, self.reasons = now, there, reasons
        self.asked, self.told, self.naps = [], [], []

    def sleep(self, seconds):
        self.naps.append(seconds)
        self.now += timedelta(seconds=seconds)

    def attempt(self, now):
        assert now == self.now
        self.asked.append(now)
        if self.there is None or now < self.there:
            raise MarketError(self.reasons[min(len(self.asked), len(self.reasons)) - 1], hint="Ask again later.")
        return "built"

    def wait(self, wait="3h", ready=READY, seed="/home/desk"):
        return when_complete(
            self.attempt, ready, wait=duration(wait), asked=wait, seed=seed, clock=lambda: self.now, sleep=self.sleep,
            step=self.told.append,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3h", 10800), ("45m", 2700), ("90s", 90), ("1h30m", 5400), ("1h0m5s", 3605), ("100h", 360000)],
)
def test_a_span_of_time(text, seconds):
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "3", "h", "3 h", "-3h", "0s", "0h0m", "3h!", "1.5h", "9999999h", "m45"])
def test_what_is_no_span_of_time(text):
    with pytest.raises(UsageError) as caught:
        duration(text)
    assert caught.value.message == f"--wait: '{text}' is no span of time (write 3h, 45m or 90s)"


def test_it_sleeps_until_the_calendar_lets_the_week_be_complete():
    desk = Desk(there=READY)
    assert desk.wait() == "built"
    assert len(desk.asked) == 1
    assert READY <= desk.asked[0] <= READY + timedelta(minutes=1)
    assert desk.told == ["Waiting until 2026-01-09 21:30 UTC, when the week can be complete"]


def test_a_week_that_is_over_is_asked_at_once():
    desk = Desk(there=READY, now=READY + timedelta(hours=1))
    assert desk.wait() == "built"
    assert (desk.naps, desk.told) == ([], [])


def test_it_asks_politely():
    desk = Desk()
    with pytest.raises(MarketError):
        desk.wait("4h")
    gaps = [(b - a).total_seconds() / 60 for a, b in zip(desk.asked, desk.asked[1:], strict=False)][:-1]
    for gap, minutes in zip(gaps, (1, 2, 4, 8, *[15] * 20), strict=False):
        assert minutes <= gap <= minutes * 1.25
    assert len(gaps) > 6


def test_two_newsletters_do_not_ask_at_the_same_second_and_the_same_one_always_does():
    def first(seed):
        desk = Desk(there=READY)
        desk.wait(seed=seed)
        return desk.asked[0]

    assert first("/home/a") == first("/home/a") != first("/home/b")


def test_the_deadline_ends_it_in_one_line():
    desk = Desk()
    with pytest.raises(MarketError) as caught:
        desk.wait()
    assert caught.value.lines() == ["Not complete after 3h: ^RUT has no close for Friday 2026-01-09."]
    assert caught.value.exit == 4
    assert desk.now == desk.asked[-1] == FOUR + timedelta(hours=3)


def test_it_tells_only_what_is_new():
    desk = Desk(reasons=("it is closed", "it is closed", "it is slow", "it is slow"))
    with pytest.raises(MarketError):
        desk.wait()
    assert [line.partition("UTC: ")[2] for line in desk.told[1:]] == [
        "it is closed; asking again until 2026-01-09 23:00 UTC", "it is slow; asking again until 2026-01-09 23:00 UTC",
    ]  # fmt: skip


def test_a_week_that_cannot_be_complete_in_time_is_told_at_once():
    desk = Desk()
    with pytest.raises(MarketError) as caught:
        desk.wait("1h")
    assert caught.value.lines() == ["Not complete within 1h: the week cannot be complete before 2026-01-09 21:30 UTC."]
    assert desk.asked == []


def test_several_reasons_are_one_line():
    def attempt(now):
        raise Mistakes([MarketError("one\n  is closed"), MarketError("another is slow")])

    desk = Desk(now=READY)
    desk.attempt = attempt
    with pytest.raises(MarketError) as caught:
        desk.wait("90s")
    assert caught.value.lines() == ["Not complete after 90s: one is closed; another is slow."]


def test_a_mistake_of_a_person_s_is_not_waited_for():
    desk = Desk(now=READY)

    def attempt(now):
        raise ConfigError("instruments: is missing")

    desk.attempt = attempt
    with pytest.raises(ConfigError):
        desk.wait()
    assert desk.naps == []


@given(st.integers(1, 30_000), st.integers(-5000, 20_000), st.integers(0, 40_000), st.text(max_size=5))
def test_it_never_ends_late_nor_asks_early(seconds, until_ready, until_there, seed):
    """Law: every question lies between `ready` and the deadline; it ends with a week, or at the deadline exactly."""
    desk = Desk(there=FOUR + timedelta(seconds=until_there))
    ready, end = FOUR + timedelta(seconds=until_ready), FOUR + timedelta(seconds=seconds)
    try:
        assert desk.wait(f"{seconds}s", ready, seed) == "built"
        assert desk.asked[-1] >= desk.there
    except MarketError:
        assert ready > end or desk.asked[-1] == end < desk.there
    assert all(max(ready, FOUR) <= now <= end for now in desk.asked)
    assert all(0 < nap <= NAP for nap in desk.naps)


def test_only_one_waits(tmp_path):
    store = tmp_path / "closes.sqlite"
    code = (
        "import sys, pathlib\nfrom reportgen.wait import alone\n"
        "with alone(pathlib.Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ}
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(MarketError) as caught, alone(store):
            pass
        assert caught.value.lines() == [f"Another build is waiting for the week already: process {other.pid}."]
        other.kill()
        other.wait()
    with alone(store), pytest.raises(MarketError) as caught:
        raise MarketError("closes.sqlite is in use by process 1")
    assert caught.value.message == "closes.sqlite is in use by process 1"
