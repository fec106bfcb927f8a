"""Whether printed words are the stored ones: whole, a stretch of them, or cut where … or [brackets] say so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from reportgen.model import Span

PIECE = re.compile(
    r"(?P<cut>\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.(?:\s?\.)?)"
    r"|(?P<word>\[[^\W\d_]\](?=[^\W_])[^\W_]+)"
    r"|(?P<insert>\[[^\[\]]{0,200}\])"
    r"|(?P<plain>(?<![\w.])(?:[+−–-](?=[$€£]?\d))?[$€£]?\d(?:[\d.,]*\d)?%?|[^\W_]+(?:[’'][^\W_]+)*|[&%$€£])"
)
REPLACED = 3
"""Words of the stored ones that a bracket may stand for: "[the Fed]" for "they"."""
LONGEST = 600
"""Words beyond which a stretch is compared in whole only: alignment takes the square of its time."""


class Word(NamedTuple):
    """A printed word as it is compared, and where it stands; a cut and an insertion are words of their own kind."""

    key: str
    span: Span
    kind: Literal["word", "cut", "insert"] = "word"


class Held(NamedTuple):
    """How printed words lie on stored ones: the first and behind the last stored word, and the stored words left out
    by a cut or a bracket.
    """

    start: int
    end: int
    left_out: tuple[int, ...] = ()


class Change(NamedTuple):
    """Printed words (a stretch of the text) where the stored ones are other words, or none."""

    span: Span
    stored: str


def words(text: str, start: int = 0) -> tuple[Word, ...]:
    """The words of a text: marks, dashes, white space and capitals aside, with their places from `start` on."""
    out = []
    for match in PIECE.finditer(text):
        span = Span(start + match.start(), start + match.end())
        if match["cut"]:
            out.append(Word("", span, "cut"))
        elif match["insert"]:
            out.append(Word("", span, "insert"))
        else:
            out.append(Word(_key(match[0]), span))
    return tuple(out)


def held(printed: Sequence[Word], stored: Sequence[Word]) -> Held | None:
    """How printed words are the stored ones in their order; None where they are not."""
    text = [one.key for one in stored]
    segments = _segments(printed)
    if not any(keys for _, keys in segments) or len(segments) * len(text) > LONGEST**2:
        return None
    ways: dict[int, tuple[int, ...]] = {}
    first = -1
    for joint, keys in segments:
        if not keys:
            continue
        starts = [at for at in range(len(text) - len(keys) + 1) if text[at] == keys[0] and _same(text, at, keys)]
        if first < 0:
            first = min(starts, default=-1)
            ways = {at + len(keys): (at,) for at in starts}
        else:
            ways = _onward(ways, starts, len(keys), joint)
        if not ways:
            return None
    end, begun = min(ways.items())
    return Held(begun[0], end, tuple(begun[1:]))


def changes(printed: Sequence[Word], stored: Sequence[Word], text: str) -> tuple[float, tuple[Change, ...]]:
    """Which share of the printed words the stored `text` holds in order, and where they differ from it."""
    own = [one for one in printed if one.kind == "word"]
    if not own or len(own) > LONGEST or len(stored) > LONGEST:
        return 0.0, ()
    matcher = SequenceMatcher(None, [one.key for one in own], [one.key for one in stored], autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    out = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        words_there = text[stored[j1].span.start : stored[j2 - 1].span.end] if j2 > j1 else ""
        if tag == "delete" or tag == "replace":
            out.append(Change(Span(own[i1].span.start, own[i2 - 1].span.end), words_there))
        elif 0 < i1 < len(own) and not _marked(printed, own[i1 - 1].span.end, own[i1].span.start):
            out.append(Change(Span(own[i1 - 1].span.start, own[i1].span.end), words_there))
    return same / len(own), tuple(out)


def _key(word: str) -> str:
    """A word as it is compared."""
    if word.isascii() and "[" not in word and "`" not in word:
        return word.casefold()
    plain = unicodedata.normalize("NFKC", word.replace("[", "").replace("]", "")).casefold()
    return re.sub(r"[’‘´`]", "'", re.sub(r"^[−–]", "-", plain))


def _segments(printed: Sequence[Word]) -> list[tuple[str, list[str]]]:
    """Runs of printed words, each with what joins it to the one before: "cut", "insert" or both in one."""
    out: list[tuple[str, list[str]]] = [("", [])]
    for one in printed:
        if one.kind == "word":
            out[-1][1].append(one.key)
        elif out[-1][1]:
            out.append((one.kind, []))
        elif one.kind == "cut":
            out[-1] = ("cut", [])
    return out


def _same(text: list[str], at: int, keys: list[str]) -> bool:
    return text[at : at + len(keys)] == keys


def _onward(ways: dict[int, tuple[int, ...]], starts: list[int], size: int, joint: str) -> dict[int, tuple[int, ...]]:
    """From where the words before ended to where the next ones end; the earliest way is kept for each."""
    out: dict[int, tuple[int, ...]] = {}
    ends = sorted(ways)
    for at in starts:
        before = [end for end in ends if end <= at] if joint == "cut" else _near(ways, at)
        if before:
            end = before[-1]
            out.setdefault(at + size, (*ways[end], *range(end, at)))
    return out


def _near(ways: dict[int, tuple[int, ...]], at: int) -> list[int]:
    return [end for end in range(at - REPLACED, at + 1) if end in ways]


def _marked(printed: Sequence[Word], start: int, end: int) -> bool:
    """Whether a declared cut or bracket stands between two places."""
    return any(one.kind != "word" and start <= one.span.start < end for one in printed)
