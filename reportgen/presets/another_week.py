"""A preset in another week than the shipped one: its dates moved, and closes made up for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.presets.shipped import ISSUE, WEEK


def for_week(files: Mapping[str, bytes], week: date) -> dict[str, bytes]:
    """A preset's files with config.yaml and the issue for another week: its charts begin as long before it, and it
    announces no dates. Raises UsageError where `week` is not the end of a week.
    """
    from reportgen.market.calendar import trading_week

    sessions = trading_week("XNYS", week).calendar
    back = week - WEEK

    def session(match: re.Match[str]) -> str:
        wanted = date.fromisoformat(match[1]) + back
        return f"from: {max(day for day in sessions if day <= wanted)}"

    config = re.sub(r"from: (\d{4}-\d{2}-\d{2})", session, files["config.yaml"].decode())
    issue = files[ISSUE].decode().replace(f"week_ending: {WEEK}", f"week_ending: {week}")
    issue = re.sub(r"(?m)^## The week ahead\n\n?\[\[week_ahead\]\]\n\n?", "", issue)
    issue = re.sub(r"(?m)^\n?events:\n(?:  .*\n)+", "", issue)
    kept = {name: content for name, content in files.items() if name != ISSUE}
    return {**kept, "config.yaml": config.encode(), f"issues/{week}.md": f"{issue.rstrip()}\n".encode()}


def demonstration(config: bytes, week: date) -> bytes:
    """The record of a week of made-up closes for the instruments of a config.yaml."""
    from reportgen.config import load
    from reportgen.market import record
    from reportgen.market.gather import gather
    from reportgen.presets.made_up import SOURCE

    with TemporaryDirectory() as folder:
        (Path(folder) / "config.yaml").write_bytes(config)
        project = load(Path(folder), words=False)
    instruments = {key: replace(one, source="", check=None) for key, one in project.instruments.items()}
    plan = replace(
        project.market, source="reportgen.presets.made_up:closes", path=None, label=SOURCE, sources={}, store=None,
        licence="demonstration",
    )  # fmt: skip
    later = datetime.combine(week + timedelta(days=7), time(), UTC)
    market = gather(plan, instruments, ending=week, ending_place=None, asked=None, record=None, now=later)
    return record.write(market, instruments, {}, {})
