"""The four newsletters as they are shipped: a folder each beside this file, and what every one of them gets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

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
ISSUE = f"issues/{WEEK}.md"


def shipped(name: str) -> dict[str, bytes]:
    """Every file of a folder beside this one, by its path in it: of a preset, or of `with-each`."""
    return dict(_read(files(__package__).joinpath(name), ""))


def _read(folder: Traversable, under: str) -> list[tuple[str, bytes]]:
    out = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            out += _read(one, f"{under}{one.name}/")
        elif not one.name.startswith((".", "__")):
            out.append((f"{under}{one.name}", one.read_bytes()))
    return out
