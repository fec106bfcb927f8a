"""Proper names: what is called Best Buy or The Guarantee Trust promises nothing by its name.

A name is covered letter by letter, an instrument's with ǂ, a firm's or a person's with ǁ, so that places hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from reportgen.reference import identities
from reportgen.wording.phrases import names_file

STANDING = frozenset(
    ("Wall Street", "Federal Reserve", "White House", "Supreme Court", "United States", "European Central Bank",
     "Treasury Department", "Labor Department", "Commerce Department", "Main Street", "Capitol Hill")
)  # fmt: skip
"""Runs of capitals that the lexicon must still read."""
FIRM = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|plc|PLC|Bank|Bancorp|Bancshares|Trust|Federal|Financial|Industries|Group|Holdings|Capital"
    r"|Partners|Securities|Insurance|Mutual|Assurance|Stores|Systems|Technologies|Energy|Savings|Funds?|Advis[eo]rs"
    r"|Investments|Management|Realty|Pharmaceuticals|Airlines|Motors|Foods|Company|Society|Association)\b"
)
RUN = re.compile(r"[A-Z][\w’'-]*\.?(?: (?:(?:of|and|&|de|the|for) )?[A-Z][\w’'&-]*\.?)+")
CAPITAL = re.compile(r"[A-Z][\w&-]*")
FIRST = re.compile(r"[\w&-]+")
DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Q[1-4]"
)


@dataclass(frozen=True, eq=False)
class Names:
    """Names by their first word, the longest first, each with the letter that covers it."""

    first: dict[str, tuple[tuple[str, str], ...]]

    def covered(self, sentence: str) -> str:
        """A sentence with every proper name covered, as long as before."""
        return _covered(self, sentence)

    def cover(self, sentence: str) -> str:
        """The same, worked out."""
        letters: list[str] | None = None
        for found in CAPITAL.finditer(sentence):
            for name, letter in self.first.get(found[0], ()):
                end = found.start() + len(name)
                if sentence[found.start() - 1 : found.start()].isalnum():
                    break
                if sentence.startswith(name, found.start()) and not sentence[end : end + 1].isalnum():
                    letters = letters or list(sentence)
                    if letters[found.start()] not in "ǂǁ":
                        letters[found.start() : end] = letter * len(name)
                    break
        covered = "".join(letters) if letters else sentence
        return covered if title_case(sentence) else _runs(covered)


@lru_cache(maxsize=2048)
def _covered(names: Names, sentence: str) -> str:
    """A sentence covered; those of so many are kept."""
    return names.cover(sentence)


def title_case(sentence: str) -> bool:
    """Whether most words are capitals, as in a headline: then a capital tells nothing."""
    words = [word for word in sentence.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _runs(sentence: str) -> str:
    """Runs of capitals are names; the first word of a sentence belongs to one only where a firm's word follows."""
    out = sentence
    for found in RUN.finditer(sentence):
        start, name = found.start(), found[0]
        firm = FIRM.search(name, name.find(" "))
        opens = start == 0 or sentence[start - 2 : start] in (". ", "! ", "? ", ": ")
        if opens and not firm:
            name = name.partition(" ")[2]
            start = found.end() - len(name)
        known = sum(word[:1].isupper() and not word.isupper() for word in name.split())
        if name not in STANDING and not DAY.search(name) and (firm or known > 1):
            out = out[:start] + "ǁ" * len(name) + out[found.end() :]
    return out


def names(others: Collection[str] = ()) -> Names:
    """The shipped names, the registry's, and `others`, which are firms' or people's."""
    return _names(frozenset(others))


@cache
def _names(others: frozenset[str]) -> Names:
    shipped = names_file()
    known = (name for one in identities() for name in (one.name, one.short, *one.also))
    instruments = dict.fromkeys([*shipped["instruments"], *known])
    return Names(
        _by_first([*((one, "ǂ") for one in instruments), *((one, "ǁ") for one in (*shipped["firms"], *others))])
    )


def _by_first(known: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for name, letter in known:
        if word := FIRST.match(name):
            out.setdefault(word[0], []).append((name, letter))
    return {word: tuple(sorted(names, key=lambda one: -len(one[0]))) for word, names in out.items()}
