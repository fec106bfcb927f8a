"""The figures of breadth by name: `UNIVERSE.advancers`, `.up_week`, `.above_50_day`, `.up_day_high_since` and so on.

Counts and shares are among the members that could be judged, at the week's last session; where these are less than
90 % of the members the figure is absent. A share is compared with earlier ones only where the list says who was a
member then. A list that only stands for an index is never called by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportgen import formats
from reportgen.measure.breadth.history import SHARES, past
from reportgen.measure.breadth.tallies import shares, tally
from reportgen.model import Absent, Census, Figure, Panel, Tally, TradingWeek, Unit
from reportgen.model.universe import COVERAGE

COUNTS: Mapping[str, str] = {
    "advancers": "members with a close above the one before",
    "decliners": "members with a close below the one before",
    "unchanged": "members with a close equal to the one before",
    "advancers_week": "members with a close above that of the week before",
    "decliners_week": "members with a close below that of the week before",
    "new_highs": "members with a close above every other of the past 52 weeks (364 days)",
    "new_lows": "members with a close below every other of the past 52 weeks (364 days)",
}
WORDS: Mapping[str, str] = {
    **COUNTS,
    "up_day": COUNTS["advancers"],
    "up_week": COUNTS["advancers_week"],
    "above_50_day": "members with a close above the average of their last 50, this one included",
    "above_200_day": "members with a close above the average of their last 200, this one included",
}
BREADTH_MEASURES: Mapping[str, str] = {
    **{name: f"Number of {COUNTS[name]}" for name in COUNTS},
    **{name: f"Share of {WORDS[name]}, a fraction" for name in SHARES},
    **{f"{name}_high_since": f"Last session before with {name} as high, its date" for name in SHARES},
    **{f"{name}_high_years": f"Whole years for which no {name} was as high" for name in SHARES},
}
PERIODS = {"advancers": "day", "decliners": "day", "unchanged": "day", "up_day": "day",
           "advancers_week": "week", "decliners_week": "week", "up_week": "week"}  # fmt: skip
SURVIVORS = (
    "the list does not say who was a member earlier: today's members, taken backwards, leave out those that have gone"
    " (survivorship)"
)


@dataclass(frozen=True)
class Breadth:
    """All that was asked of one universe: figures by measure, and the tally that each count or share comes from.

    `label` is what the members may be called: the index by its name, or, of a `proxy`, so many members in a file.
    """

    session: date
    label: str
    of: str
    proxy: bool
    figures: Mapping[str, Figure | Absent]
    tallies: Mapping[str, Tally]


def breadth(panel: Panel | Census, week: TradingWeek, measure: str) -> Figure | Absent:
    """The figure `UNIVERSE.measure` at the end of `week`: a count, a share (a fraction), a date, or whole years.

    A Panel is measured from its members' closes (model.universe.Grid), a Census holds what was counted of them: the
    same figures. Raises KeyError for an unknown measure.
    """
    if measure not in BREADTH_MEASURES:
        raise KeyError(measure)
    id = f"{panel.universe.key}.{measure}"
    name, _, told = measure.partition("_high_")
    found = tally(panel, week, name)
    if isinstance(found, str):
        return Absent(id, found)
    if not found.covered:
        return Absent(id, _uncovered(found, panel))
    if told:
        return _high(panel, week, name, told, found)
    if name in SHARES:
        return _figure(panel, measure, found.share, "share", _words(name, found), found)
    return _figure(panel, measure, float(found.passing), "count", _words(name, found), found)


def survey(panel: Panel | Census, week: TradingWeek, measures: Iterable[str] = tuple(BREADTH_MEASURES)) -> Breadth:
    """Several figures of one universe at once, with the tallies behind them."""
    figures = {measure: breadth(panel, week, measure) for measure in measures}
    tallies = {name: tally(panel, week, name) for name in WORDS if name in figures}
    held = {name: one for name, one in tallies.items() if isinstance(one, Tally)}
    return Breadth(week.end, label(panel, week), called(panel), panel.universe.proxy, figures, held)


def called(panel: Panel | Census) -> str:
    """What the members are members of, as it may be printed."""
    return "a list of our own" if panel.universe.proxy else panel.universe.name


def label(panel: Panel | Census, week: TradingWeek) -> str:
    """The index by its name; of a proxy, how many members of which file were judged on the week's last day."""
    if not panel.universe.proxy:
        return panel.universe.name
    found = tally(panel, week, "up_day")
    many = f"{found.judged} of the {found.members} " if isinstance(found, Tally) else ""
    return f"{many}members in {panel.file}"


def _high(panel: Panel | Census, week: TradingWeek, share: str, told: str, last: Tally) -> Figure | Absent:
    """The last session whose share was as high, or for how many whole years none was."""
    measure = f"{share}_high_{told}"
    id = f"{panel.universe.key}.{measure}"
    if not panel.dated:
        return Absent(id, SURVIVORS)
    then = past(shares(panel, week, share))
    if then.begin == last.session:
        return Absent(id, f"no session before {last.session} has the closes needed to compare {share}")
    if then.since:
        at = then.since.session
        words = f"{share} was {then.since.passing} of {then.since.judged} on {at}, and lower at each session since"
    else:
        words = f"{share} was lower at each session since {then.begin}, where the history at hand begins"
    if told == "since":
        return _figure(panel, measure, at.isoformat(), "text", words, last) if then.since else Absent(id, words)
    if not then.years:
        return Absent(id, f"{words}: less than a year")
    return _figure(panel, measure, float(then.years), "count", words, last)


def _figure(panel: Panel | Census, measure: str, value: float | str, unit: Unit, words: str, found: Tally) -> Figure:
    id = f"{panel.universe.key}.{measure}"
    formula = f"{words}; coverage {found.judged} of {found.members}"
    if panel.universe.proxy:
        formula += f" members of {called(panel)}, {panel.file}"
    period = PERIODS.get(measure.partition("_high_")[0], "")
    return Figure(id, value, unit, formula, (), found.session.isoformat(), panel.source, called(panel), period)


def _words(name: str, found: Tally) -> str:
    return f"{WORDS[name]}: {found.passing} of {found.judged}"


def _uncovered(found: Tally, panel: Panel | Census) -> str:
    """The refusal; its percent has as many decimals as it takes to stay below the bar."""
    if not found.members:
        return f"{panel.file} names no member on {found.session}"
    bar = Decimal(100 * COVERAGE[0]) / COVERAGE[1]
    covered = Decimal(found.judged) / found.members
    decimals = next(d for d in range(1, 9) if formats.rounded(covered * 100, d) < bar)
    percent = formats.size(float(covered), decimals)
    return f"only {found.judged} of {found.members} members have the closes needed ({percent})"
