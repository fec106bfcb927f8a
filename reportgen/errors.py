"""What can go wrong on a person's side of the desk, and the exit code that says so."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from reportgen.model import Place


class Exit(IntEnum):
    """The exit codes of every command. They are part of the product: cron jobs branch on them."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    CONFIG = 3
    MARKET = 4
    TEMPLATE = 5
    PDF = 6
    DELIVERY = 7
    INTEGRITY = 8


class ReportgenError(Exception):
    """A person's mistake, or the outside world's: told in one message, never a traceback.

    `message` says what was wrong, `place` where (file:line:column), `hint` what to do next.
    """

    exit = Exit.USAGE

    def __init__(self, message: str, *, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def lines(self) -> list[str]:
        """The message as printed: `file:line:column: what`, then the hint, if any, on a line of its own."""
        where = f"{self.place}: " if self.place else ""
        return [f"{where}{self.message}"] + ([f"  {self.hint}"] if self.hint else [])


class UsageError(ReportgenError):
    """The command cannot be carried out as asked."""


class ConfigError(ReportgenError):
    """config.yaml or an issue file does not say what it must."""

    exit = Exit.CONFIG


class MarketError(ReportgenError):
    """The market data is missing, incomplete or unreadable."""

    exit = Exit.MARKET


class TemplateError(ReportgenError):
    """Prose or a template names something that does not exist, or cannot be read."""

    exit = Exit.TEMPLATE


class PdfError(ReportgenError):
    """The PDF cannot be printed on this machine."""

    exit = Exit.PDF


class DeliveryError(ReportgenError):
    """The e-mail cannot be sent, or some of it was not."""

    exit = Exit.DELIVERY


class IntegrityError(ReportgenError):
    """What was built, signed off or recorded is not what it was."""

    exit = Exit.INTEGRITY


class Mistakes(ReportgenError):
    """Several mistakes told at once; the exit code is that of the first."""

    def __init__(self, errors: Sequence[ReportgenError]) -> None:
        super().__init__(f"{len(errors)} mistakes")
        self.errors = tuple(errors)
        self.exit = self.errors[0].exit

    def lines(self) -> list[str]:
        """Every mistake, in the order of their places."""
        return [line for error in self.ordered() for line in error.lines()]

    def ordered(self) -> list[ReportgenError]:
        """The mistakes in the order of their places."""
        return sorted(
            self.errors, key=lambda e: (e.place.file, e.place.line, e.place.column) if e.place else ("", 0, 0)
        )


def raise_all(errors: Sequence[ReportgenError]) -> None:
    """Raise nothing for no errors, the one error alone, or all of them as `Mistakes`."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise Mistakes(errors)
