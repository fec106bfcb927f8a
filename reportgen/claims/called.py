"""Names of instruments in a text, and what only sounds like one: a member, a yield's sort, somebody's average."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.claims.atoms import Atom
from reportgen.claims.groups import COUNTS
from reportgen.claims.names import Names
from reportgen.claims.otherwise import MEMBERS, of_another
from reportgen.claims.trie import longest

OTHERS = {
    "earnings",
    "profits",
    "profit",
    "sales",
    "revenue",
    "revenues",
    "companies",
    "company",
    "members",
    "constituents",
    "stocks",
    "shares",
    "funds",
    "fund",
    "etf",
    "etfs",
    "futures",
    "options",
    "volume",
    "dividend",
    "dividends",
    "valuation",
    "valuations",
    "multiples",
    "multiple",
    "estimates",
    "components",
    "growth",
    "miners",
    "producers",
    "producer",
    "inventories",
    "stockpiles",
    "supplies",
    "output",
    "exports",
    "demand",
    "production",
    "zone",
    "area",
    "global",
    "investments",
    "inc",
    "standard",
    "journal",
    "strategists",
    "strategist",
    "analysts",
    "analyst",
    "traders",
    "trader",
    "banks",
    "newswires",
    "listed",
    "names",
    "refiners",
    "giant",
    "giants",
    "heavyweights",
    "exposure",
    "tracker",
    "trackers",
    "mining",
    "jewelry",
    "bulls",
    "bears",
    "reserves",
    "drilling",
    "exploration",
    "majors",
    "services",
    "spill",
    "economy",
    "economies",
    "membership",
    "sectors",
    "sector",
    "industries",
    "issues",
    "market",
    "bloc",
    "notes",
    "price-to-earnings",
    "contract",
    "contracts",
    "portfolio",
    "investors",
    "executives",
    "rush",
    "medal",
    "fields",
    "field",
    "rig",
    "rigs",
    "lobby",
    "mortgage",
    "mortgages",
    "breakeven",
    "tips",
    "bund",
    "bunds",
    "gilt",
    "gilts",
    "jgb",
    "jgbs",
    "period",
    "anniversary",
    "minister",
    "ministers",
}
"""Behind a name these say that something else is meant: the index's companies, the metal's miners, the euro's zone."""


def name_at(row: Sequence[Atom], i: int, names: Names) -> tuple[str, int] | None:
    """The key of the instrument named at atom `i`; "" where the name only says whose ("S&P 500 companies")."""
    found = longest(names.tree, row, i)
    if found is None:
        return None
    (key, capital, ticker), j = found
    if (capital and not row[i].text[0].isupper()) or (ticker and not row[i].text[: len(row[i].low)].isupper()):
        return None
    if j < len(row) and row[j].low in OTHERS:
        return "", j
    if i and of_another(row[i - 1].low, " ".join(atom.low for atom in row[i:j]).replace("10 year", "10-year")):
        return "", j
    return ("", j) if _of_members(row, j) or _of_numbers(row, i, j) else (key, j)


def _of_numbers(row: Sequence[Atom], i: int, j: int) -> bool:
    """Whether "average" and "stocks" are no index: "an average 30-year mortgage", "the average stock", "220 stocks"."""
    if row[i].low in ("stocks", "equities") and j < len(row) and row[j].low in ("that", "which", "whose"):
        return True  # "stocks that trailed the S&P 500"
    if row[i].low == "average":
        return j == i + 1 and j < len(row) and (row[j].kind == "n" or row[j].low in AVERAGED)
    return (
        i > 0
        and row[i].low in ("stocks", "equities")
        and (row[i - 1].kind == "n" or row[i - 1].low in COUNTS or row[i - 1].low == "listed")
    )


AVERAGED = ("stock", "share", "company", "fund", "investor", "member", "price", "return", "gain", "loss", "constituent")


def _of_members(row: Sequence[Atom], j: int) -> bool:
    """Whether a possessive that ends before atom `j` says whose member: "the S&P 500's second-largest stock"."""
    if (
        j >= len(row)
        or row[j].glued
        or not (row[j - 1].text.endswith(("'s", "’s")) or row[j].start - row[j - 1].end > 2)
    ):
        return False
    return any(atom.low in MEMBERS for atom in row[j : j + 4])
