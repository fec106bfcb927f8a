"""How the checker fares on the labelled sentences: an error in a wrong text is a hit, one in a right text a false alarm."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportgen.market.evidence import from_csv
from reportgen.reading import manuscript
from reportgen.review.facts import facts

HERE = Path(__file__).parent


@dataclass
class Score:
    """Counts over one file, and the ids of what went wrong."""

    hits: int = 0
    false_alarms: list = field(default_factory=list)
    misses: list = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The part of the errors that are in wrong texts."""
        return self.hits / max(1, self.hits + len(self.false_alarms))

    @property
    def recall(self) -> float:
        """The part of the wrong texts that have an error."""
        return self.hits / max(1, self.hits + len(self.misses))


@cache
def evidence(week: str):
    """The made-up closes, seen from one week."""
    return from_csv(HERE / "closes.csv", week)


def entries(name: str) -> list:
    """The labelled texts of one file."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def errors(entry: dict) -> list:
    """The errors on one text."""
    found = facts(manuscript(entry["text"], "text.md", "markdown"), evidence(entry["week"]))
    return [one for one in found if one.severity == "error"]


def score(name: str) -> Score:
    """The score on one file."""
    out = Score()
    for entry in entries(name):
        found, wrong = errors(entry), entry["label"] == "wrong"
        if found and wrong:
            out.hits += 1
        elif found:
            out.false_alarms.append(entry["id"])
        elif wrong:
            out.misses.append(entry["id"])
    return out
