"""What the made-up closes say: the values from which the corpus is labelled."""

import csv
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from pathlib import Path


class Truth:
    """The closes of closes.csv, and what can be computed from them; a day is told as YYYY-MM-DD."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the closes."""
        with (path or Path(__file__).with_name("closes.csv")).open(newline="") as file:
            rows = list(csv.DictReader(file))
        self.days = [row["date"] for row in rows]
        self.closes = {symbol: [float(row[symbol]) for row in rows] for symbol in rows[0] if symbol != "date"}

    def close(self, symbol: str, day: str) -> float:
        """Give the close of a session, or of the last session before the day."""
        return self.closes[symbol][bisect_right(self.days, day) - 1]

    def before(self, day: str) -> str:
        """Give the last session before a day."""
        place = bisect_left(self.days, day) - 1
        if place < 0:
            raise KeyError(day)
        return self.days[place]

    def week(self, day: str) -> list[str]:
        """Give the sessions of the day's week, Monday to Sunday."""
        at = date.fromisoformat(day)
        monday = at - timedelta(days=at.weekday())
        return [each for each in self.days if monday.isoformat() <= each <= (monday + timedelta(days=6)).isoformat()]

    def base(self, day: str, measure: str) -> str:
        """Give the session against which a day, week, mtd, qtd or ytd change is measured."""
        year, month = day[:4], int(day[5:7])
        start = {
            "day": day,
            "week": self.week(day)[0],
            "mtd": f"{day[:7]}-01",
            "qtd": f"{year}-{month - (month - 1) % 3:02}-01",
            "ytd": f"{year}-01-01",
        }[measure]
        return self.before(start)

    def points(self, symbol: str, day: str, measure: str) -> float:
        """Give the change up to a day in points."""
        return self.close(symbol, day) - self.close(symbol, self.base(day, measure))

    def percent(self, symbol: str, day: str, measure: str) -> float:
        """Give the change up to a day in percent."""
        return 100 * self.points(symbol, day, measure) / self.close(symbol, self.base(day, measure))

    def ends(self, day: str) -> list[str]:
        """Give the last sessions of all weeks up to a day's, oldest first."""
        ends = {date.fromisoformat(each).isocalendar()[:2]: each for each in self.days if each <= day}
        return list(ends.values())

    def streak(self, symbol: str, day: str, measure: str = "week") -> int:
        """Count how many weeks (or days) in a row have the sign of the last one, with that sign; 0 for no change."""
        days = self.ends(day) if measure == "week" else [each for each in self.days if each <= day]
        signs = []
        for each in days[1:]:
            change = self.points(symbol, each, measure)
            signs.append((change > 0) - (change < 0))
        length = 0
        while length < len(signs) and signs[-1 - length] == signs[-1]:
            length += 1
        return signs[-1] * length

    def since(self, symbol: str, day: str, sign: int = 1) -> str | None:
        """Give the last session with a close at or beyond the day's (sign 1: higher, -1: lower); None: none."""
        level = self.close(symbol, day)
        for each in reversed(self.days[: bisect_left(self.days, day)]):
            if sign * (self.close(symbol, each) - level) >= 0:
                return each
        return None

    def best_since(self, symbol: str, day: str, sign: int = 1, measure: str = "week") -> str | None:
        """Give the end of the last week (or day) that was at least as good (sign -1: as bad); None: none."""
        days = self.ends(day) if measure == "week" else [each for each in self.days if each <= day]
        change = self.percent(symbol, days[-1], measure)
        for each in reversed(days[1:-1]):
            if sign * (self.percent(symbol, each, measure) - change) >= 0:
                return each
        return None
