"""The lexicon: categories of wording and their phrases, read once from the files of `lexicon/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

Strength = Literal["hard", "soft", "note"]
Severity = Literal["error", "warning", "info"]
REVIEWED = "2026-11-25"
"""The day on which the house rules of the lexicon were last gone through."""


@dataclass(frozen=True)
class Category:
    """A sort of wording: how grave each strength is, in which voices it counts, and what takes it away.

    `negation`: a no or not within the four words before; `reported`: that somebody else says it; `sourced`: a source
    named in the sentence; `labelled`: a heading or a word that calls it a view. `whole` is told once of a whole piece.
    `unless` and `needs` are patterns over the sentence.
    """

    code: str
    title: str
    says: str
    suggests: str
    house: str
    severity: Mapping[Strength, Severity]
    voices: tuple[str, ...]
    negation: bool
    reported: bool
    sourced: bool = False
    labelled: bool = False
    whole: bool = False
    unless: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Phrase:
    """One way to say it: `find` is looked for in a sentence that holds one of the words of `words`."""

    category: Category
    words: tuple[str, ...]
    source: str = field(repr=False)
    strength: Strength = "hard"
    negates: bool = True
    sourced: bool = True
    passes: str = field(default="", repr=False)
    says: str = ""

    @cached_property
    def find(self) -> re.Pattern[str]:
        """The pattern, made when it is first needed: most texts hold few of the words."""
        return re.compile(self.source)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What must not stand in the sentence."""
        return re.compile(self.passes) if self.passes else None


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of the lexicon, in the order of its files."""
    terms = _terms()
    out: list[Phrase] = []
    for raw in _raw():
        category = _category(raw, terms)
        out += [_phrase(one, category, terms) for one in raw["phrases"]]
    return tuple(out)


@cache
def categories() -> Mapping[str, Category]:
    """Every category by its code, those without phrases of their own included."""
    return {one.category.code: one.category for one in phrases()}


@cache
def index() -> Mapping[str, tuple[int, ...]]:
    """The phrases (by their number) that a word may begin: all others need not be looked for."""
    out: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases()):
        for word in phrase.words:
            out.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in out.items()}


@cache
def names_file() -> Mapping[str, list[str]]:
    """The names that ship: `firms` and `instruments`."""
    found: Mapping[str, list[str]] = _file("names")
    return found


@cache
def weight(name: str) -> re.Pattern[str]:
    """The words that are counted over a whole piece: `benefits`, `risks`, `headed` (headings on risks), `offers`."""
    return re.compile(rf"\b(?:{'|'.join(_file('weights')[name])})\b")


def _raw() -> list[dict[str, Any]]:
    names = ("promissory", "urgent", "exaggerated", "recommendation", "unattributed", "forecast")
    return [*map(_file, names), *_file("others")]


def _file(name: str) -> Any:
    import yaml

    text = files(__package__).joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def _terms() -> dict[str, str]:
    terms: dict[str, str] = {}
    for name, stretch in _file("terms").items():
        terms[name] = _filled(stretch, terms)
    return terms


def _filled(pattern: str, terms: Mapping[str, str]) -> str:
    for name, stretch in terms.items():
        pattern = pattern.replace("{" + name + "}", stretch)
    return pattern


def _category(raw: Mapping[str, Any], terms: Mapping[str, str]) -> Category:
    patterns: dict[str, Any] = {key: re.compile(_filled(raw[key], terms)) for key in ("unless", "needs") if key in raw}
    flags = {key: raw[key] for key in ("sourced", "labelled", "whole") if key in raw}
    return Category(
        raw["category"], raw["title"], raw["says"], raw["suggests"], raw["house"], raw["severity"],
        tuple(raw["voices"]), raw["negation"], raw["reported"], **flags, **patterns,
    )  # fmt: skip


def _phrase(raw: Mapping[str, Any], category: Category, terms: Mapping[str, str]) -> Phrase:
    flags = {key: raw[key] for key in ("strength", "negates", "sourced", "says") if key in raw}
    words = tuple(str(word) for word in raw["words"])
    return Phrase(category, words, _filled(raw["find"], terms), passes=_filled(raw.get("unless", ""), terms), **flags)
