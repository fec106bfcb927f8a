"""What the judges of descriptions share: a claim's number, a line of closes, a printed change with its sign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportgen.claims import Claim, Quantity
from reportgen.claims.tolerance import fits
from reportgen.review.facts.sight import Sight

HUNDRED = Decimal(100)


def asked(claim: Claim) -> Quantity:
    """The number of a claim that has one."""
    assert claim.quantity is not None
    return claim.quantity


def line(sight: Sight, key: str) -> list[tuple[date, Decimal]]:
    """Every close of an instrument up to the week's end, in order."""
    return [(day, Decimal(repr(close.level))) for day in sight.sessions(key) if (close := sight.close(key, day))]


def signed(quantity: Quantity, value: Decimal) -> bool:
    """Whether a printed change, with its sign where it has one, is the value."""
    sense = not quantity.sign or not quantity.value or (value > 0) == (quantity.sign > 0)
    return sense and fits(quantity, abs(value)) != "wrong"
