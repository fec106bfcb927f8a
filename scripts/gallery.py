"""Writes docs/gallery.md and its pictures: every chart kind, drawn from made-up prices. `make docs` calls it."""

from __future__ import annotations

import html
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import made_up

from reportgen.charts import KINDS
from reportgen.charts.draw import draw
from reportgen.charts.sheet import width_of
from reportgen.charts.style import SIZES, prepare
from reportgen.compose.charts import chart
from reportgen.compose.ink import Ink
from reportgen.compose.prose import Desk
from reportgen.config import load
from reportgen.errors import ReportgenError
from reportgen.marks import plain
from reportgen.model import Chart, MarketWeek, Project
from reportgen.render.drawings import standalone

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures/gallery"
FACES = "Inter, Helvetica, Arial"
EXAMPLES: dict[str, tuple[str, str]] = {
    "bars": ("The week, or another `period`, with a subject: the first instrument named.", "{kind: bars, instruments: [small, large, mid, world]}"),
    "days": ("The week day by day.", "{kind: days, instruments: [small, large, mid, world]}"),
    "trend": ("Since a session.", "{kind: trend, from: 2025-10-01, instruments: [small, large, mid]}"),
    "range": ("Where each closed between its lowest and its highest close of 52 weeks, and where it stood a week before.", "{kind: range, instruments: [small, large, mid, growth, value, world, euro]}"),
    "relative": ("The first of two against the second, a year back or `from` a session.", "{kind: relative, instruments: [small, large]}"),
    "steps": ("Rates that hold until they are changed; a target range where the instrument names its `lower` end.", "{kind: steps, instruments: [target]}"),
    "curve": ("Yields by `maturity`: now, a week before, a year before.", "{kind: curve, group: yields}"),
    "drawdown": ("Closes against the highest until then, in all the history at hand.", "{kind: drawdown, instruments: [small]}"),
    "breadth": ("The share of a universe's members above their 200-day average.", "{kind: breadth, universe: members}"),
    "heat": ("Each session's change, printed in its cell.", "{kind: heat, instruments: [small, large, mid, growth, value, world]}"),
    "sectors": ("A group by its change over a `period`, without a subject.", "{kind: sectors, group: sectors, period: month}"),
    "multiples": ("A small panel for each instrument, all on one scale.", "{kind: multiples, instruments: [small, large, mid, growth, value, world, euro, asia]}"),
}  # fmt: skip
CONFIG = """
publication: {{name: The gallery, publisher: Nobody}}
market: {{source: csv, path: closes.csv, label: MADE-UP PRICES}}
instruments:
  small: {{symbol: S250, name: Small Companies 250, short: Small 250}}
  large: {{symbol: L50, name: Large Companies 50, short: Large 50}}
  mid: {{symbol: M100, name: Middling Companies 100, short: Mid 100}}
  growth: {{symbol: G200, name: Growth Companies 200, short: Growth 200}}
  value: {{symbol: V200, name: Value Companies 200, short: Value 200}}
  world: {{symbol: W500, name: World Companies 500, short: World 500}}
  euro: {{symbol: E100, name: Euro Companies 100, short: Euro 100}}
  asia: {{symbol: A300, name: Asian Companies 300, short: Asia 300}}
  tech: {{symbol: T1, name: Technology, group: sectors}}
  energy: {{symbol: E1, name: Energy, group: sectors}}
  utilities: {{symbol: U1, name: Utilities, group: sectors}}
  banks: {{symbol: B1, name: Banks, group: sectors}}
  industry: {{symbol: I1, name: Industry, group: sectors}}
  health: {{symbol: H1, name: Health care, group: sectors}}
  shops: {{symbol: C1, name: Retail, group: sectors}}
  estate: {{symbol: R1, name: Real estate, group: sectors}}
  y3m: {{symbol: Y3M, name: 3-month yield, kind: rate, group: yields, maturity: 0.25}}
  y2: {{symbol: Y2, name: 2-year yield, kind: rate, group: yields, maturity: 2}}
  y5: {{symbol: Y5, name: 5-year yield, kind: rate, group: yields, maturity: 5}}
  y10: {{symbol: Y10, name: 10-year yield, kind: rate, group: yields, maturity: 10}}
  y30: {{symbol: Y30, name: 30-year yield, kind: rate, group: yields, maturity: 30}}
  target: {{symbol: TU, name: target rate, kind: rate, group: policy, lower: floor}}
  floor: {{symbol: TL, name: target rate floor, kind: rate, group: policy}}
universes:
  members: {{members: members.csv, name: Large 50}}
charts:
{charts}
issue: {{title: Every chart kind, body: Every chart kind}}
"""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures().items():
        (PICTURES / name).write_text(svg)
    (ROOT / "docs/gallery.md").write_text(page())


def page() -> str:
    """docs/gallery.md."""
    return "\n".join([
        "# Chart gallery",
        "",
        "**MADE-UP PRICES**: no close here is a market's. The page and its pictures are made from the code by `make docs`.",
        "",
        "The finding is the title, made from the figures unless the plan has a `title` of its own. Every chart is drawn"
        " in two widths (a full column, a phone) and carries its alt text, a description with its numbers in words, and"
        " a source line; on the web page it follows the reader's dark mode.",
        *(line for kind in KINDS for line in section(kind)),
        "",
    ])  # fmt: skip


def section(kind: str) -> Iterator[str]:
    """A kind: its finding, its pictures, its words, its lines in config.yaml, and other titles it may have."""
    about, lines = EXAMPLES[kind]
    made, ink = made_chart(kind)
    title = plain(made.title, ink.printed)
    yield from ("", f"## {kind}", "", about, "", f"**{title}**  ", f"{made.subtitle}", "")
    yield f'<img src="pictures/gallery/{kind}-wide.svg" width="690" alt="{plain(made.alt, ink.printed)}">'
    yield f'<img src="pictures/gallery/{kind}-narrow.svg" width="345" alt="The same, for a phone.">'
    yield from (
        "",
        f"{made.source}",
        "",
        "```yaml",
        "charts:",
        f"  {kind}: {lines}",
        "```",
        "",
        "Titles it can have:",
        "",
    )
    yield from (f"- {told}" for told in titles(kind))
    yield from ("", f"In words: {plain(made.description, ink.printed)}")


@cache
def project(kind: str, plan: str = "") -> Project:
    """The gallery's config.yaml with one chart, read as any other."""
    lines = f"  {kind}: {plan or EXAMPLES[kind][1]}"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "config.yaml").write_text(CONFIG.format(charts=lines).replace("{{", "{").replace("}}", "}"))
        return load(Path(folder))


def made_chart(kind: str, market: MarketWeek | None = None, plan: str = "") -> tuple[Chart, Ink]:
    """A kind's chart as composed, and the ink that printed its figures."""
    made = project(kind, plan)
    market = market or made_up.market(made.instruments, members=50)
    ink = Ink(made, market)
    return chart(made.charts[kind], made, Desk(ink)), ink


def titles(kind: str) -> list[str]:
    """What the finding is in other weeks: one instrument, all of them falling, all standing still."""
    plan = EXAMPLES[kind][1]
    plans = [
        plan,
        re.sub(r"\[(\w+), [^\]]*\]", r"[\1]", plan),
        re.sub(r"instruments: [^\]]*\]", "instruments: [small, large]", plan),
    ]
    instruments = project(kind).instruments
    weeks = [
        made_up.market(instruments, members=50, seed=seed, drift=drift)
        for seed, drift in ((0, 0.0004), (2, -0.004), (5, 0.004), (9, 0.0))
    ]
    weeks.append(still(weeks[0]))
    out = []
    for one in plans:
        for market in weeks:
            try:
                made, ink = made_chart(kind, market, one)
            except ReportgenError:
                continue
            out.append(plain(made.title, ink.printed))
    return list(dict.fromkeys(out))[:8]


def still(market: MarketWeek) -> MarketWeek:
    """A year in which nothing moved."""
    closes = {
        key: {day: replace(close, level=by[market.week.end].level) for day, close in by.items()}
        for key, by in market.closes.items()
    }
    return replace(market, closes=closes)


def pictures() -> dict[str, str]:
    """Each kind's drawings as files of their own, on white."""
    prepare()
    out = {}
    for kind in KINDS:
        made, ink = made_chart(kind)
        drawn = replace(
            made,
            series=tuple(
                replace(s, end=plain(s.end, ink.printed),
                        points=tuple(replace(p, text=plain(p.text, ink.printed)) for p in s.points))
                for s in made.series
            ),
        )  # fmt: skip
        for width in SIZES:
            svg = standalone(draw(drawn, width), f"Made-up prices: {plain(made.title, ink.printed)}", made.alt, FACES)
            out[f"{kind}-{width}.svg"] = on_white(svg)
    return out


def on_white(svg: str) -> str:
    """The drawing on white paper that is a little larger than it (a page may be dark), with what it is at the foot."""
    width, height = (float(re.search(rf'{side}="([\d.]+)pt"', svg)[1]) for side in ("width", "height"))  # type: ignore[index]
    wide, high = width + 16, height + 28
    svg = re.sub(
        r'(width|height)="[\d.]+pt"', lambda m: f'{m[1]}="{wide if m[1] == "width" else high:g}pt"', svg, count=2
    )
    svg = re.sub(r'viewBox="[^"]*"', f'viewBox="-8 -8 {wide:g} {high:g}"', svg, count=1)
    paper = f'<rect x="-8" y="-8" width="{wide:g}" height="{high:g}" style="fill: #ffffff"/>'
    notice = (
        f'<text x="0" y="{height + 14:g}" style="font: 600 8.2px {FACES}; fill: #5a6573">MADE-UP PRICES</text></svg>'
    )
    svg = re.sub(r'<text style="([^"]*)"([^>]*)>([^<]*)</text>', _as_wide_as_inter, svg)
    at = svg.index("</desc>") + len("</desc>")
    svg = svg[:at] + paper + svg[at:]
    return svg[: svg.rindex("</svg>")].replace(f"'{FACES}'", FACES) + notice + "\n"


def _as_wide_as_inter(match: re.Match[str]) -> str:
    """Words held to their width, since whoever looks may have none of the faces."""
    style, place, words = match.groups()
    size = float(re.search(r"font-size: ([\d.]+)", style)[1])  # type: ignore[index]
    width = width_of(html.unescape(words), size, "font-weight: 600" in style)
    return f'<text style="{style}"{place} textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{words}</text>'


if __name__ == "__main__":
    sys.exit(main())
