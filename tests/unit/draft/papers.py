"""Made weeks for drafts: markets of one to eight indexes that rise, fall, tie or stand still, around real holidays."""

import random
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.config import load
from reportgen.draft import draft, page
from reportgen.draft.standing import standing
from reportgen.marks import plain
from reportgen.model import Close, MarketWeek, TradingWeek

NAMES = ("Small 250", "Large 50", "Third 30", "Blue Chips", "Tech Composite", "Mid Caps", "World 1000", "Micro")
KEYS = tuple(name.lower().replace(" ", "_") for name in NAMES)
MOODS = ("random", "up", "down", "flat", "ties", "wild", "split", "still")
ENDS = {
    date(2026, 1, 9): (), date(2026, 1, 16): (), date(2025, 6, 13): (), date(2025, 10, 31): (),
    date(2026, 1, 23): ((date(2026, 1, 19), "Dr. Martin Luther King Jr. Day"),),
    date(2025, 4, 17): ((date(2025, 4, 18), "Good Friday"),),
    date(2026, 1, 2): ((date(2026, 1, 1), "New Year's Day"),),
    date(2025, 12, 26): ((date(2025, 12, 25), "Christmas"),),
    date(2024, 1, 5): ((date(2024, 1, 1), "New Year's Day"),),
    date(2025, 1, 10): ((date(2025, 1, 9), ""),),
}  # fmt: skip
EARLY = {date(2025, 12, 26): ((date(2025, 12, 24), "1:00 p.m."),)}
HOLIDAYS = {day for gone in ENDS.values() for day, _ in gone} | {
    date(2025, 1, 1),
    date(2024, 12, 25),
    date(2023, 12, 25),
}
STEPS = {"random": (-120, 120), "up": (1, 150), "down": (-150, -1), "flat": (-2, 2), "wild": (-700, 700)}


@dataclass(frozen=True, repr=False)
class Paper:
    """A draft, what it was drafted from, and how it reads."""

    levels: dict
    market: MarketWeek
    draft: object
    file: str
    report: object

    @property
    def title(self):
        return plain(self.report.title, self.report.printed)

    @property
    def paragraphs(self):
        """Deck, key points, and the paragraphs of the text, as printed."""
        out = [self.report.deck.text]
        for block in self.report.blocks:
            if block.kind == "key_points":
                out += [point.text for point in block.content.points]
            elif block.kind == "prose":
                out += [part for part in block.content.text.split("\n\n") if part and "\n===" not in part]
        return [" ".join(part.split()) for part in out]


@cache
def project(count, *, records=False, folder=None):
    """A project of the first `count` indexes."""
    folder = Path(folder or tempfile.mkdtemp())
    rows = [f"  {key}: {{symbol: ^A{i}, name: {name}}}" for i, (key, name) in enumerate(zip(KEYS, NAMES, strict=True))]
    charts = "charts:\n  bars: {kind: bars}\n  path: {kind: days}\n  far: {kind: trend, from: 2024-12-31}\n"
    (folder / "config.yaml").write_text(
        "publication: {name: The Weekly, publisher: The Press}\n"
        f"market: {{source: csv, path: closes.csv, benchmark: {KEYS[min(1, count - 1)]}}}\n"
        "instruments:\n" + "\n".join(rows[:count]) + f"\n{charts}"
        "disclosures: {conflicts: The Press holds none of them., compensation: Nobody paid for this issue.}\n"
        + ("issue:\n  title: A\n  body: B\n  facts:\n    small_record: {value: '1,000.00', about: Record, kind: fact, "
           "record_of: small_250, date: '2024-01-02', source: The Annals}\n" if records else ""),
        encoding="utf-8",
    )  # fmt: skip
    return load(folder, words=False)


def calendar(end, days=500):
    span = (end - timedelta(days=i) for i in range(days, -1, -1))
    return tuple(day for day in span if day.weekday() < 5 and day not in HOLIDAYS)


def trading_week(end):
    monday = end - timedelta(days=end.weekday())
    held = calendar(end)
    return TradingWeek(
        "XNYS", tuple(d for d in held if d >= monday), max(d for d in held if d < monday), held, ENDS[end],
        EARLY.get(end, ()),
    )  # fmt: skip


def closes(mood, count, week, seed, lost=0):
    """{key: {session: level}} with levels of two decimals."""
    dice = random.Random(seed)
    out = {}
    for position, key in enumerate(KEYS[:count]):
        level, path = dice.randint(900_00, 9_000_00), {}
        if mood == "ties":
            level = 1_000_00
        for index, day in enumerate(week.calendar):
            if index and day > week.base and mood in STEPS:
                level += level * dice.randint(*STEPS[mood]) // 10_000
            elif index and day > week.base and mood == "ties":
                level += random.Random(f"{seed}{day}{position // 2}").randint(-9, 9) * 100
            elif index and day > week.base and mood == "split":
                level += level * (dice.randint(1, 150) if position % 2 else -dice.randint(1, 150)) // 10_000
            elif index and mood != "still":
                level += level * dice.randint(-110, 118) // 10_000
            path[day] = max(level, 100) / 100
        for day in dice.sample(week.calendar[:-8], lost):
            del path[day]
        out[key] = path
    return out


def paper(count=4, mood="random", end=date(2026, 1, 16), seed=0, *, lost=0, records=False):
    """The draft of a made week, written as a file, read back and composed."""
    made, week = project(count, records=records), trading_week(end)
    levels = closes(mood, count, week, seed, lost)
    market = MarketWeek(
        week, {k: {d: Close(d, x, "The Exchange", "https://example.org/c") for d, x in by.items()}
               for k, by in levels.items()}, "a made-up feed",
    )  # fmt: skip
    drafted = draft(made, market, standing(made, market, made.folder / "issues"))
    text = page(drafted)
    file = made.folder / f"draft-{end}.md"
    file.write_text(text, encoding="utf-8")
    written = load(made.folder, file)
    return Paper(levels, market, drafted, text, compose(written, market))


papers = st.builds(
    paper, st.integers(1, 8), st.sampled_from(MOODS), st.sampled_from(sorted(ENDS)), st.integers(0, 10**6),
    lost=st.sampled_from([0, 0, 3, 40]), records=st.booleans(),
)  # fmt: skip
