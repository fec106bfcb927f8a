"""Mentions that are one with those beside them: two dates, two ends, a number before what it counts."""

from __future__ import annotations

from dataclasses import replace

from reportgen.claims.mention import Mention
from reportgen.claims.names import Names
from reportgen.claims.nouns import Quantity, Window

ONES = {"large": "^GSPC", "larger": "^GSPC", "big": "^GSPC", "bigger": "^GSPC", "small": "^RUT", "smaller": "^RUT"}


def one_of_two(row: list[Mention], names: Names) -> list[Mention]:
    """With "large ones" a name, beside small companies or the like: "finished far ahead of large ones"."""
    at = next((i for i in range(1, len(row)) if row[i].low == "ones" and row[i - 1].low in ONES), -1)
    if at < 0 or not any(m.tag == "N" and m.low.endswith(("companies", "caps", "stocks")) for m in row[:at]):
        return row
    one, last = row[at - 1], row[at]
    key = next((k for k in names.stocks if names.symbols.get(k) == ONES[one.low]), "")
    if not key:
        return row
    named = Mention("N", key, one.start, last.end, f"{one.text} {last.text}", f"{one.low} {last.low}")
    return one_of_two([*row[: at - 1], named, *row[at + 1 :]], names)


def what_it_counts(row: list[Mention]) -> list[Mention]:
    """Without the mark behind a number that opens a line: "10.5 – basis points that the yield fell", "1.2%: its gain"."""
    if len(row) < 3 or row[0].tag not in "QL" or row[1].tag not in "-:" or row[2].tag in "QL":
        return row
    end = next((end for end in (4, 3) if " ".join(one.low for one in row[2:end]) in COUNTED), 0)
    if not end or row[0].tag == "Q":
        return [row[0], *row[2:]]
    unit = COUNTED[" ".join(one.low for one in row[2:end])]
    return [row[0]._replace(tag="Q", value=replace(row[0].value, unit=unit)), *row[end:]]


COUNTED = {
    "basis points": "basis points", "percentage points": "percentage points", "points": "points", "percent": "percent",
}  # fmt: skip


def dates_joined(row: list[Mention]) -> list[Mention]:
    """Two dates with "to" between them are one period."""
    out: list[Mention] = []
    for one in row:
        if one.tag == "Q" and one.value.high is not None and out and out[-1].tag in "UDb" and _apart(one.value):
            out += _parted(one)
        elif (
            one.tag == "Y"
            and len(out) > 1
            and out[-1].tag in "t-"
            and out[-2].tag == "Y"
            and out[-2].value.kind == one.value.kind == "date"
        ):
            first, start = out[-2], out[-2].start
            del out[-2:]
            if out and out[-1].tag == "f":
                start = out.pop().start
            span = Window("span", first.value.number, first.value.start, one.value.start, one.value.number)
            out.append(Mention("P", span, start, one.end, "from", "from"))
        else:
            out.append(one)
    return out


def _apart(quantity: Quantity) -> bool:
    """Whether "19% to 4.02%" behind a verb is a change and where it led to, and no range."""
    assert quantity.high is not None
    return quantity.high < quantity.value or quantity.high > quantity.value * 3


def _parted(one: Mention) -> list[Mention]:
    head, _, tail = one.text.rpartition(" to ")
    if not head:
        return [one]
    middle = one.start + len(head) + 1
    high = replace(one.value, value=one.value.high, high=None, hedge="", sign=0)
    return [
        Mention("Q", replace(one.value, high=None), one.start, one.start + len(head), head, head.lower()),
        Mention("t", "", middle, middle + 2, "to", "to"),
        Mention("Q", high, one.end - len(tail), one.end, tail, tail.lower()),
    ]
