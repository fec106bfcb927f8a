"""Who gets an issue by e-mail, from whom, and over which server; and the issue as it is mailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Security = Literal["starttls", "tls", "plain"]


@dataclass(frozen=True)
class Mailbox:
    """A name and an address; the domain in its ASCII form, the part before the @ as written."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True)
class Server:
    """An SMTP server and how it is spoken to; the password is in an environment variable, or what a command prints."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password_env: str = ""
    password_command: str = ""
    certificates: Path | None = None


@dataclass(frozen=True)
class Unsubscribing:
    """How a reader leaves the list: an https address with {token} in it, a mailbox, and where the key is that signs
    tokens (the name of an environment variable).
    """

    url: str
    mailto: str
    key_env: str = "REPORTGEN_UNSUBSCRIBE_KEY"


@dataclass(frozen=True)
class DeliveryPlan:
    """What config.yaml says of the e-mail.

    `recipients` is a CSV file, or an SQLite file with a table `recipient`; `ledger` the SQLite file that holds every
    row of every issue, the suppressions and, where they were imported, the recipients. `web_url` and `pdf_url` are
    where the editions stand on the web, with {date} for the week's last session; `images_url` likewise, where images
    are `hosted`. `greeting` may hold {name}; `reader` stands in place of a name that is not known. `rate` is messages
    a second, None for as many as the server takes.
    """

    sender: Mailbox
    server: Server | None = None
    outbox: Path | None = None
    reply_to: Mailbox | None = None
    return_path: str = ""
    list_id: str = ""
    unsubscribing: Unsubscribing | None = None
    recipients: Path | None = None
    ledger: Path = Path("delivery.sqlite")
    images: Literal["cid", "hosted"] = "cid"
    images_url: str = ""
    web_url: str = ""
    pdf_url: str = ""
    attach_pdf: bool = False
    greeting: str = ""
    reader: str = "reader"
    feedback_id: str = ""
    extra_headers: Mapping[str, str] = field(default_factory=dict)
    rate: float | None = None
    connections: int = 2


@dataclass(frozen=True)
class Inline:
    """A picture inside a message: its Content-ID (without brackets), its file name, its PNG."""

    cid: str
    name: str
    png: bytes


@dataclass(frozen=True)
class Mail:
    """An issue as it is mailed, the same for every reader but for its slots (see marks.slot): `greeting` (a line, or
    nothing) and `unsubscribe` (the address that ends it) in both parts.
    """

    subject: str
    html: str
    text: str
    pictures: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Recipient:
    """A reader: where to write, by which name, and how the address came to the list."""

    address: str
    name: str = ""
    consent: str = ""
    consent_date: str = ""

    @property
    def key(self) -> str:
        """What makes two addresses one: the address in lower case."""
        return self.address.lower()
