"""The quotes on record, and which of them printed words are, nearly are, or claim to be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from reportgen.model import Quote
from reportgen.sayings.attribution import introduced, speakers, spoken_by
from reportgen.sayings.speech import SHORTEST, Saying
from reportgen.sayings.verbatim import Word, changes, held, words

NEARLY = 0.6
"""Share of the printed words that a stored quote must hold in order to be the one that is meant."""


@dataclass(frozen=True)
class Book:
    """The quotes on record, so that the one that is meant is found without reading them all."""

    quotes: Mapping[str, Quote]
    words: Mapping[str, tuple[Word, ...]]
    pairs: Mapping[tuple[str, str], tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]


def bound(quotes: Mapping[str, Quote]) -> Book:
    """The quotes by their pairs of neighbouring words and by their speakers' last names."""
    split = {key: words(quote.text) for key, quote in quotes.items()}
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    surnames: dict[str, list[str]] = defaultdict(list)
    for key, stored in split.items():
        for pair in {(a.key, b.key) for a, b in pairwise(stored)}:
            pairs[pair].append(key)
        if speaker := quotes[key].speaker.split():
            surnames[speaker[-1].casefold()].append(key)
    return Book(quotes, split, {k: tuple(v) for k, v in pairs.items()}, {k: tuple(v) for k, v in surnames.items()})


def meant(saying: Saying, book: Book) -> Quote | None:
    """The quote on record that the printed words are, nearly are, or claim to be by their speaker."""
    printed = words(saying.text)
    counts: Counter[str] = Counter()
    for a, b in pairwise(printed):
        some = book.pairs.get((a.key, b.key), ())
        if len(some) < 400:
            counts.update(some)
    near = [key for key, _ in counts.most_common(4)]
    best, share = None, 0.0
    for key in near:
        if held(printed, book.words[key]):
            return book.quotes[key]
        part, _ = changes(printed, book.words[key], book.quotes[key].text)
        if part > share:
            best, share = key, part
    if best and share >= NEARLY:
        return book.quotes[best]
    around = saying.surroundings
    likely = {key for word in re.findall(r"[^\W\d_]+", around.casefold()) for key in book.surnames.get(word, ())}
    own = [key for key in likely if spoken_by(around, book.quotes[key].speaker)]
    if best in own:
        return book.quotes[best] if best else None
    return book.quotes[own[0]] if len(own) == 1 and attributed(saying) else None


def attributed(saying: Saying) -> bool:
    """Whether the text puts the words in somebody's mouth, rather than between quotation marks for other reasons."""
    around = saying.surroundings
    if saying.credit or (saying.part.role == "quote" and saying.part.speech):
        return True
    if next(speakers(around), None) is not None:
        return True
    return len(saying.text.split()) >= 2 * SHORTEST and bool(introduced(around) or around.rstrip().endswith(":"))
