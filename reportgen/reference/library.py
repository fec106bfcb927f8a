"""Reads the registry of indexes and the library of disclosures that ship with reportgen."""

from __future__ import annotations

from collections.abc import Mapping
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
def _registry() -> dict[str, dict[str, dict[str, str]]]:
    text = files(__package__).joinpath("indexes.yaml").read_text(encoding="utf-8")
    content: dict[str, dict[str, dict[str, str]]] = parse(text, "indexes.yaml").content
    return content


def identity(symbol: str) -> Mapping[str, str]:
    """Owner and description of a known index by its symbol; empty for an unknown one."""
    return _registry()["indexes"].get(symbol, {})


def owner_marks(owner: str) -> str:
    """The sentence that says whose marks an owner's index names are; empty for an unknown owner."""
    return _registry()["owners"].get(owner, {}).get("marks", "")


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
