"""Write closes.csv: made-up closes for every NYSE session of 2023 to 2025, the same on every run."""

import csv
import math
from datetime import date
from pathlib import Path
from random import Random

from exchange_calendars import get_calendar

SEED = 20230103
FIRST, LAST = "2023-01-03", "2025-12-31"
# symbol: first close, yearly drift, daily volatility in percent, beta to the common move, decimals
WALKS = {
    "^RUT": (1750.73, 0.04, 0.72, 1.15, 2),
    "^GSPC": (3824.14, 0.10, 0.16, 1.00, 2),
    "^DJI": (33136.37, 0.06, 0.30, 0.85, 2),
    "^IXIC": (10386.98, 0.13, 0.38, 1.18, 2),
    "^NDX": (10862.64, 0.14, 0.42, 1.22, 2),
    "^VIX": (22.90, 0.0, 3.20, -5.50, 2),
    "^TNX": (3.793, 0.02, 1.00, -0.05, 3),
    "GC=F": (1839.70, 0.22, 0.85, -0.05, 2),
    "CL=F": (76.93, -0.06, 1.70, 0.25, 2),
    "EURUSD=X": (1.0545, 0.02, 0.38, 0.05, 4),
}
EQUITIES = ("^RUT", "^GSPC", "^DJI", "^IXIC", "^NDX")
COMMON_VOLATILITY = 0.62
# from, to, daily drift in percent, volatility factor: the longer moods of the market
MOODS = (
    ("2023-03-06", "2023-03-24", -0.15, 1.5),
    ("2023-05-08", "2023-07-14", 0.28, 0.55),
    ("2023-08-28", "2023-10-27", -0.26, 0.75),
    ("2023-10-30", "2023-12-29", 0.38, 0.65),
    ("2024-03-25", "2024-05-17", -0.20, 0.8),
    ("2024-08-05", "2024-09-27", 0.26, 0.8),
    ("2025-02-24", "2025-04-11", -0.42, 1.7),
    ("2025-04-14", "2025-07-03", 0.34, 0.8),
    ("2025-10-06", "2025-11-21", -0.12, 1.1),
    ("2025-11-24", "2025-12-31", 0.22, 0.6),
)
# days on which something happened: percent added to the common move, or to one symbol
SHOCKS = {
    "2023-03-10": {"": -2.4, "^RUT": -1.1},
    "2023-11-14": {"": 1.7, "^RUT": 2.3, "^TNX": -3.9},
    "2024-01-12": {"": -0.8, "CL=F": 2.9},
    "2024-07-11": {"^RUT": 3.1, "^IXIC": -1.4, "^NDX": -1.7},
    "2024-07-16": {"^RUT": 2.8, "^IXIC": -0.6, "^NDX": -0.7},
    "2024-08-05": {"": -2.9},
    "2024-08-08": {"": 2.2},
    "2024-11-06": {"": 1.9, "^RUT": 3.2, "^TNX": 3.4},
    "2024-12-18": {"": -2.5, "^TNX": 2.6},
    "2025-04-03": {"": -4.4, "CL=F": -6.1},
    "2025-04-04": {"": -5.1, "CL=F": -6.4, "^TNX": -1.8},
    "2025-04-09": {"": 8.6, "^NDX": 1.6},
    "2025-04-16": {"": -1.6, "GC=F": 3.2},
    "2025-06-20": {"": -0.9},
    "2025-10-10": {"": -2.6, "CL=F": -4.0},
}
CALM = 0.07  # share of the days on which next to nothing happens


def mood(day: str) -> tuple[float, float]:
    """Give the daily drift and the volatility factor that hold on a day."""
    for start, end, drift, factor in MOODS:
        if start <= day <= end:
            return drift, factor
    return 0.03, 0.9


def moves(day: str, random: Random) -> dict[str, float]:
    """Draw the day's change of each symbol, in percent."""
    drift, factor = mood(day)
    shocks = SHOCKS.get(day, {})
    calm = random.random() < CALM and not shocks
    common = drift + COMMON_VOLATILITY * factor * random.gauss(0, 1) + shocks.get("", 0.0)
    drawn = {}
    for symbol, (_, yearly, volatility, beta, _) in WALKS.items():
        own = yearly / 2.52 + volatility * random.gauss(0, 1) + shocks.get(symbol, 0.0)
        drawn[symbol] = 0.03 * own if calm and symbol in EQUITIES else beta * common + own
    return drawn


def closes(days: list[date]) -> list[list[str]]:
    """Walk through the sessions: one row of printed closes for each."""
    random = Random(SEED)
    levels = {symbol: walk[0] for symbol, walk in WALKS.items()}
    rows = []
    for number, day in enumerate(days):
        drawn = moves(day.isoformat(), random)
        if number:
            for symbol, change in drawn.items():
                levels[symbol] *= math.exp(change / 100)
            levels["^VIX"] += 0.06 * (16.5 - levels["^VIX"])
            levels["CL=F"] += 0.01 * (72 - levels["CL=F"])
            levels["^TNX"] += 0.008 * (4.2 - levels["^TNX"])
        rows.append([day.isoformat(), *(f"{level:.{WALKS[symbol][4]}f}" for symbol, level in levels.items())])
    return rows


def main() -> None:
    """Write the file beside this one."""
    calendar = get_calendar("XNYS", start="2022-12-01", end="2026-01-31")
    days = [session.date() for session in calendar.sessions_in_range(FIRST, LAST)]
    with Path(__file__).with_name("closes.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", *WALKS])
        writer.writerows(closes(days))


if __name__ == "__main__":
    main()
