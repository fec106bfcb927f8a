"""A figure as a small worked sum: its formula with the closes in it, its value, and what is printed of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Context, Decimal

from reportgen import formats
from reportgen.measure.closes import difference, ratio
from reportgen.model import Derivation, Figure, Input

DIGITS = 9
"""Decimals of a value that has more: cut there and told by "…", so that a pocket calculator shows the same ones."""
WIDE = Context(prec=400)
"""Digits enough for every float."""
DAY = r"\d{4}-\d\d-\d\d"
CLOSE = re.compile(rf"(?:(?P<key>[\w-]+)\.)?[a-z][a-z ]*?(?: since {DAY} )?\((?P<day>{DAY})\)")
ID = re.compile(rf"[a-z][\w-]*\.(?:{DAY}(?:\.\.{DAY})?|[a-z]\w*)(?![\w(])")


def worked(one: Derivation) -> tuple[str, ...]:
    """The lines of the sum; those of its parts, where it is made of other figures, come first."""
    figure, printed = one.figure, ", ".join(one.printed)
    if one.kind:
        return (f"{figure.formula} by {figure.source}: {printed}",)
    names = list(dict.fromkeys(ID.findall(figure.formula)))
    parts = _parts(names, figure)
    levels = _levels(names, figure) | {name: value for name, (_, value) in parts.items()}
    formula = ID.sub(lambda m: f"{m[0]} {levels[m[0]]}" if m[0] in levels else m[0], figure.formula)
    result = figure.value if isinstance(figure.value, str) else exact(figure.value, _least(figure))
    last = _with_closes(formula, figure.inputs, figure.decimals)
    whole = f"{last} → {printed}" if last.endswith(f" {result}") else f"{last} = {result} → {printed}"
    return (*(f"{name} = {line} = {value}" for name, (line, value) in parts.items()), whole)


def exact(value: float, least: int = 0) -> str:
    """A number with a thousands separator and the minus sign, cut (never rounded) after `DIGITS` decimals; with no
    fewer than the `least` of them.
    """
    number = Decimal(repr(float(value)))
    cut = number.quantize(Decimal(1).scaleb(-DIGITS), ROUND_DOWN, WIDE)
    shown, more = (number, "") if cut == number else (cut, "…")
    whole, _, decimals = f"{abs(shown):,f}".partition(".")
    decimals = decimals if more else decimals.rstrip("0").ljust(least, "0")
    text = f"{whole}.{decimals}" if decimals else whole
    return f"{formats.MINUS if number < 0 else ''}{text}{more}"


def _least(figure: Figure) -> int:
    """The decimals of a level are those of its instrument."""
    return figure.decimals if figure.unit in ("level", "price", "yield", "points", "yield_difference") else 0


def _parts(names: Sequence[str], figure: Figure) -> Mapping[str, tuple[str, str]]:
    """The changes that a formula of other figures names, each with its own sum and value: two closes for each."""
    if not names or len(figure.inputs) != 2 * len(names):
        return {}
    pairs = zip(names, figure.inputs[::2], figure.inputs[1::2], strict=True)
    rates, decimals = figure.unit == "yield_difference", figure.decimals
    return {name: _pair(first, last, decimals, rates=rates) for name, first, last in pairs}


def _pair(first: Input, last: Input, decimals: int, *, rates: bool) -> tuple[str, str]:
    """The sum of a part: of two instruments the first less the second, of two sessions the change to the later."""
    if first.key != last.key:
        line = f"{first.key}.close({first.session}) − {last.key}.close({last.session})"
        return _with_closes(line, (first, last), decimals), exact(difference(first.level, last.level), decimals)
    line = f"close({last.session}) − close({first.session})"
    if rates:
        return _with_closes(line, (first, last), decimals), exact(difference(last.level, first.level), decimals)
    line = f"close({last.session}) / close({first.session}) − 1"
    return _with_closes(line, (first, last), decimals), exact(ratio(last.level, first.level))


def _levels(names: Sequence[str], figure: Figure) -> dict[str, str]:
    """The levels that a formula names as figures, where it rests on one close for each."""
    if len(figure.inputs) != len(names) + len(CLOSE.findall(ID.sub("", figure.formula))):
        return {}
    return {name: exact(one.level, figure.decimals) for name, one in zip(names, figure.inputs, strict=False)}


def _with_closes(formula: str, inputs: Sequence[Input], decimals: int) -> str:
    """The formula with the level behind every close that it names, where that close is one of the inputs."""

    def put(found: re.Match[str]) -> str:
        levels = {
            exact(one.level, decimals)
            for one in inputs
            if one.session.isoformat() == found["day"] and found["key"] in (None, one.key)
        }
        return f"{found[0]} {levels.pop()}" if len(levels) == 1 else found[0]

    return CLOSE.sub(put, formula)
