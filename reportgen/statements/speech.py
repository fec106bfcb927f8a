"""What a text speaks of, by its words: for texts that nobody typed, and where the typed content is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportgen.statements.ways import first


@dataclass(frozen=True)
class Speech:
    """What is to be said of a text that speaks of something ("speaks of bonds"), and the ways in which texts do."""

    says: str
    ways: tuple[str, ...]


@cache
def speeches() -> dict[str, Speech]:
    """By trigger: how a text speaks of what the trigger is about."""
    import yaml

    text = files(__package__).joinpath("speech.yaml").read_text(encoding="utf-8")
    content = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text).get_single_data()
    return {trigger: Speech(one["says"], tuple(one["ways"])) for trigger, one in content.items()}


def spoken_of(trigger: str, text: str) -> re.Match[str] | None:
    """Where a text (as ways.lower has it) first speaks of what a trigger is about."""
    one = speeches().get(trigger)
    return first(one.ways, text) if one else None
