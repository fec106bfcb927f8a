"""How large a change is, and when one last was as large: exact where it matters, floats where they are apart."""

from __future__ import annotations

from fractions import Fraction
from operator import sub, truediv
from typing import Literal

from reportgen.measure.closes import difference, ratio
from reportgen.measure.records.backwards import blocks

Change = Literal["fraction", "points"]
# Of two decimals read as floats, the error of a quotient or a difference is below 2**-50 of the larger.
SLACK = 2.0**-48


def change(end: float, base: float, unit: Change) -> float:
    """The change from `base` to `end` of the decimals as printed, a fraction or in points."""
    return ratio(end, base) if unit == "fraction" else difference(end, base)


def last_as_large(levels: tuple[float, ...], lag: int, unit: Change) -> int:
    """The index of the last level but the final one whose change over `lag` steps was as large as the final one's, in
    the same direction; -1 where none was. Fractions need levels above 0.
    """
    # Of losses the larger one has the larger quotient, and the larger difference, of base to end.
    fore, back = (0, -lag) if levels[-1] > levels[-1 - lag] else (-lag, 0)
    last = len(levels) - 1
    ours = levels[last + fore], levels[last + back]
    size = truediv if unit == "fraction" else sub
    for low, high in blocks(last, lag):
        found = list(map(size, levels[low + fore : high + fore], levels[low + back : high + back]))
        least = size(*ours)
        if unit == "fraction":
            least -= SLACK * least
        else:
            span = levels[low - lag : high]
            least -= SLACK * max(max(span), -min(span), *map(abs, ours))
        if max(found) < least:
            continue
        for i in range(high - 1, low - 1, -1):
            if found[i - low] >= least and as_large(levels[i + fore], levels[i + back], *ours, unit):
                return i
    return -1


def as_large(one: float, of_one: float, other: float, of_other: float, unit: Change) -> bool:
    """Whether `one` over (or less) `of_one` is at least `other` over (or less) `of_other`, to the last digit."""
    if unit == "fraction":
        left, right = one * of_other, other * of_one
        near = SLACK * right
    else:
        left, right = one - of_one, other - of_other
        near = SLACK * max(map(abs, (one, of_one, other, of_other)))
    if abs(left - right) > near:
        return left > right
    a, b, c, d = (Fraction(repr(level)) for level in (one, of_one, other, of_other))
    return a * d >= c * b if unit == "fraction" else a - b >= c - d
