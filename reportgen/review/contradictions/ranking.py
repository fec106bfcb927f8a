"""Words that rank or compare, against the numbers that the same piece prints for the same period."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.claims import Claim, Names
from reportgen.model import Finding
from reportgen.review.contradictions.board import Board
from reportgen.review.contradictions.intervals import Interval, allowed
from reportgen.review.contradictions.lexicon import FALLING, FIELDS
from reportgen.review.contradictions.nouns import Saying, When
from reportgen.review.contradictions.periods import period_words
from reportgen.review.contradictions.prose import AFTER, named
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.sentences import Text
from reportgen.review.contradictions.telling import finding, place_of

RULE = "A word that ranks must follow from the printed numbers (study of trust, section 4.3)"
GAP_RULE = "A gap must be the difference of the printed changes, for some unrounded pair (study of trust, section 4.3)"
BEFORE, BEHIND = 12, 80
"""Letters around a word that ranks which may tell of losses, or of another field."""


def rankings(text: Text, claims: tuple[Claim, ...], names: Names, scene: Scene, board: Board) -> Iterator[Finding]:
    """A finding for each ranking or comparison that the printed numbers refute, whatever they are rounded from."""
    for claim in claims:
        if (
            claim.kind in ("rank", "compare", "spread")
            and _plain(text, claim, names)
            and (when := _when(text, claim, scene))
        ):
            own = board.printed(claim.subjects[0], when)
            if own and claim.kind == "rank":
                yield from _ranked(text, claim, names, board, own)
            elif own and claim.kind == "compare":
                if claim.direction:
                    yield from _compared(text, claim, board, own)
            elif own:
                yield from _apart(text, claim, board, own)


def _plain(text: Text, claim: Claim, names: Names) -> bool:
    subject = claim.marks.get("subject")
    if claim.spoken or not claim.sure or len(claim.subjects) != 1 or subject is None:
        return False
    words = text.parts[claim.part].text
    return text.plain(claim.part, claim.span.start) and named(
        words[subject.start : subject.end], claim.subjects[0], names
    )


def _when(text: Text, claim: Claim, scene: Scene) -> When | None:
    """The one period that a claim names."""
    if not claim.windows or (len(claim.windows) > 1 and claim.windows[0].kind != "named year"):
        return None
    window = claim.marks.get("window")
    if window is None:
        return scene.when(claim.windows[0])
    words = text.parts[claim.part].text
    before = words[text.sentence(claim.part, window.start).start : window.start]
    after = words[window.end : window.end + AFTER]
    return scene.when(claim.windows[0], before, words[window.start : window.end], after)


def _ranked(text: Text, claim: Claim, names: Names, board: Board, own: Saying) -> Iterator[Finding]:
    mark = claim.marks.get("direction") or claim.span
    words = text.parts[claim.part].text
    losing = claim.detail or (
        claim.number > 0 and FALLING.search(words[max(0, mark.start - BEFORE) : mark.end + AFTER])
    )
    if losing or (not claim.others and FIELDS.search(words[mark.start : mark.end + BEHIND])):
        return
    key, when, _ = own.measured
    fields = [claim.others] if claim.others else [_alike(field, key, names) for field in board.fields(key, when)]
    against = [_refuting(field, claim.number, board, own) for field in fields if len(field) > 1]
    other = next(iter(against), None)
    if other is None or None in against:
        return
    better = "more" if claim.number > 0 else "less"
    message = (
        f"“{text.words(claim)}” contradicts the numbers printed {period_words(when)}: “{own.words}” at {_line(own)}, "
        f"and “{other.words}”, which is {better}, at {_line(other)}"
    )
    hint, evidence = "Name the one that the numbers name, or correct the number.", f"{own.words}; {other.words}"
    yield finding(text.manuscript, claim.part, mark, message, evidence=evidence, suggestion=hint, rule=RULE)


def _alike(field: tuple[str, ...], key: str, names: Names) -> tuple[str, ...]:
    """The members of a table that are of a kind with the instrument: indexes of shares with indexes of shares."""
    return tuple(one for one in field if not names.stocks or (one in names.stocks) == (key in names.stocks))


def _refuting(field: tuple[str, ...], place: int, board: Board, own: Saying) -> Saying | None:
    """The number that shows that the place is another's; None where the place may hold."""
    key, when, _ = own.measured
    mine = board.value(key, when)
    others = [
        (one, board.value(other, when)) for other in field if other != key and (one := board.printed(other, when))
    ]
    if mine is None:
        return None
    if place < 0:
        under = [one for one, value in others if value and value.high < mine.low]
        return under[0] if len(under) >= -place else None
    above = [one for one, value in others if value and value.low > mine.high]
    return above[0] if len(above) >= place else None


def _compared(text: Text, claim: Claim, board: Board, own: Saying) -> Iterator[Finding]:
    key, when, _ = own.measured
    mine = board.value(key, when)
    for one in claim.others:
        other, value = board.printed(one, when), board.value(one, when)
        if other and value and mine and (value.low > mine.high if claim.direction > 0 else value.high < mine.low):
            message = (
                f"“{text.words(claim)}” contradicts the numbers printed {period_words(when)}: "
                f"“{own.words}” at {_line(own)}, “{other.words}” at {_line(other)}"
            )
            hint, evidence = "Turn the comparison round, or correct the number.", f"{own.words}; {other.words}"
            mark = claim.marks.get("direction") or claim.span
            yield finding(text.manuscript, claim.part, mark, message, evidence=evidence, suggestion=hint, rule=RULE)
            return


def _apart(text: Text, claim: Claim, board: Board, own: Saying) -> Iterator[Finding]:
    """A printed gap in percentage points against the two changes."""
    quantity, (key, when, _) = claim.quantity, own.measured
    if quantity is None or quantity.unit != "percentage points" or len(claim.others) != 1:
        return
    other, mine, theirs = (
        board.printed(claim.others[0], when),
        board.value(key, when),
        board.value(claim.others[0], when),
    )
    if not (other and mine and theirs):
        return
    gap, size = Interval(mine.low - theirs.high, mine.high - theirs.low), allowed(quantity)
    if any(gap.meets(size.times(way)) for way in ((claim.direction,) if claim.direction else (1, -1))):
        return
    mark = claim.marks.get("quantity") or claim.span
    shown = text.parts[claim.part].text[mark.start : mark.end]
    message = (
        f"“{shown}” cannot be the gap between “{own.words}” at {_line(own)} and “{other.words}” at {_line(other)}, "
        f"which is {gap.low:+f} to {gap.high:+f} percentage points"
    )
    hint, evidence = "Correct the gap, or one of the two changes.", f"{own.words}; {other.words}"
    yield finding(text.manuscript, claim.part, mark, message, evidence=evidence, suggestion=hint, rule=GAP_RULE)


def _line(saying: Saying) -> str:
    return place_of(saying.manuscript, saying.part, saying.span)
