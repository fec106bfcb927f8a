"""Reads the library of disclosures that ships with reportgen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Level = Literal["must", "should"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A disclosure of the library: `trigger` names what calls for it, `risk` whether it states a risk.

    It is for the publisher kinds in `kinds` and where a text is read in one of `jurisdictions` (empty: for all), of a
    `level` that is must for those in `must_for`; there it `replaces` others, and in an issue of ours it may stand
    `within` another's text. One that is printed `asked` stands only where the publication asks for it. `placement` is
    where it stands: at the end, first among them, or with a table.

    `text` may hold {names}, filled from the issue, of which {own} is what only the publisher can say; `short` is it for
    a page set close. `basis` is the rule or habit that the wording supports. `sense` are its elements, each the ways
    (patterns in lower case) in which it is said elsewhere; where only something of `part` is said, it stands in part.
    """

    id: str
    version: int
    title: str
    trigger: str
    risk: bool
    basis: str
    reviewed: str
    text: str
    short: str = ""
    level: Level = "must"
    kinds: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    must_for: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    within: str = ""
    printed: Literal["called", "asked"] = "called"
    placement: Literal["end", "first", "table"] = "end"
    sense: tuple[tuple[str, ...], ...] = ()
    part: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it has no text until the publisher has said something."""
        return not self.text or "{own}" in self.text


LISTS = ("kinds", "jurisdictions", "must_for", "replaces")
WORDS = (
    "id", "title", "trigger", "level", "within", "printed", "placement", "basis", "reviewed", "short",
)  # fmt: skip


@cache
def wordings() -> tuple[Wording, ...]:
    """The disclosure library in the order of its files: each a few keys, then the text."""
    folder = files(__package__).joinpath("disclosures")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    return tuple(_wording(folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


def _wording(content: str) -> Wording:
    """One file's disclosure, every scalar a string: by YAML's C loader, as the registry's files are read."""
    import yaml

    _, head, body = content.split("---\n", 2)
    keys: dict[str, Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(head).get_single_data()
    values: dict[str, Any] = {key: keys[key] for key in WORDS if key in keys}
    values |= {key: tuple(keys[key]) for key in LISTS if key in keys}
    sense = tuple(tuple(ways) for ways in keys.get("sense", ()))
    part = keys.get("part", ())
    every = tuple(way for ways in sense for way in ways)
    return Wording(
        **values,
        version=int(keys["version"]),
        risk=keys["risk"] == "true",
        text=" ".join(body.split()),
        sense=sense,
        part=every if part == "any" else tuple(part),
    )
