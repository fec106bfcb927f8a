"""Finds the lexicon's phrases in a sentence, and lets pass what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportgen.wording.phrases import Category, Phrase, index, phrases
from reportgen.wording.sentences import Sentence

WORD = re.compile(r"[#a-z0-9][\w'&-]*")
PARTS = re.compile(r"['-]")
TOKEN = re.compile(r"[\w'-]+")
WINDOW = 4
"""How many words back a no or not still bears on a phrase."""
NEGATIONS = frozenset(
    ("no", "not", "never", "cannot", "without", "nor", "neither", "hardly", "nothing", "nobody", "none", "nowhere",
     "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't", "can't", "couldn't",
     "shouldn't", "hasn't", "haven't", "avoid", "beware", "against")
)  # fmt: skip
NO_NEGATION = ("only", "just", "doubt", "question", "matter", "longer", "wonder")
"""What makes of a no or not before it something else: not only, no doubt."""
TURN = re.compile(r"[.;:!?]|,? (?:but|yet|however|while|although|though)\b|, (?:and|so)\b|--| - ")
REPORT = re.compile(
    r"\b(?:said|says|saying|told|tells|wrote|writes|argued|argues|predicts|predicted|expects|warned"
    r"|warns|believes|thinks"
    r"|contends|reckons|insists|insisted|asserted|advertised|advertising|advertises|marketed|marketing|touted|touting"
    r"|pitched|billed|described|argue|say|predict|reckon|warn|quoted)\b|\baccording to\b"
)
OWN = frozenset(("we", "i", "us", "our"))
NOBODY = frozenset(
    ("analysts", "experts", "strategists", "economists", "observers", "pundits", "insiders", "forecasters",
     "professionals", "many", "some", "most", "watchers")
)  # fmt: skip
SOURCE = re.compile(
    r"\b(?:lseg|factset|bloomberg|reuters|fedwatch|cme|refinitiv|zacks|visible alpha|dow jones newswires|s&p global"
    r"|bureau of|labor department|commerce department|conference board|university of michigan|atlanta fed|i/b/e/s"
    r"|median projection|summary of economic projections|company guidance|its own guidance"
    r"|congressional budget office)\b|\b(?:polled|surveyed|compiled|published|collected) by \w"
    r"|ǁ+(?:'s?)? (?:\w+ ){0,2}(?:analysts?|strategists?|economists?|estimates?|forecasts?|survey"
    r"|poll|expects?|projects"
    r"|sees|says|said|forecast)\b|\b(?:at|from|by) ǁ"
)
LABEL = re.compile(
    r"^(?:\w+ )?(?:forecasts?|estimates?|outlook|opinion|scenario|view|projections?)\s?[:.-]"
    r"|\b(?:in (?:our|my) (?:view|opinion|judgment|judgement)|our (?:forecast|estimate|view"
    r"|base case|scenario) (?:is|are|remains)"
    r"|we assume|assuming|on the assumption)\b"
)
HEADED = re.compile(
    r"\b(?:outlook|forecasts?|estimates?|our view|my view|opinion|what we expect|looking ahead"
    r"|scenarios?|view from here"
    r"|what (?:could|may) come|week ahead)\b"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: from `start` up to but without `end`, in letters of its part's text."""

    phrase: Phrase
    sentence: Sentence
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.sentence.part.text[self.start : self.end]

    @property
    def category(self) -> Category:
        """What sort of wording it is."""
        return self.phrase.category

    @property
    def weight(self) -> tuple[int, int, int]:
        """The best hit of a sentence is the hardest, then the first, then the longest."""
        return ("hard", "soft", "note").index(self.phrase.strength), self.start, self.start - self.end


def hits(sentence: Sentence) -> Iterator[Hit]:
    """Every phrase of a sentence that stands, spoken or not, whatever its part's voice."""
    for phrase in candidates(sentence.plain):
        if hit := _found(phrase, sentence):
            yield hit


@lru_cache(maxsize=2048)
def candidates(plain: str) -> tuple[Phrase, ...]:
    """The phrases of which the sentence holds a word; those of so many sentences are kept."""
    known, every = index(), phrases()
    numbers = {number for word in set(WORD.findall(plain)) for part in _parts(word) for number in known.get(part, ())}
    return tuple(every[number] for number in sorted(numbers))


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    return (word, *(part for part in PARTS.split(word) if part != word)) if "'" in word or "-" in word else (word,)


def _found(phrase: Phrase, sentence: Sentence) -> Hit | None:
    plain, category = sentence.plain, phrase.category
    for match in phrase.find.finditer(plain):
        start, end = match.span()
        while start < end and not (plain[start].isalnum() or plain[start] in "ǂǁ#$"):
            start += 1
        while end > start and not (plain[end - 1].isalnum() or plain[end - 1] in "ǂǁ%)"):
            end -= 1
        if category.negation and phrase.negates and negated(plain, start, end):
            continue
        if _passes(phrase, sentence, spoken=sentence.part.spoken(sentence.start + start)):
            return None
        return Hit(phrase, sentence, sentence.start + start, sentence.start + end)
    return None


def _passes(phrase: Phrase, sentence: Sentence, *, spoken: bool) -> bool:
    """Whether the sentence lets a phrase pass; that somebody else says it is no matter where it is quoted."""
    plain, category = sentence.plain, phrase.category
    return bool(
        (phrase.unless and phrase.unless.search(plain))
        or (category.unless and category.unless.search(plain))
        or (category.needs and not category.needs.search(plain))
        or (category.reported and not spoken and reported(plain))
        or (category.sourced and phrase.sourced and SOURCE.search(plain))
        or (
            category.labelled and (LABEL.search(plain) or any(HEADED.search(one.lower()) for one in sentence.part.path))
        )
    )


def negated(plain: str, start: int, end: int) -> bool:
    """Whether a no or not stands in the phrase, or within four words before it in the same clause."""
    before = plain[max(0, start - 60) : start]
    turns = list(TURN.finditer(before))
    words = TOKEN.findall(before[turns[-1].end() if turns else 0 :])[-WINDOW:]
    words += TOKEN.findall(plain[start:end])
    following = [*words[1:], ""]
    return any(word in NEGATIONS and after not in NO_NEGATION for word, after in zip(words, following, strict=True))


def reported(plain: str) -> bool:
    """Whether the sentence tells what somebody else says; what unnamed experts say is the author's own word."""
    for found in REPORT.finditer(plain):
        before = plain[max(0, found.start() - 40) : found.start()].replace(",", "").split()[-2:]
        if found[0].startswith("according") or not (OWN.intersection(before) or NOBODY.intersection(before[-1:])):
            return True
    return False
