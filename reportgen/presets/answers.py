"""What may be answered to the questions of a beginner, and where it goes in the preset's config.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from reportgen.errors import UsageError
from reportgen.presets.shipped import PRESETS, shipped
from reportgen.yamlfile import NO_TEXT, Path_, parse, scalar

PAPERS = ("letter", "a4")
NOT_IN_YAML = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Halves of letters, which are bytes that were no UTF-8, and what YAML's reader refuses besides."""
PLACES: Mapping[str, Path_] = {
    "name": ("publication", "name"), "publisher": ("publication", "publisher"), "paper": ("look", "paper"),
}  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """The preset, and what its newsletter is called, who answers for it, and the paper of its PDF."""

    preset: str
    name: str
    publisher: str
    paper: str


def defaults(preset: str) -> Answers:
    """What the preset says itself."""
    content = parse(shipped(preset)["config.yaml"].decode(), "config.yaml").content
    return Answers(preset, **{key: content[first][second] for key, (first, second) in PLACES.items()})


def answered(config: str, answers: Answers) -> str:
    """A preset's config.yaml with the answers in it. What is as it was leaves its line alone, and comments stay where
    they are, in their column where there is room.
    """
    source = parse(config, "config.yaml")
    rows = config.split("\n")
    for key, path in PLACES.items():
        value = getattr(answers, key)
        first, second = path
        if value == source.content[first][second]:
            continue
        spot = source.spots[path]
        (row, start), (_, end) = spot.start, spot.end
        words, rest = scalar(value), rows[row][end:]
        comment = rest.lstrip()
        if comment:
            rest = " " * max(2, end + len(rest) - len(comment) - start - len(words)) + comment
        rows[row] = rows[row][:start] + words + rest
    return "\n".join(rows)


def preset_named(text: str) -> str:
    """The preset of that name; UsageError names the nearest one."""
    name = text.strip()
    if name in PRESETS:
        return name
    near = get_close_matches(name, PRESETS, n=1, cutoff=0.5)
    raise UsageError(
        f"--preset: there is no preset '{name}'" + (f" (did you mean {near[0]}?)" if near else ""),
        hint=f"They are {', '.join(PRESETS)}; reportgen init --list says more.",
    )


def line(text: str, option: str) -> str:
    """A line of words without the white space around it; UsageError where it is none that config.yaml may hold."""
    words = text.strip()
    if not words:
        raise UsageError(
            f"{option}: is empty", hint="A few words are needed; they can be changed in config.yaml later."
        )
    if "\n" in words or "\r" in words:
        raise UsageError(f"{option}: has more than one line", hint="Write it in one.")
    foreign = NO_TEXT.search(words) or NOT_IN_YAML.search(words)
    if foreign:
        raise UsageError(
            f"{option}: holds a character that is not text (U+{ord(foreign[0]):04X})", hint="Leave it out."
        )
    return words


def paper(text: str) -> str:
    """Letter or a4, however it is written; else UsageError."""
    name = text.strip().lower()
    if name not in PAPERS:
        raise UsageError(f"--paper: '{text.strip()}' is not one of {', '.join(PAPERS)}")
    return name
