"""What to write instead of wrong words, in their own form: a name for a name, an ordinal for an ordinal, a verb in its
tense, and verb and number together where both are wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.model import Span
from reportgen.review.facts.forms import ahead, counting, little, turned
from reportgen.review.facts.nouns import NUMBERED, Judgement

JOIN = re.compile(r" (?:by |of |a |an )?")
COUNTED = re.compile(r"\d+|no|none|one|two|three|four|five|six|seven|eight|nine|ten")
MONTHS = re.compile(r"[A-Z][a-z]+ \d{4}")
ARTICLE = re.compile(r"\b([Aa]n?) $")
VOWEL = re.compile(r"[aeio]|8|1[18](?!\d)")
SIGNS = "$€£¥"


class Piece(NamedTuple):
    """Words to be replaced, and what to write in their place."""

    span: Span
    words: str


def mended(judgement: Judgement, text: str) -> str:
    """What an editor is told to write; that the words do not hold, where nothing else would be sure to."""
    blame = judgement.blame if judgement.blame in judgement.claim.marks else "quantity"
    mark = judgement.claim.marks.get(blame) or judgement.claim.span
    other = judgement.others.get(blame, "")
    pieces = _pieces(judgement, text, blame, mark)
    if other:
        named = Piece(_bare(mark, text), other)
        alternative = f", or {_written(pieces, text)}" if pieces and judgement.instead else ""
        return f"Write {_written([named], text)}{alternative}."
    if pieces:
        return f"Write {_written(pieces, text)}."
    bare = _bare(mark, text)
    return f"“{text[bare.start : bare.end]}” does not hold."


def _pieces(judgement: Judgement, text: str, blame: str, mark: Span) -> list[Piece]:
    """The words to replace where no name or period is at fault: the number, the direction, or both."""
    claim, way = judgement.claim, judgement.claim.marks.get("direction")
    if claim.kind not in NUMBERED:
        return _other(judgement, text, blame, mark)
    out = []
    against = judgement.sense and judgement.sense != claim.direction and claim.direction
    if way and against and (right := _turned(judgement, text, way)):
        out.append(Piece(_bare(way, text), right))
    number = claim.marks.get("quantity")
    inside = bool(out and way and number and number.start < way.end and way.start < number.end)
    if number and judgement.instead and not inside:
        out.append(Piece(_bare(number, text), _priced(judgement.instead, text[number.start : number.end])))
    return sorted(out, key=lambda one: one.span.start)


def _turned(judgement: Judgement, text: str, way: Span) -> str:
    words, before = text[way.start : way.end], text[: way.start]
    if judgement.claim.kind == "spread":
        return ahead(words, up=judgement.sense > 0)
    return turned(words, before, up=judgement.sense > 0)


def _other(judgement: Judgement, text: str, blame: str, mark: Span) -> list[Piece]:
    """What stands instead of a direction, a comparison, a count or a date."""
    claim, instead = judgement.claim, judgement.instead
    bare = _bare(mark, text)
    wrong, before, after = text[bare.start : bare.end], text[: bare.start], text[bare.end :]
    if not instead:
        return []
    if claim.kind in ("direction", "flat") and blame == "direction":
        instead = little(wrong) if instead == "little changed" else turned(wrong, before, up=instead == "rose")
    elif claim.kind == "compare":
        instead = ahead(wrong, up=instead == "ahead of")
    elif COUNTED.fullmatch(instead):
        instead = counting(instead, wrong, after, least=2 if claim.kind == "streak" else 0)
    elif MONTHS.fullmatch(instead) and not before.lower().rstrip().endswith("since"):
        instead = ""
    return [Piece(bare, _priced(instead, wrong))] if instead else []


def _priced(instead: str, wrong: str) -> str:
    """A number without a currency's sign where the wrong one has none."""
    return instead if any(sign in wrong for sign in SIGNS) else instead.lstrip(SIGNS)


def _written(pieces: list[Piece], text: str) -> str:
    """Pieces in words; two that stand side by side as one, each with its article where that changes too."""
    if len(pieces) == 2 and JOIN.fullmatch(between := text[pieces[0].span.end : pieces[1].span.start]):
        whole = Span(pieces[0].span.start, pieces[1].span.end)
        pieces = [Piece(whole, f"{pieces[0].words}{between}{pieces[1].words}")]
    told = [_with_article(one, text) for one in pieces]
    return ", and ".join(f"“{words}” in the place of “{text[span.start : span.end]}”" for span, words in told)


def _with_article(piece: Piece, text: str) -> Piece:
    """A piece with the article before it, where "a" has to become "an" or the other way round."""
    found = ARTICLE.search(text, 0, piece.span.start)
    right = "an" if VOWEL.match(piece.words) else "a"
    if not found or found[1].lower() == right:
        return piece
    article = right.capitalize() if found[1][0].isupper() else right
    return Piece(Span(found.start(1), piece.span.end), f"{article} {piece.words}")


def _bare(span: Span, text: str) -> Span:
    """A stretch without the mark that ends its sentence or clause."""
    words = text[span.start : span.end]
    return Span(span.start, span.start + len(words.rstrip(".,;: ")) or span.end)
