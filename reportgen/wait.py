"""Unattended: a build that waits until its week is complete, asks politely, and ends at its deadline in one line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from reportgen.build import Built, Step, build
from reportgen.config import load
from reportgen.draft import Drafted, new, there
from reportgen.draft.standing import Standing
from reportgen.errors import Exit, MarketError, ReportgenError, UsageError
from reportgen.lock import lock
from reportgen.market import LOCAL
from reportgen.market.chosen import due
from reportgen.market.sources.ask import words

Done = TypeVar("Done")
PAUSES = (60.0, 120.0, 240.0, 480.0, 900.0)
"""Seconds between two questions; the last one stays."""
NAP = 60.0
"""Seconds of the longest sleep at a time: a machine that was suspended looks at its clock again."""


def build_when_complete(
    root: Path, *, issue: Path | None, week: str | None, record: Path | None, output: Path,
    formats: Collection[str] | None, wait: str, clock: Callable[[], datetime], sleep: Callable[[float], None],
    step: Step, archive: bool = False,
) -> Built:  # fmt: skip
    """`build`, as soon as the week is complete, for at most `wait` (3h). A recorded week is built at once.

    Raises UsageError where `wait` is no span of time, MarketError at the end of it or where another process waits
    already; else what `build` raises.
    """
    span = duration(wait)
    project = load(root, issue)
    told: set[str] = set()

    def once(words: str) -> None:
        if words not in told:
            told.add(words)
            step(words)

    def attempt(now: datetime, week: str | None = week) -> Built:
        return build(
            root, issue=issue, week=week, record=record, output=output, formats=formats, now=now, step=once,
            archive=archive,
        )  # fmt: skip

    if record or project.market.source == "record":
        return attempt(clock())
    with alone(project.market.store or output / "closes"):
        now = clock()
        named = project.issue.week_ending, project.issue.week_place, week
        end, ready = due(project.market, project.instruments, *named, now=now, until=now + span)
        return when_complete(
            lambda now: attempt(now, end.isoformat()), ready, wait=span, asked=wait.strip(), seed=str(root.resolve()),
            clock=clock, sleep=sleep, step=step,
        )  # fmt: skip


def new_when_complete(
    root: Path, *, week: str | None, record: Path | None, output: Path, keep: bool, wait: str,
    clock: Callable[[], datetime], sleep: Callable[[float], None], step: Step,
) -> Drafted:  # fmt: skip
    """`new`, as soon as the week is complete, for at most `wait`. A recorded week is drafted at once, an issue that is
    there is told at once; where the week is over and its closes come from files alone these are read once.

    Raises what `build_when_complete` does, and what `new` does.
    """
    span = duration(wait)
    project = load(root, words=False)

    def attempt(now: datetime, week: str | None = week) -> Drafted:
        return new(root, week=week, record=record, output=output, keep=keep, now=now)

    if record or project.market.source == "record":
        return attempt(clock())
    with alone(project.market.store or root / "output" / "closes"):
        now = clock()
        end, ready = due(project.market, project.instruments, None, None, week, now=now, until=now + span)
        if there(root / output / f"{end}.md") and keep:
            return Drafted(output / f"{end}.md", end, False, Standing(facts={}))
        local = {project.market.source, *(one.source for one in project.market.sources.values())} <= {*LOCAL}
        if there(root / output / f"{end}.md") or (local and ready <= now):
            return attempt(now, end.isoformat())
        return when_complete(
            lambda now: attempt(now, end.isoformat()), ready, wait=span, asked=wait.strip(), seed=str(root.resolve()),
            clock=clock, sleep=sleep, step=step,
        )  # fmt: skip


def duration(text: str) -> timedelta:
    """3h, 45m or 90s as a span of time; also 1h30m. UsageError says what it must be."""
    parts = re.fullmatch(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s)?", text.strip())
    span = (
        timedelta(**dict(zip(("hours", "minutes", "seconds"), map(int, parts.groups("0")), strict=True)))
        if parts
        else None
    )
    if not span:
        raise UsageError(f"--wait: '{text}' is no span of time (write 3h, 45m or 90s)")
    return span


def when_complete(
    attempt: Callable[[datetime], Done],
    ready: datetime,
    *,
    wait: timedelta,
    asked: str,
    seed: str,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    step: Callable[[str], None],
) -> Done:
    """What `attempt(now)` comes to, tried from `ready` on (the moment at which the calendar lets the week be complete)
    until it does not end in a MarketError, or until `wait` has passed since the first look at the `clock` (UTC).

    Between two tries it waits 1, 2, 4, 8, then 15 minutes, each longer by up to a quarter that `seed` decides, so that
    two newsletters do not ask at the same second, and yet the same one does so every week. The last try is at the end.
    Raises MarketError in one line without a hint ("Not complete after 3h: …", `asked` is the 3h as given); every
    other error of `attempt` at once.
    """
    end = clock() + wait
    share = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) / 2**32
    told = ""
    if ready > end:
        raise MarketError(f"Not complete within {asked}: the week cannot be complete before {_time(ready)}.")
    if ready > clock():
        step(f"Waiting until {_time(ready)}, when the week can be complete")
        _sleep_until(ready + timedelta(seconds=min(share * NAP, max(0.0, (end - ready).total_seconds()))), clock, sleep)
    tries = 0
    while True:
        now = clock()
        try:
            return attempt(now)
        except ReportgenError as error:
            if error.exit != Exit.MARKET:
                raise
            reason = words(error).rstrip(".")
        if clock() >= end:
            raise MarketError(f"Not complete after {asked}: {reason}.")
        if reason != told:
            step(f"{clock():%H:%M} UTC: {reason}; asking again until {_time(end)}")
            told = reason
        pause = PAUSES[min(tries, len(PAUSES) - 1)] * (1 + share / 4)
        tries += 1
        _sleep_until(min(clock() + timedelta(seconds=pause), end), clock, sleep)


@contextmanager
def alone(store: Path) -> Iterator[None]:
    """Hold the one lock of those that wait for a week of this store; MarketError names the process that holds it."""
    with ExitStack() as held:
        try:
            held.enter_context(lock(store.with_name(f"{store.name}.wait"), 0))
        except MarketError as error:
            holder = error.message.partition(" is in use by ")[2]
            if not holder:
                raise
            raise MarketError(f"Another build is waiting for the week already: {holder}.") from None
        yield


def _sleep_until(moment: datetime, clock: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
    while (left := (moment - clock()).total_seconds()) > 0:
        sleep(min(left, NAP))


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
