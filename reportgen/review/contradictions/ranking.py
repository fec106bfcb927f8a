"""Words that rank or compare, against the numbers that the same piece prints for the same period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.claims import Claim, Names
from reportgen.model import Finding
from reportgen.review.contradictions.board import Board
from reportgen.review.contradictions.intervals import allowed
from reportgen.review.contradictions.nouns import Saying, When
from reportgen.review.contradictions.periods import period_words
from reportgen.review.contradictions.sayings import named
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding, place_of

RULE = "A word that ranks must follow from the printed numbers (study of trust, section 4.3)"
FALLING = re.compile(
    r"\b(?:lower|down(?:ward|side)?|declin\w+|loss(?:es)?|los(?:ers?|ing)|f[ae]ll(?:s|ing|en)?|drop\w*|slid\w*|sell-?offs?|retreat\w*|slump\w*|rout|weakness)\b",
    re.I,
)
REGION = re.compile(
    r"\b(?:in|of|across|among|for) (?:the )?(?:U\.?S\.?|Europe\w*|Asia\w*|Americas?|Latin|region|Pacific|emerging|world|sectors?|industr\w+|large|small|mid|stocks|shares|funds|ETFs)\b|\b(?:sectors?|members|stocks|shares|points?|breadth|volume|since|at every close)\b",
    re.I,
)


def rankings(text: Text, claims: tuple[Claim, ...], names: Names, scene: Scene, board: Board) -> Iterator[Finding]:
    """A finding for each ranking or comparison that the printed numbers refute, whatever they are rounded from."""
    for claim in claims:
        if (
            claim.kind not in ("rank", "compare", "spread")
            or claim.spoken
            or not claim.sure
            or len(claim.subjects) != 1
        ):
            continue
        mark = claim.marks.get("direction") or claim.marks.get("quantity") or claim.span
        if not text.plain(claim.part, mark.start) or not _outright(text, claim, names):
            continue
        when = _when(text, claim, scene)
        own = board.printed(claim.subjects[0], when) if when else None
        if when is None or own is None:
            continue
        if claim.kind == "rank":
            yield from _ranked(text, claim, names, board, when, own)
        elif claim.kind == "compare":
            yield from _compared(text, claim, board, when, own)
        else:
            yield from _apart(text, claim, board, when, own)


def _outright(text: Text, claim: Claim, names: Names) -> bool:
    subject = claim.marks.get("subject")
    words = text.parts[claim.part].text
    return subject is not None and named(words[subject.start : subject.end], claim.subjects[0], names)


def _when(text: Text, claim: Claim, scene: Scene) -> When | None:
    """The one period that a claim names."""
    if not claim.windows or len(claim.windows) > 1 and claim.windows[0].kind != "named year":
        return None
    window = claim.marks.get("window")
    if window is None:
        return scene.when(claim.windows[0])
    words = text.parts[claim.part].text
    begin = text.sentence(claim.part, window.start).start
    return scene.when(
        claim.windows[0],
        words[begin : window.start],
        words[window.start : window.end],
        words[window.end : window.end + 40],
    )


def _ranked(text: Text, claim: Claim, names: Names, board: Board, when: When, own: Saying) -> Iterator[Finding]:
    mark = claim.marks.get("direction") or claim.span
    words = text.parts[claim.part].text
    around = words[max(0, mark.start - 12) : mark.end + 48]
    if claim.number > 0 and FALLING.search(around) or claim.detail:
        return
    if not claim.others and REGION.search(words[mark.start : mark.end + 80]):
        return
    key = claim.subjects[0]
    fields = [claim.others] if claim.others else [_alike(field, key, names) for field in board.fields(key, when)]
    refuted = [_refuted(field, claim.number, board, when, own) for field in fields if len(field) > 1]
    if not refuted or not all(refuted):
        return
    against = refuted[0]
    assert against is not None
    shown = text.parts[claim.part].text[claim.span.start : claim.span.end]
    better = "more" if claim.number > 0 else "less"
    where = place_of(against.manuscript, against.part, against.span)
    message = (
        f"“{shown}” contradicts the numbers printed {period_words(when)}: “{own.words}” at {_line(own)}, "
        f"and “{against.words}”, which is {better}, at {where}"
    )  # fmt: skip
    yield finding(
        text.manuscript,
        claim.part,
        mark,
        message,
        evidence=f"{own.words}; {against.words}",
        suggestion="Name the one that the numbers name, or correct the number.",
        rule=RULE,
    )


def _alike(field: tuple[str, ...], key: str, names: Names) -> tuple[str, ...]:
    """The members of a table that are of a kind with the instrument: indexes of shares with indexes of shares."""
    if key not in names.stocks:
        return field if not names.stocks else tuple(one for one in field if one not in names.stocks)
    return tuple(one for one in field if one in names.stocks)


def _refuted(field: tuple[str, ...], place: int, board: Board, when: When, own: Saying) -> Saying | None:
    """The number that shows that the place is another's; None where the place may hold."""
    mine = board.value(own.measured.key, when)
    others = [
        (one, board.value(key, when)) for key in field if key != own.measured.key and (one := board.printed(key, when))
    ]
    if mine is None:
        return None
    above = [one for one, value in others if value and value.low > mine.high]
    below = [one for one, value in others if value and value.high < mine.low]
    if place < 0:
        return below[0] if below else None
    return above[0] if len(above) >= place else None


def _compared(text: Text, claim: Claim, board: Board, when: When, own: Saying) -> Iterator[Finding]:
    mine = board.value(claim.subjects[0], when)
    for key in claim.others:
        other, value = board.printed(key, when), board.value(key, when)
        if not (other and value and mine) or not (
            value.low > mine.high if claim.direction > 0 else value.high < mine.low
        ):
            continue
        mark = claim.marks.get("direction") or claim.span
        shown = text.parts[claim.part].text[claim.span.start : claim.span.end]
        message = f"“{shown}” contradicts the numbers printed {period_words(when)}: “{own.words}” at {_line(own)}, “{other.words}” at {_line(other)}"
        yield finding(
            text.manuscript,
            claim.part,
            mark,
            message,
            evidence=f"{own.words}; {other.words}",
            suggestion="Turn the comparison round, or correct the number.",
            rule=RULE,
        )
        return


def _apart(text: Text, claim: Claim, board: Board, when: When, own: Saying) -> Iterator[Finding]:
    """A printed gap in percentage points against the two changes."""
    quantity = claim.quantity
    other = board.printed(claim.others[0], when) if len(claim.others) == 1 else None
    mine, theirs = board.value(claim.subjects[0], when), board.value(claim.others[0], when) if claim.others else None
    if not quantity or quantity.unit != "percentage points" or not (other and mine and theirs):
        return
    gap = type(mine)(mine.low - theirs.high, mine.high - theirs.low)
    size = allowed(quantity)
    fits = [gap.meets(size.times(way)) for way in ((claim.direction,) if claim.direction else (1, -1))]
    if any(fits):
        return
    mark = claim.marks.get("quantity") or claim.span
    shown = text.parts[claim.part].text[mark.start : mark.end]
    low, high = sorted((abs(gap.low), abs(gap.high)))
    message = (
        f"“{shown}” cannot be the gap between “{own.words}” at {_line(own)} and “{other.words}” at {_line(other)}, "
        f"which is between {low:f} and {high:f} percentage points"
    )  # fmt: skip
    yield finding(
        text.manuscript,
        claim.part,
        mark,
        message,
        evidence=f"{own.words}; {other.words}",
        suggestion="Correct the gap, or one of the two changes.",
        rule="A difference of printed changes must be possible for some unrounded pair (study of trust, section 4.3)",
    )


def _line(saying: Saying) -> str:
    return place_of(saying.manuscript, saying.part, saying.span)


__all__ = ["rankings"]
