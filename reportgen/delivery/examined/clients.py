"""What the large mail programs make of what a message uses, from a table of our own (clients.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from reportgen.delivery.examined.nouns import Looked, State
from reportgen.delivery.examined.page import Page

Support = Literal["yes", "part", "no"]


@dataclass(frozen=True)
class Feature:
    """Something that HTML or CSS can do, how it is seen that a page does it, and what each program makes of it."""

    name: str
    kind: str
    value: str
    page: str
    tested: str
    level: State
    support: Mapping[str, Support]
    then: str

    @property
    def source(self) -> str:
        """Where it is told."""
        return f"https://www.caniemail.com/features/{self.page}/"


@cache
def clients() -> Mapping[str, str]:
    """The programs, by key."""
    return dict(_table()["clients"])


@cache
def features() -> tuple[Feature, ...]:
    """The table."""
    return tuple(map(_feature, _table()["features"]))


def in_use(page: Page) -> tuple[Feature, ...]:
    """The features that a page really uses."""
    return tuple(one for one in features() if one.value in page.used.get(one.kind, ()))


def supported(page: Page) -> Iterator[Looked]:
    """Each feature in use that some program lacks and that costs something there; one line for the rest."""
    used = in_use(page)
    for one in used:
        lacking = [clients()[key] for key, how in one.support.items() if how == "no"]
        if one.level != "note" and lacking:
            yield Looked(one.name, one.level, f"not in {', '.join(lacking)}: {one.then}", one.source)
    kept = [one for one in used if one.level == "note"]
    if kept:
        yield Looked("mail programs", "ok", f"{len(kept)} things that some lack, and read as well without")
    if "script" in page.used["element"]:
        yield Looked("<script>", "error", "no mail program runs one, and filters take it for an attack")


def _feature(one: Mapping[str, Any]) -> Feature:
    kind, _, value = one["used"].partition(" ")
    support = {client: one[client] for client in clients()}
    return Feature(one["name"], kind, value, one["feature"], one["tested"], one["level"], support, one["then"])


@cache
def _table() -> Mapping[str, Any]:
    text = files("reportgen.delivery.examined").joinpath("clients.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    return table
