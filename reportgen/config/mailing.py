"""delivery: in config.yaml: who sends the e-mail, over which server, to whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from reportgen.config.form import Form
from reportgen.delivery.addresses import Unusable, address, mailbox
from reportgen.errors import ConfigError, ReportgenError
from reportgen.model import DeliveryPlan, Mailbox, Place, Project, Server, Unsubscribing
from reportgen.yamlfile import YamlFile

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
ListId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=200)]
FeedbackId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}(:[A-Za-z0-9_.-]{0,40}){3}$")]
Https = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=300)]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=60)]
GUIDE = "docs/how-to/by-email.md"
PORTS = {"starttls": 587, "tls": 465, "plain": 25}
OURS = {
    "from", "to", "cc", "bcc", "subject", "date", "message-id", "reply-to", "sender", "return-path", "mime-version",
    "list-id", "list-unsubscribe", "list-unsubscribe-post", "feedback-id", "auto-submitted", "received",
}  # fmt: skip
"""Headers that delivery: has keys of its own for, or that nobody may set; and everything that begins with content-."""


class ServerForm(Form):
    """The SMTP server that takes the messages."""

    host: Words = Field(description="Its name or address")
    port: Annotated[int, Field(ge=1, le=65535)] | None = Field(
        None, description="Its port; 587 for starttls, 465 for tls, 25 for plain where it is empty"
    )
    security: Literal["starttls", "tls", "plain"] = Field(
        "starttls", description="How the connection is made safe; `plain` is for a server on this machine"
    )
    user: str = Field("", description="User name, where the server asks for one")
    password_env: Variable | None = Field(None, description="Environment variable that holds the password")
    password_command: Words | None = Field(None, description="Or a command that prints it, such as `pass show smtp`")
    certificates: Words | None = Field(
        None, description="PEM file of the authorities that are believed, where the system's do not know the server's"
    )


class UnsubscribeForm(Form):
    """How a reader leaves the list."""

    url: Https = Field(description="Address of the page, {token} in it: https://example.com/unsubscribe/{token}")
    mailto: Words = Field(description="Mailbox that requests by mail go to")
    key_env: Variable = Field(
        "REPORTGEN_UNSUBSCRIBE_KEY", description="Environment variable that holds the key that signs the tokens"
    )


class DeliveryForm(Form):
    """The e-mail: from whom, over which server, to whom. With it, builds make the e-mail edition, too."""

    sender: Words = Field(alias="from", description="Sender: `The Weekly <letter@example.com>`")
    smtp: ServerForm | None = Field(None, description="The server that takes the messages")
    outbox: Words | None = Field(None, description="Instead of a server, a folder for .eml files")
    recipients: Words | None = Field(
        None, description="The readers: a CSV of `email` and, where known, `name`, `consent`, `consent_date`; or an "
        "SQLite file with a table `recipient` of these columns",
    )  # fmt: skip
    ledger: Words = Field("delivery.sqlite", description="SQLite file of what was sent to whom, and of suppressions")
    unsubscribe: UnsubscribeForm | None = Field(None, description="How a reader leaves the list; needed to send")
    reply_to: Words | None = Field(None, description="Where answers go, if not to the sender")
    return_path: Words | None = Field(None, description="Where bounces go, if not to the sender")
    list_id: ListId | None = Field(
        None, description="The list's id, such as weekly.example.com; made from the name and the sender's domain"
    )
    feedback_id: FeedbackId | None = Field(
        None, description="Feedback-ID as a:b:c:sender; made from issue, publication and sender"
    )
    greeting: str = Field(
        "", max_length=200, description="First line of the e-mail, {name} in it: `Dear {name},`; none where it is empty"
    )
    reader: Words = Field("reader", description="What stands for {name} where no name is known")
    images: Literal["cid", "hosted"] = Field("cid", description="Charts in the message, or on the web at images_url")
    images_url: Https | None = Field(None, description="Where hosted charts lie: https://example.com/{date}/")
    web_url: Https | None = Field(None, description="Where the web page lies: https://example.com/{date}/")
    pdf_url: Https | None = Field(None, description="Where the PDF lies: https://example.com/{date}/report.pdf")
    attach_pdf: bool = Field(False, description="Attach the PDF to every message")
    extra_headers: dict[str, Words] = Field({}, description="Headers that the mail service asks for, by name")
    rate: Annotated[float, Field(gt=0, le=10_000)] | None = Field(None, description="Messages a second, at most")
    connections: Annotated[int, Field(ge=1, le=64)] = Field(2, description="Connections to the server at once")


def delivery_plan(
    form: DeliveryForm | None, folder: Path, source: YamlFile, errors: list[ReportgenError]
) -> DeliveryPlan | None:
    """The plan, paths in `folder`; what cannot be used is added to `errors`."""
    if form is None:
        return None

    def used(key: str, read: Callable[[str], Any], text: str | None) -> Any:
        if not text:
            return None
        try:
            return read(text)
        except Unusable as error:
            errors.append(
                ConfigError(f"delivery.{key}: {text}: {error}", place=source.place(("delivery", *key.split("."))))
            )
            return None

    def wrong(key: str, message: str, hint: str = "") -> None:
        place = source.place(("delivery", *key.split(".")))
        errors.append(ConfigError(f"delivery.{key}: {message}", hint=hint, place=place))

    if form.smtp and form.outbox:
        wrong("outbox", "there is a server, too: one of them takes the messages", "Leave smtp: or outbox: out.")
    if form.smtp and form.smtp.password_env and form.smtp.password_command:
        wrong("smtp.password_command", "password_env names a password already", "Leave one of them out.")
    if form.images == "hosted" and not form.images_url:
        wrong("images", "hosted images need images_url, where they lie")
    if form.unsubscribe and not form.unsubscribe.url.endswith("/{token}"):
        wrong("unsubscribe.url", "must end with /{token}, which says who leaves")
    if form.unsubscribe and not re.match(r"https://|http://(localhost|127\.|\[::1\])", form.unsubscribe.url):
        wrong("unsubscribe.url", "must be an https:// address: mail programs follow no other (RFC 8058)")
    for name, value in form.extra_headers.items():
        if not name.isascii() or not name.replace("-", "").isalnum() or name.lower() in OURS:
            wrong(f"extra_headers.{name}", "is no header of its own: it has a key in delivery:, or is no header name")
        elif name.lower().startswith("content-") or any(ord(letter) < 32 for letter in value) or not value.isascii():
            wrong(f"extra_headers.{name}", "a header of one line of ASCII, none that tells of the content")
    if form.smtp and form.smtp.user and form.smtp.security == "plain" and not loopback(form.smtp.host):
        wrong("smtp.security", "a password would go in the clear", "Use starttls or tls.")
    if unknown := [one for one in re.findall(r"\{([^}]*)\}", form.greeting) if one != "name"]:
        wrong("greeting", f"there is no {{{unknown[0]}}}", "Only {name} is known of a reader.")
    sender: Mailbox | None = used("from", mailbox, form.sender)
    if sender and not sender.address.isascii():
        wrong("from", "the part before the @ must be ASCII: few servers take another sender")
    url = form.unsubscribe
    return DeliveryPlan(
        sender=sender or Mailbox("", "nobody@localhost"),
        server=_server(form.smtp, folder) if form.smtp else None,
        outbox=folder / form.outbox if form.outbox else None,
        reply_to=used("reply_to", mailbox, form.reply_to),
        return_path=used("return_path", address, form.return_path) or "",
        list_id=form.list_id or "",
        unsubscribing=Unsubscribing(url.url, used("unsubscribe.mailto", address, url.mailto) or "", url.key_env)
        if url else None,
        recipients=folder / form.recipients if form.recipients else None,
        ledger=folder / form.ledger,
        images=form.images, images_url=form.images_url or "", web_url=form.web_url or "", pdf_url=form.pdf_url or "",
        attach_pdf=form.attach_pdf, greeting=form.greeting, reader=form.reader, feedback_id=form.feedback_id or "",
        extra_headers=dict(form.extra_headers), rate=form.rate, connections=form.connections,
    )  # fmt: skip


def loopback(host: str) -> bool:
    """Whether a host is this machine."""
    return host == "localhost" or host.startswith("127.") or host in ("::1", "[::1]")


def required(project: Project) -> DeliveryPlan:
    """What the project says of the e-mail; raises ConfigError where it says nothing."""
    if project.delivery is None:
        raise ConfigError(
            "has no delivery:, which says from whom the e-mail comes, and to whom it goes",
            place=Place(project.config),
            hint=f"Its least is: delivery: {{from: The Weekly <letter@example.com>}}. {GUIDE} goes through it.",
        )
    return project.delivery


def _server(form: ServerForm, folder: Path) -> Server:
    return Server(
        form.host, form.port or PORTS[form.security], form.security, form.user, form.password_env or "",
        form.password_command or "", folder / form.certificates if form.certificates else None,
    )  # fmt: skip
