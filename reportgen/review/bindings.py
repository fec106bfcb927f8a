"""Bound numbers: `[[4.6% = russell_2000.week]]` holds a number to a figure by name, whatever the words around it say.

They are checked, and proposed where a text's numbers are true and nothing binds them yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from reportgen.claims import Claim, Quantity, claims, names
from reportgen.claims.tagging import mentions
from reportgen.claims.tolerance import fits
from reportgen.compose.ink import USUAL
from reportgen.measure import MEASURES, figure
from reportgen.measure.windows import WEEKDAYS
from reportgen.model import Absent, Evidence, Figure, Finding, Manuscript, Place
from reportgen.reading.bindings import BOUND

SCALES: Mapping[str, Mapping[str, int]] = {
    "fraction": {"percent": 100, "": 100},
    "fraction_difference": {"percentage points": 100, "basis points": 10_000},
    "share": {"percent": 100},
    "yield": {"percent": 1, "": 1},
    "yield_difference": {"percentage points": 1, "basis points": 100},
    "level": {"": 1, "points": 1},
    "price": {"": 1, "money": 1},
    "points": {"points": 1, "money": 1, "": 1},
    "count": {"": 1},
    "rank": {"": 1},
}
"""What a figure of each unit may be printed in, and how many of those its unit makes."""
PERIODS = ("week", "day", "month", "quarter", "year")
RULE = "a bound number is the figure that it names"


@dataclass(frozen=True)
class Proposal:
    """Words of a text that a figure vouches for, from `place` up to the column `end`, and the figure's name."""

    place: Place
    end: int
    words: str
    name: str

    @property
    def bound(self) -> str:
        """The words as they would stand in the text."""
        return f"[[{self.words} = {self.name}]]"


def bound_numbers(lines: Sequence[str], file: str, evidence: Evidence) -> tuple[Finding, ...]:
    """A finding for each bound number that is not its figure, or whose figure is not known."""
    return tuple(
        finding
        for number, line in enumerate(lines, 1)
        for found in BOUND.finditer(line)
        if (finding := _checked(found[1], found[2], Place(file, number, found.start(1) + 1), evidence))
    )


def bound_places(lines: Sequence[str], file: str) -> frozenset[Place]:
    """Where the bound numbers of a text begin: the number, and the brackets around it and its figure's name."""
    return frozenset(
        Place(file, number, start + 1)
        for number, line in enumerate(lines, 1)
        if "[[" in line
        for found in BOUND.finditer(line)
        for start in (found.start(), found.start(1))
    )


def proposals(manuscript: Manuscript, lines: Sequence[str], evidence: Evidence) -> tuple[Proposal, ...]:
    """A binding for each number of the text that is true, by a figure that can be named, and not bound yet."""
    out: dict[Place, Proposal] = {}
    for claim in claims(manuscript, names(evidence.instruments)):
        name, span = _name(claim, evidence), claim.marks.get("quantity")
        if not name or not span or claim.spoken or claim.quantity is None:
            continue
        part = manuscript.parts[claim.part]
        words, place = part.text[span.start : span.end], part.place(manuscript.file, span.start)
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        begin, end = place.column - 1, place.column - 1 + len(words)
        if line[begin:end] != words or any(one.start() <= begin < one.end() for one in BOUND.finditer(line)):
            continue
        found = _figure(name, evidence)
        if isinstance(found, Figure) and _agrees(claim.quantity, words, found, claim.direction):
            out[place] = Proposal(place, end + 1, words, name)
    return tuple(out[place] for place in sorted(out, key=lambda one: (one.line, one.column)))


def suggested(found: Iterable[Proposal]) -> tuple[Finding, ...]:
    """Proposals as findings."""
    return tuple(
        Finding("bind", "info", one.place, f"“{one.words}” is {one.name}", "", one.bound, one.end, RULE)
        for one in found
    )


def written(lines: Sequence[str], found: Sequence[Proposal]) -> list[str]:
    """The lines of the text with every proposal in it."""
    out = list(lines)
    for one in sorted(found, key=lambda one: one.place.column, reverse=True):
        row, begin = one.place.line - 1, one.place.column - 1
        out[row] = f"{out[row][:begin]}{one.bound}{out[row][one.end - 1 :]}"
    return out


def _checked(words: str, name: str, place: Place, evidence: Evidence) -> Finding | None:
    """What is wrong with one bound number."""
    end = place.column + len(words)
    key, _, measure = name.partition(".")
    if key == "facts":
        return _fact(words, measure, place, evidence)
    if key not in evidence.instruments or measure not in MEASURES:
        measures = (measure,) if measure in MEASURES else MEASURES
        keys = (key,) if key in evidence.instruments else evidence.instruments
        near = get_close_matches(name, [f"{one}.{other}" for one in keys for other in measures], n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known keys: {', '.join(evidence.instruments)}."
        return Finding("unknown-figure", "error", place, f"there is no figure {name}", "", hint, end, RULE)
    found = _figure(name, evidence)
    if isinstance(found, Absent):
        said = f"{name} cannot be told: {found.reason}"
        return Finding("unverifiable", "warning", place, said, end_column=end, rule=RULE)
    quantity = _quantity(words)
    if quantity is not None and _agrees(quantity, words, found, 0):
        return None
    truth = str(found.value) if isinstance(found.value, str) else USUAL[found.unit](found.value, found)
    closes = ", ".join(f"{one.level} on {one.session}" for one in found.inputs[:2]) if len(found.inputs) < 3 else ""
    said = f"{name} is {truth}{_precise(found)}, not {words}"
    return Finding("wrong-number", "error", place, said, closes, truth, end, RULE)


def _fact(words: str, key: str, place: Place, evidence: Evidence) -> Finding | None:
    end = place.column + len(words)
    fact = evidence.facts.get(key)
    if fact is None:
        near = get_close_matches(key, evidence.facts, n=1)
        hint = f"Did you mean facts.{near[0]}?" if near else "Facts stand in the record of a build, or in config.yaml."
        return Finding("unknown-figure", "error", place, f"there is no fact {key}", "", hint, end, RULE)
    if " ".join(words.split()) == " ".join(fact.value.split()):
        return None
    said = f"facts.{key} is {fact.value}, not {words}"
    return Finding("wrong-number", "error", place, said, f"{fact.source}, {fact.date}", fact.value, end, RULE)


def _figure(name: str, evidence: Evidence) -> Figure | Absent:
    key, _, measure = name.partition(".")
    instruments = evidence.instruments
    benchmark = next((k for k, one in instruments.items() if one.symbol == "^GSPC"), next(iter(instruments)))
    records = {fact.record_of: fact for fact in evidence.facts.values() if fact.record_of}
    return figure(evidence.market, key, measure, instruments=instruments, benchmark=benchmark, records=records)


def _name(claim: Claim, evidence: Evidence) -> str:
    """The figure that a claim is about, where one can be named for certain."""
    if len(claim.subjects) != 1 or not claim.windows or not claim.sure or claim.quantity is None:
        return ""
    key, window = claim.subjects[0], claim.windows[0]
    if claim.kind == "level":
        last = window.kind == "weekday" and window.number == evidence.market.week_of(key).end.weekday()
        return f"{key}.close" if last or window.kind in ("week", "day", "none") else ""
    period = WEEKDAYS[window.number] if window.kind == "weekday" else window.kind
    if claim.kind != "change" or period not in (*PERIODS, *WEEKDAYS[:5]):
        return ""
    if claim.quantity.unit == "points":
        return f"{key}.{period}_points" if period in PERIODS else ""
    return f"{key}.{period}"


def _agrees(quantity: Quantity, words: str, found: Figure, direction: int) -> bool:
    """Whether a number as printed is a figure: its unit, its size by the tolerance of its wording, its sign."""
    scale = SCALES.get(found.unit, {}).get(quantity.unit)
    if scale is None or isinstance(found.value, str):
        return False
    true = Decimal(repr(found.value)) * scale
    sign = -1 if words.lstrip()[:1] in "-−–" else quantity.sign or direction
    if sign and true and (sign > 0) != (true > 0):
        return False
    return fits(quantity, abs(true), level=found.unit in ("level", "price", "yield")) == "holds"


def _quantity(words: str) -> Quantity | None:
    found: Iterator[object] = (one.value for one in mentions(words, 0, len(words), names({})) if one.tag in "QL")
    one = next(found, None)
    return one if isinstance(one, Quantity) else None


def _precise(found: Figure) -> str:
    """The value to two decimals, where it is printed with fewer."""
    if found.unit in ("fraction", "fraction_difference", "share") and isinstance(found.value, float):
        return f" ({found.value * 100:.2f})"
    return ""
