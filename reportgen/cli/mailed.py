"""The newsletter in this folder as one that is mailed, for the commands that concern its readers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.model import DeliveryPlan, Place

if TYPE_CHECKING:
    from reportgen.delivery.book import Book


def mailed() -> DeliveryPlan:
    """What config.yaml says of the e-mail; ConfigError where it says nothing."""
    from reportgen.config import load
    from reportgen.config.mailing import required

    return required(load(Path.cwd(), words=False))


def book_of(plan: DeliveryPlan, *, make: bool = True) -> Book:
    """The ledger; one that is not there yet is made only where `make` says so, else it is empty and leaves no file."""
    from reportgen.delivery.book import Book

    return Book(plan.ledger if make or plan.ledger.exists() else Path(":memory:"))


def near(path: Path) -> str:
    """A file's name as seen from this folder."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def told_rows(rows: Iterable[tuple[Place, str, str]]) -> None:
    """Rows that cannot be used, each with its place and why, on stderr."""
    from reportgen.cli.ending import say

    for place, words, why in rows:
        say(f"{place}: {words or 'a row'}: {why}")


def row(place: Place, words: str, why: str = "") -> dict[str, object]:
    """The same for programs."""
    one: dict[str, object] = {"file": place.file, "line": place.line, "address": words}
    return one | {"why": why} if why else one


def counted(number: int, one: str, many: str = "") -> str:
    """`1 reader`, `1,842 readers`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
