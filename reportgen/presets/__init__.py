"""The four newsletters that `reportgen init` makes: a folder each, complete, and buildable without a network.

Their closes are published ones (small-caps) or made up (made_up.py): then the record in demonstration/ carries the
mark, and every page of every edition says MADE-UP PRICES. The records are shipped, not made when a newsletter is: init
copies files, needs neither network nor calendar, and the bytes are the same whatever calendars are installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from reportgen.errors import UsageError

PRESETS: Mapping[str, str] = {
    "small-caps": "The Russell 2000 against the large indexes, on 126 published closes: true numbers.",
    "broad-market": "U.S. shares in a week: indexes, sectors, styles, rates; made-up prices until you go live.",
    "one-page": "The week on one Letter page: key points, one table, two charts, what is due; made-up prices likewise.",
    "global": "Forty instruments around the world, each by its own calendar, and ten charts; made-up prices likewise.",
}  # fmt: skip
"""The presets in the order in which they are listed: the name, and a sentence for `init --list`."""
WEEK = date(2026, 1, 9)
"""The week ended that day is the one that the presets come with."""
RECORD = "demonstration/record.json"
IGNORED = "# What reportgen makes: the editions and the store of closes.\noutput/\ncloses.sqlite*\n__pycache__/\n"


def preset(name: str, week: date = WEEK) -> dict[str, bytes]:
    """The files of a newsletter by path; for another week than the shipped one with closes made up for it.

    Raises UsageError where `week` is not the end of a week, or the preset's closes are published ones of WEEK.
    """
    found = {**dict(_read(files(__package__).joinpath(name), "")), ".gitignore": IGNORED.encode()}
    if week != WEEK:
        if RECORD not in found:
            raise UsageError(
                f"{name} comes with published closes of the week ended {WEEK}, so that it cannot begin with {week}",
                hint="Make it without --week, then name a source and your week in its config.yaml.",
            )
        found["config.yaml"] = for_week(found["config.yaml"].decode(), week).encode()
        found[RECORD] = demonstration(found["config.yaml"], week)
    return dict(sorted(found.items()))


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


def for_week(config: str, week: date) -> str:
    """A preset's config.yaml for another week: its charts begin as long before it, and it announces no dates."""
    from reportgen.market.calendar import trading_week

    sessions = trading_week("XNYS", week).calendar
    back = week - WEEK

    def session(match: re.Match[str]) -> str:
        wanted = date.fromisoformat(match[1]) + back
        return f"from: {max(day for day in sessions if day <= wanted)}"

    config = re.sub(r"from: (\d{4}-\d{2}-\d{2})", session, config)
    config = config.replace(f"week_ending: {WEEK}", f"week_ending: {week}")
    config = re.sub(r"(?m)^ +## The week ahead\n\n? +\[\[week_ahead\]\]\n\n?", "", config)
    return re.sub(r"(?m)^  events:\n(?:    .*\n)+", "", config)


def _read(folder: Traversable, under: str) -> list[tuple[str, bytes]]:
    """Every file of a folder, with its path in it."""
    out = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            out += _read(one, f"{under}{one.name}/")
        elif not one.name.startswith((".", "__")):
            out.append((f"{under}{one.name}", one.read_bytes()))
    return out
