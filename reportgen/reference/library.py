"""Reads the library of disclosures that ships with reportgen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportgen.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Wording:
    """A disclosure of the library: `trigger` names what calls for it, `risk` whether it states a risk.

    `text` may hold {names}, filled from the issue. `basis` is the rule or habit that the wording supports.
    """

    id: str
    version: int
    title: str
    trigger: str
    risk: bool
    basis: str
    reviewed: str
    text: str


@cache
def wordings() -> tuple[Wording, ...]:
    """The disclosure library in the order of its files: each a few keys, then the text."""
    folder = files(__package__).joinpath("disclosures")
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".md"):
            continue
        _, head, body = entry.read_text(encoding="utf-8").split("---\n", 2)
        keys = parse(head, entry.name).content
        found.append(
            Wording(
                id=keys["id"],
                version=int(keys["version"]),
                title=keys["title"],
                trigger=keys["trigger"],
                risk=keys["risk"] == "true",
                basis=keys["basis"],
                reviewed=keys["reviewed"],
                text=" ".join(body.split()),
            )
        )
    return tuple(found)
