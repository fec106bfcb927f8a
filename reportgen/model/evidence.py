"""What a text is checked against: the closes of a week and its history, and what else a record vouches for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model.market import Instrument, MarketWeek
from reportgen.model.project import Fact, Fund, Quote


@dataclass(frozen=True)
class Evidence:
    """`market` holds the week and its history, `instruments` what its keys are; `name` is what it was read from.

    `facts` and `quotes` are those that a record keeps, `funds` those that a project names. `own` marks the evidence of
    an issue of ours (its record or its project): then whatever the text states must rest on it.
    """

    market: MarketWeek
    instruments: Mapping[str, Instrument]
    name: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    quotes: Mapping[str, Quote] = field(default_factory=dict)
    funds: Mapping[str, Fund] = field(default_factory=dict)
    own: bool = False
