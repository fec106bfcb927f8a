"""Claims as sayings: those of which subject, period and basis are sure, each with the values that it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.claims import Claim, Names, Window
from reportgen.claims.atoms import atoms
from reportgen.claims.tables import window_of
from reportgen.claims.tagging import mentions
from reportgen.model import Part, Span
from reportgen.review.contradictions.intervals import ENDLESS, MOVED, Interval, allowed, signed
from reportgen.review.contradictions.nouns import Measure, Measured, Saying, When
from reportgen.review.contradictions.scene import Scene
from reportgen.review.contradictions.sentences import Text

RATES = frozenset(["^TNX", "^IRX", "^FVX", "^TYX"])
STILL = Decimal("0.5")
"""In percent: what moved by more was not little changed (a week's bound, with a margin)."""
CLOSED = re.compile(r"\b(?:clos\w+|end(?:ed|s|ing)?|finish\w*|settl\w+|stood|stands?)\b|\b(?:at|to)\s*$", re.I)
PASSED = re.compile(
    r"\b(?:hit|touch\w*|reach\w*|open\w*|trad\w+|peak\w*|cross\w*|target\w*|resistance|support|average|past|below|above|topp\w+|chang\w*|came|amount\w*|gains?|loss|gap)\b",
    re.I,
)
NAMES_OF_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri)day|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Index|Composite|Average|Industrial|Industrials|Week|Day|Year|Change|Close|On|For|In|The|U|S"
)
WORD = re.compile(r"[A-Za-z][\w&’']*")
NUMBERED = re.compile(r"\d%|percent|points?\b", re.I)
BEHIND = re.compile(
    r"\b(?:sector|stocks|shares|companies|members|constituents|earnings|futures|funds?|etfs?|volume|profits?|revenues?|dividends?|yield|sector's|group|volatility)\b",
    re.I,
)
ELSEWHERE = re.compile(
    r"\b(?:last (?:week|month|year|quarter)|previous|prior|year ago|week before|week ahead|outlook|correction|history|archive)\b",
    re.I,
)
APART = re.compile(r"\s+(?:below|above|under|over|away|behind|ahead|shy|short|apart|wide|more|less|of the)\b", re.I)
"""Behind a number: a distance or a share, no change."""
SPANNING = re.compile(r"\b(?:down|up|through|and) to\s*$", re.I)
THEIRS = re.compile(r"\s+(?:for|in|by|on|at|from) (?:the )?([A-Z]\w*)")
"""Before and behind a number that is another's: "from +0.1% for the FTSE 100 down to −0.1% for the S&P 500"."""
OPENING = re.compile(r"(?:^|[,;:—–(])\s*(?:and|but|while|then)?\s*(?:on|for|in|over|during)?\s*(?:the)?\s*$", re.I)
"""What stands before a period that opens its clause, so that the verb behind the name is said of it."""
TICKS = {"▼": -1, "▲": 1, "(": -1}


def sayings(text: Text, claims: tuple[Claim, ...], names: Names, scene: Scene) -> Iterator[Saying]:
    """What the claims say of measures; a claim with any doubt is left out."""
    for claim in claims:
        if (
            claim.kind in ("change", "level", "direction", "flat")
            and not claim.spoken
            and claim.sure
            and len(claim.subjects) == 1
        ):
            part = text.parts[claim.part]
            if ELSEWHERE.search(part.caption) or (part.path and ELSEWHERE.search(part.path[-1])):
                continue
            found = _in_row(part, claim, scene) if part.role == "row" else _in_prose(text, claim, names, scene)
            if found:
                yield from _measured(text, claim, part, names, scene, *found)


def rate(key: str, names: Names) -> bool:
    """Whether an instrument is a yield, of which changes are told in basis points."""
    return key in names.rates or names.symbols.get(key, key) in RATES


def _measured(
    text: Text, claim: Claim, part: Part, names: Names, scene: Scene, when: When, told: bool
) -> Iterator[Saying]:
    key = claim.subjects[0]
    span = claim.marks.get("quantity") or claim.marks.get("direction") or claim.span
    alone = part.role in ("title", "heading", "caption", "alt", "meta") or "window" in claim.marks

    def said(measure: Measure, values: tuple[Interval, ...], when: When = when) -> Saying:
        begins = 0 if part.role == "row" else text.sentence(claim.part, span.start).start
        words = shown(part, claim, span)
        return Saying(
            Measured(key, when, measure), values, text.manuscript, claim.part, span, words, told, alone, begins
        )

    direction = _direction(part, claim, span)
    if claim.kind == "level":
        if (
            claim.quantity
            and not claim.quantity.sign
            and claim.quantity.hedge not in ("more than", "less than", "at least", "at most", "up to")
        ):
            yield said("level", (allowed(claim.quantity, level=True),), scene.close(when))
        return
    measure: Measure = "basis points" if rate(key, names) else "percent"
    if claim.kind == "flat":
        if measure == "percent":
            yield said(measure, (Interval(-STILL, STILL),))
        return
    if claim.kind == "direction":
        yield said(measure, (_moved(direction),))
        return
    quantity = claim.quantity
    if quantity is None:
        return
    size = allowed(quantity)
    if quantity.unit in ("basis points", "percentage points") and measure == "basis points":
        yield said(measure, signed(size.times(100 if quantity.unit == "percentage points" else 1), direction))
    elif quantity.unit == "percent" and measure == "percent":
        yield said(measure, signed(size, direction))
    elif quantity.unit in ("points", "money") and measure == "percent":
        yield said("points", signed(size, direction))
        if direction and size.low > 0:
            yield said(measure, (_moved(direction),))


def _moved(direction: int) -> Interval:
    return Interval(MOVED, ENDLESS).times(direction) if direction < 0 else Interval(MOVED, ENDLESS)


def _direction(part: Part, claim: Claim, span: Span) -> int:
    """A table's unsigned number may be up or down, unless an arrow or brackets tell."""
    if part.role != "row" or (claim.quantity and claim.quantity.sign):
        return claim.direction
    return next((sign for tick, sign in TICKS.items() if tick in part.text[span.start : span.end]), 0)


def _in_row(part: Part, claim: Claim, scene: Scene) -> tuple[When, bool] | None:
    """The period of a table's cell, where its head, or the table's title, tells it."""
    cell = claim.marks.get("quantity")
    bearer = claim.marks.get("subject")
    if cell is None or bearer is None or BEHIND.search(part.text[bearer.start : bearer.end]):
        return None
    head = head_of(part, cell)
    caption = part.caption.lower()
    own = window_of(head) if claim.kind == "change" else None
    window = own or window_of(caption) or _only(part.heads)
    if ELSEWHERE.search(head) or (window is None and not (claim.kind == "level" and _periods(part.heads))):
        return None
    if claim.kind == "level" and (window is None or window.kind not in ("week", "day", "weekday")):
        return When("week"), True
    when = scene.when(window or claim.windows[0])
    return (when, True) if when and claim.windows and (own is None or own == claim.windows[0]) else None


def head_of(part: Part, cell: Span) -> str:
    """The head of the column that a cell stands in, in small letters."""
    at = part.cells.index(cell) if cell in part.cells else -1
    place = at - max(0, len(part.cells) - len(part.heads))
    if len(part.heads) >= len(part.cells):
        place = at
    return part.heads[place].lower() if 0 <= place < len(part.heads) else ""


def _periods(heads: tuple[str, ...]) -> set[Window]:
    """The periods that a table's heads name."""
    return {window for head in heads if (window := window_of(head.lower()))}


def _only(heads: tuple[str, ...]) -> Window | None:
    """The period of a table whose heads name no other."""
    told = _periods(heads)
    return told.pop() if len(told) == 1 else None


def _in_prose(text: Text, claim: Claim, names: Names, scene: Scene) -> tuple[When, bool] | None:
    subject = claim.marks.get("subject")
    mark = claim.marks.get("quantity") or claim.marks.get("direction")
    if subject is None or mark is None or not text.plain(claim.part, mark.start):
        return None
    words = text.parts[claim.part].text
    window = claim.marks.get("window")
    if not named(words[subject.start : subject.end], claim.subjects[0], names) or not _beside(
        words, subject, mark, window, claim
    ):
        return None
    if window is None:
        told = len(claim.windows) == 1
        when = scene.when(claim.windows[0]) if claim.windows else None
        return (when, told) if when else None
    if claim.windows[0].kind == "date" and claim.kind == "change" and "direction" not in claim.marks:
        return None
    sentence = text.sentence(claim.part, mark.start)
    before, after = words[sentence.start : window.start], words[window.end : window.end + 40]
    if claim.kind in ("direction", "flat") and window.start < subject.start and not OPENING.search(before):
        return None
    when = scene.when(claim.windows[0], before, words[window.start : window.end], after)
    outright = len(claim.windows) == 1 or claim.windows[0].kind in ("named year", "last week")
    return (when, outright) if when else None


def named(words: str, key: str, names: Names) -> bool:
    """Whether words are a name of the instrument that stands for nothing else."""
    row = mentions(words, 0, len(words), names)
    if len(row) != 1 or (row[0].tag, row[0].value) != ("N", key):
        return False
    spelled = tuple(one.low for one in atoms(words) if one.kind != "p" or one.text in "&")
    return (spelled[1:] if spelled[:1] == ("the",) else spelled) not in names.soft


def _beside(words: str, subject: Span, mark: Span, window: Span | None, claim: Claim) -> bool:
    """Whether nothing between a name and its number could be what the number is about."""
    between = words[min(subject.end, mark.end) : max(subject.start, mark.start)]
    tail = between
    for found in NUMBERED.finditer(between):
        # "+1.6% by Monday, +3.0% by Tuesday": a second number needs a period or a verb of its own.
        tail = between[found.end() :]
    own = claim.marks.get("direction")
    gap = min(subject.end, mark.end) + len(between) - len(tail)
    if tail is not between and not any(one and one.start >= gap for one in (window, own)):
        return False
    if BEHIND.search(tail) or any(
        not NAMES_OF_DAYS.fullmatch(word) for word in WORD.findall(tail) if word[0].isupper()
    ):
        return False
    behind = words[subject.end : subject.end + 24]
    if re.match(r"\s+[A-Z][a-z]+", behind) and not NAMES_OF_DAYS.match(behind.split()[0]):
        return False
    after = words[mark.end : mark.end + 24]
    if APART.match(after) or SPANNING.search(between):
        return False
    theirs = THEIRS.match(after)
    if theirs and subject.start < mark.start and not NAMES_OF_DAYS.match(theirs[1]):
        return False
    if claim.kind == "level":
        return bool(CLOSED.search(between)) and not PASSED.search(between)
    return True


def shown(part: Part, claim: Claim, span: Span) -> str:
    """A claim's words as a reader knows them again: in a table the row's name and the cell."""
    subject = claim.marks.get("subject")
    if part.role == "row" and subject:
        return f"{part.text[subject.start : subject.end]}: {part.text[span.start : span.end]}"
    words = part.text[claim.span.start : claim.span.end]
    if len(words) <= 90:
        return words
    name = part.text[subject.start : subject.end] + " … " if subject else ""
    return name + part.text[span.start : span.end]
