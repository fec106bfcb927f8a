"""What the ledger holds: an issue that is being sent, a row for each reader, and who gets nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.model import Recipient

State = Literal["pending", "sending", "sent", "failed", "uncertain", "suppressed", "cancelled"]
STATES: tuple[State, ...] = ("sent", "pending", "failed", "uncertain", "suppressed", "cancelled", "sending")
Reason = Literal["unsubscribed", "bounced", "complaint", "manual"]
REASONS: tuple[Reason, ...] = ("unsubscribed", "bounced", "complaint", "manual")


@dataclass(frozen=True)
class Dispatch:
    """An issue as it was first sent: what readers read (as a hash), who signed it off and when, and its Date.

    Moments are UTC, as 2026-01-09T22:00:00Z. `carrier` is what took it away, a server or the outbox; `stopped` why the
    last run ended early, if it did.
    """

    issue: str
    body_hash: str
    subject: str
    signed_by: str
    signed_at: str
    carrier: str = "smtp"
    stopped: str = ""


@dataclass(frozen=True)
class Row:
    """One reader of one issue: where it stands, how often it was tried, the server's last words."""

    issue: str
    reader: int
    recipient: Recipient
    state: State
    tries: int = 0
    reply: str = ""
    changed: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt: the state that the row takes, and the server's words."""

    reader: int
    state: State
    reply: str


@dataclass(frozen=True)
class Suppression:
    """Who gets nothing more, why, since when, and what it is known from."""

    address: str
    reason: Reason
    day: str
    note: str = ""
