"""One instrument against others: better or worse, its place in a field, how many of a field rose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from reportgen.claims import Claim, Quantity, Window
from reportgen.claims.names import EQUITIES
from reportgen.claims.tolerance import fits
from reportgen.formats import rounded, way
from reportgen.review.facts.moved import FLAT, FLAT_WEEK, NO_MARKET, readings
from reportgen.review.facts.nouns import Judgement, Verdict
from reportgen.review.facts.sight import Sight
from reportgen.review.facts.words import in_window, size_words

FEW, SHOWN = 5, 3
"""Of a field of more instruments than the first, only so many are told."""


def compared(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """Better, or worse, than each of the others over the same period."""
    for window, pair in readings(claim, sight, key):
        own = sight.change(key, pair)
        told, inputs, holds, opposite, seen = [], list(sight.inputs(key, *pair)), True, True, True
        for other in claim.others:
            pairs = sight.pairs(other, window) if sight.knows(other) else []
            theirs = sight.change(other, pairs[0]) if pairs else None
            if own is None or theirs is None:
                seen = False
                continue
            told.append(f"{sight.instrument(other).short} {size_words(theirs, 'percent')}")
            inputs += sight.inputs(other, *pairs[0])
            holds &= (
                _abreast(own, theirs, claim.detail) if not claim.direction else (own - theirs) * claim.direction > 0
            )
            opposite &= (own - theirs) * claim.direction < 0
        if own is None or (not seen and holds):
            yield Judgement(claim, "unsupported" if own is not None else "unverifiable")
            continue
        truth = f"{sight.instrument(key).short} {size_words(own, 'percent')}, {', '.join(told)} {in_window(window, pair, sight, key)}"
        turned = "ahead of" if claim.direction < 0 else "behind"
        verdict: Verdict = "holds" if holds else "wrong"
        yield Judgement(
            claim, verdict, truth, tuple(inputs), "direction", turned if opposite and claim.detail != "idiom" else ""
        )


ABREAST = Decimal("0.75")


def _abreast(own: Decimal, theirs: Decimal, detail: str) -> bool:
    """Whether two moves are much the same, or the first no less than the second ("kept pace with")."""
    near = max(ABREAST, max(abs(own), abs(theirs)) * Decimal("0.3"))
    return abs(own - theirs) <= near or (detail == "pace" and (abs(own) > abs(theirs) or own > theirs))


def universes(claim: Claim, sight: Sight) -> list[tuple[str, ...]]:
    """The fields that a place may be one in: the one named, the usual four, the big three, every index of shares."""
    if claim.others:
        return [tuple(key for key in claim.others if sight.knows(key))]
    instruments = sight.evidence.instruments
    stocks = [
        k for k, one in instruments.items() if one.kind == "index" and one.symbol not in NO_MARKET and sight.knows(k)
    ]
    usual = tuple(k for k in stocks if instruments[k].symbol in EQUITIES)
    three = tuple(k for k in usual if instruments[k].symbol != "^RUT")
    near = tuple(key for key in claim.near if sight.knows(key))
    found = [tuple(stocks), usual, three, near if len(near) > 3 or (len(near) > 2 and not usual) else ()]
    found += [one for one in groups(sight) if claim.subjects and claim.subjects[0] in one]
    return [one for one in dict.fromkeys(found) if len(one) > 1]


def groups(sight: Sight) -> list[tuple[str, ...]]:
    """The tables that a publication has divided its instruments into, where there is more than one of a kind: each is
    a field of its own ("Energy came last" of the sectors).
    """
    if "groups" not in sight.kept:
        rows: dict[tuple[str, str], list[str]] = {}
        for key, one in sight.evidence.instruments.items():
            if sight.knows(key):
                rows.setdefault((one.kind, one.group), []).append(key)
        kinds, house = [kind for kind, _ in rows], sight.evidence.market.week
        found = [tuple(keys) for (kind, _), keys in rows.items() if kinds.count(kind) > 1]
        span = (house.base, house.end)  # a holiday abroad leaves some out
        alike = [tuple(k for k in one if (sight.week(k).base, sight.week(k).end) == span) for one in found]
        sight.kept["groups"] = list(dict.fromkeys(one for one in (*found, *alike) if one))
    return sight.kept["groups"]  # type: ignore[no-any-return]


def ranked(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """A place by change in a field, the best first; -1 the last."""
    for window, pair in readings(claim, sight, key):
        for field in universes(claim, sight):
            if key not in field:
                continue
            changes = {k: sight.change(k, p[0]) for k in field if (p := sight.pairs(k, window))}
            if len(changes) != len(field) or any(value is None for value in changes.values()):
                yield Judgement(claim, "unverifiable", "a close is missing")
                continue
            if claim.detail == "printed":  # those that print alike share a place
                changes = {k: rounded(v, 2 if sight.rate(k) else 1) for k, v in changes.items() if v is not None}
            own = changes[key]
            better = sum(value > own for value in changes.values() if value is not None and own is not None)
            worse = sum(value < own for value in changes.values() if value is not None and own is not None)
            if claim.detail == "shared":  # so many names have the places from the first (the last) on
                holds = (better if claim.number > 0 else worse) < abs(claim.number)
            elif claim.number < 0:
                holds = worse == -claim.number - 1
            else:
                holds = better == claim.number - 1 or (claim.number > 1 and worse == 0 and better + 1 == claim.number)
            ordered = sorted(changes, key=lambda k: -(changes[k] or 0))
            rightful = ordered[-1 if claim.number < 0 else min(claim.number, len(ordered)) - 1]
            some = (
                [k for k in ordered if k in (key, rightful, ordered[0 if claim.number >= 0 else -1])]
                if len(ordered) > FEW
                else ordered
            )
            told = ", ".join(f"{sight.instrument(k).short} {size_words(changes[k] or own, 'percent')}" for k in some)  # type: ignore[arg-type]
            if some is not ordered:
                told += (
                    f", place {ordered.index(key) + 1} of {len(ordered)}"
                    if key == some[-1]
                    else f"; {sight.instrument(key).short} has place {ordered.index(key) + 1} of {len(ordered)}"
                )
            inputs = tuple(i for k in some for i in sight.inputs(k, *sight.pairs(k, window)[0]))
            yield Judgement(claim, "holds" if holds else "wrong", f"{told} {in_window(window, pair, sight, key)}", inputs, "subject" if "subject" in claim.marks else "direction",
                            others={"subject": sight.instrument(rightful).short})  # fmt: skip


def alone(claim: Claim, sight: Sight, key: str) -> Iterator[Judgement]:
    """The only one of a field that rose, or fell."""
    for window, pair in readings(claim, sight, key):
        for field in universes(claim, sight):
            if key not in field:
                continue
            changes = {k: sight.change(k, p[0]) for k in field if (p := sight.pairs(k, window))}
            if len(changes) != len(field) or any(value is None for value in changes.values()):
                continue
            ones = [k for k, value in changes.items() if (value or 0) * claim.direction > 0]
            some = _few(field, [key, *ones])
            told = _listed(changes, some, sight)
            inputs = tuple(i for k in some for i in sight.inputs(k, *sight.pairs(k, window)[0]))
            yield Judgement(
                claim,
                "holds" if ones == [key] else "wrong",
                f"{told} {in_window(window, pair, sight, key)}",
                inputs,
                "subject" if "subject" in claim.marks else "direction",
                others={"subject": sight.instrument(ones[0]).short} if len(ones) == 1 else {},
            )


def _few(field: Sequence[str], first: Sequence[str]) -> list[str]:
    """The instruments of a field that are told: all of a small one, else those that matter first."""
    return list(field) if len(field) <= FEW else list(dict.fromkeys(first))[:SHOWN]


def _listed(changes: Mapping[str, Decimal | None], some: Sequence[str], sight: Sight) -> str:
    told = ", ".join(f"{sight.instrument(k).short} {size_words(changes[k] or FLAT * 0, 'percent')}" for k in some)
    return told if len(some) == len(changes) else f"{told}, of {len(changes)}"


def spanned(claim: Claim, sight: Sight) -> Judgement:
    """The smallest and the largest move of a field."""
    quantity = claim.quantity
    assert quantity is not None and quantity.high is not None
    first: Judgement | None = None
    for window in claim.windows:
        for field in universes(claim, sight):
            changes = {k: sight.change(k, p[0]) for k in field if (p := sight.pairs(k, window))}
            values = [value for value in changes.values() if value is not None]
            if len(values) != len(field) or len(values) < 2:
                continue
            sizes = sorted(values) if quantity.sign < 0 else sorted(abs(value) for value in values)
            order = sorted(field, key=lambda k: changes[k] or 0)
            some = _few(field, [order[0], order[-1]])
            told = _listed(changes, some, sight)
            inputs = tuple(i for k in some for i in sight.inputs(k, *sight.pairs(k, window)[0]))
            one = replace(quantity, high=None)
            holds = all(
                fits(replace(one, value=end, sign=0, decimals=_decimals(end)), size) != "wrong"
                for end, size in _ends(quantity, sizes)
            )
            judgement = Judgement(
                claim,
                "holds" if holds else "wrong",
                f"{told} {in_window(window, sight.pairs(field[0], window)[0], sight, field[0])}",
                inputs,
                "quantity",
                f"{sizes[0]:.{quantity.decimals}f}% to {sizes[-1]:.{quantity.decimals}f}%",
            )
            if holds:
                return judgement
            first = first or judgement
    return first or Judgement(claim, "unverifiable")


def _decimals(end: Decimal) -> int:
    return max(0, -int(end.as_tuple().exponent))


def _ends(quantity: Quantity, sizes: list[Decimal]) -> tuple[tuple[Decimal, Decimal], ...]:
    """The printed ends beside the true ones; of "from a 1.1% loss to a 3.8% gain" the first is a fall."""
    assert quantity.high is not None
    if quantity.sign < 0:
        return (quantity.value, -sizes[0]), (quantity.high, sizes[-1])
    low, high = sorted((quantity.value, quantity.high))
    return (low, sizes[0]), (high, sizes[-1])


def _mixed(changes: Iterable[Decimal | None]) -> bool:
    """Whether some rose and some fell, or one did neither."""
    found = {(value > 0) - (value < 0) if value and abs(value) >= FLAT else 0 for value in changes}
    return len(found) > 1 or 0 in found


def counted(claim: Claim, sight: Sight) -> Judgement:
    """How many of a field moved one way."""
    first: Judgement | None = None
    fields = universes(claim, sight)
    if claim.quantity:  # how many it counts among is told, but not whom: a field of just so many
        fields = [one for one in (*fields, *groups(sight)) if len(one) == claim.quantity.value]
    for window in claim.windows or (Window("week"),):
        for field in fields:
            changes = {k: sight.change(k, p[0]) for k in field if (p := sight.pairs(k, window))}
            if len(changes) != len(field) or any(value is None for value in changes.values()):
                continue
            many = sum((value or 0) * claim.direction > 0 for value in changes.values())
            apart = sum((value or 0) * claim.direction > FLAT_WEEK for value in changes.values())
            clear = sum(way(value or 0, of_rate=sight.rate(k)) == claim.direction for k, value in changes.items())
            pair = sight.pairs(field[0], window)[0]
            moving = [k for k in field if (changes[k] or 0) * claim.direction > 0]
            less = moving if 2 * many <= len(field) else [k for k in field if k not in moving]
            some = _few(field, less)
            truth = f"{many} of {len(field)} {'rose' if claim.direction > 0 else 'fell'} {in_window(window, pair, sight, field[0])}"
            truth += f": {_listed(changes, some, sight)}" if some else ""
            inputs = tuple(i for k in some for i in sight.inputs(k, *sight.pairs(k, window)[0]))
            judgement = Judgement(
                claim,
                "holds"
                if (_mixed(changes.values()) if claim.detail == "field mixed" else claim.number in (many, clear))
                or (claim.detail == "field apart" and apart <= claim.number <= many)
                else "wrong",
                truth,
                inputs,
                "quantity",
                str(many),
            )
            if judgement.verdict == "holds":
                return judgement
            first = first or judgement
    return first or Judgement(claim, "unverifiable")
