"""The message: built once for all readers by the standard library, then cut where readers differ.

Building one by EmailMessage takes milliseconds, as it folds, encodes and parses all of it anew; what differs between
two readers is a name, an address and a token. So all is built once with open places, and a message for one reader is
the pieces between them, joined.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from email.message import MIMEPart
from email.policy import SMTP
from html import escape

from reportgen.delivery.quoted import encoded, value
from reportgen.marks import filled
from reportgen.model import DeliveryPlan, Mail, Mailbox, Recipient, Unsubscribing

CUT = re.compile(rb"\x00([a-z_.]+)\x00")
EVENING = time(22)
"""When an issue is dated on its week's last session, UTC: its exchange has closed."""
PROOF = "proof"
"""The token of a proof."""
SIMPLE = re.compile(r"[A-Za-z0-9 ]{1,50}")


@dataclass(frozen=True)
class Addressed:
    """What a message says to one reader: the slots in words, the Message-ID without brackets."""

    recipient: Recipient
    message_id: str
    unsubscribe: str
    greeting: str
    when: datetime


@dataclass(frozen=True)
class Stencil:
    """A message with open places: `pieces` of bytes, and between them, one by one, the names of the `places`.

    `mailto` is where requests to leave go by mail; `body_hash` is that of all that readers read, whoever they are and
    whenever it is sent.
    """

    pieces: tuple[bytes, ...]
    places: tuple[str, ...]
    mailto: str
    body_hash: str
    subject: str

    def message(self, to: Addressed) -> bytes:
        """The message for one reader, its lines ended by CRLF."""
        values = self._values(to)
        out = [self.pieces[0]]
        for place, piece in zip(self.places, self.pieces[1:], strict=True):
            out += (values[place], piece)
        return b"".join(out)

    def on_the_wire(self) -> Stencil:
        """The same as SMTP wants it: a dot at the beginning of a line is doubled (RFC 5321, 4.5.2). Every piece begins
        a line, but for those in headers, which hold no dot there.
        """
        return replace(self, pieces=tuple(_stuffed(one) for one in self.pieces))

    def _values(self, to: Addressed) -> dict[str, bytes]:
        link, hail = to.unsubscribe, to.greeting
        leave = f"<{link}>, <mailto:{self.mailto}?subject=unsubscribe%20{link.rpartition('/')[2]}>"
        return {
            "to": mailbox_value(Mailbox(to.recipient.name, to.recipient.address)),
            "message_id": to.message_id.encode(),
            "date": to.when.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000").encode(),
            "leave": leave.encode(),
            "text.unsubscribe": _safe(value(link)), "html.unsubscribe": _safe(value(escape(link))),
            "text.greeting": _safe(value(hail)), "html.greeting": _safe(value(escape(hail))),
        }  # fmt: skip

    def dumped(self) -> str:
        """As JSON, to be handed to another process."""
        pieces = [b64encode(one).decode() for one in self.pieces]
        rest = {"places": self.places, "mailto": self.mailto, "body_hash": self.body_hash, "subject": self.subject}
        return json.dumps({"pieces": pieces, **rest})

    @classmethod
    def loaded(cls, text: str) -> Stencil:
        """What `dumped` wrote."""
        one = json.loads(text)
        pieces = tuple(b64decode(piece) for piece in one["pieces"])
        return cls(pieces, tuple(one["places"]), one["mailto"], one["body_hash"], one["subject"])


def stencil(mail: Mail, plan: DeliveryPlan, publication: str, issue: str, pdf: bytes | None = None) -> Stencil:
    """The message of an issue, open where readers differ.

    `issue` names it (its week's last session); `pdf` is attached where it is given. Headers as Gmail, Yahoo and
    Microsoft ask of those who send to many, and RFC 2369, 2919 and 8058. Only the subject is folded:
    the library writes a long List-Unsubscribe as encoded words, in which no mail program finds an address (cpython
    85725).
    """
    digest = body_hash(mail, plan, pdf)
    content = _content(mail, issue, pdf, digest[:24])
    head = [
        *_fixed(mail.subject, plan, publication, issue),
        b"To: \x00to\x00\r\n",
        b"Date: \x00date\x00\r\n",
        b"Message-ID: <\x00message_id\x00>\r\n",
        b"List-Unsubscribe: \x00leave\x00\r\n",
    ]
    whole = b"".join(head) + content.as_bytes(policy=SMTP)
    parts = CUT.split(whole)
    return Stencil(
        tuple(parts[0::2]), tuple(one.decode() for one in parts[1::2]),
        plan.unsubscribing.mailto if plan.unsubscribing else plan.sender.address,
        digest, mail.subject,
    )  # fmt: skip


def body_hash(mail: Mail, plan: DeliveryPlan, pdf: bytes | None = None) -> str:
    """What readers read, as a hash: subject, both texts, how they are greeted, pictures and what is attached."""
    digest = hashlib.sha256()
    words = (mail.subject, mail.html, mail.text, plan.greeting, plan.reader)
    for part in (*(one.encode() for one in words), pdf or b""):
        digest.update(len(part).to_bytes(8, "big") + part)
    for one in mail.pictures:
        digest.update(one.cid.encode() + b"\0" + one.png)
    return digest.hexdigest()


def message_id(issue: str, recipient: Recipient, list_id: str, domain: str) -> str:
    """The same for the same issue and reader, so that a relay's log tells whether it was taken, and a second copy of it
    is known as one. It gives neither the address nor the token away.
    """
    one = hashlib.sha256(f"{list_id}\n{issue}\n{recipient.key}".encode()).hexdigest()[:24]
    return f"{issue}.{one}@{domain}"


def list_id(plan: DeliveryPlan, publication: str) -> str:
    """The list's id (RFC 2919): the plan's, else the publication's name under the sender's domain."""
    return plan.list_id or f"{slug(publication)}.{plan.sender.domain}"


def slug(text: str) -> str:
    """A name in letters that an id may hold."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60] or "letter"


def greeting(plan: DeliveryPlan, recipient: Recipient) -> str:
    """The first line of a reader's message."""
    return plan.greeting.replace("{name}", recipient.name or plan.reader)


def mailbox_value(one: Mailbox) -> bytes:
    """A mailbox as a header's value: the name quoted or encoded as it needs, the address as it is."""
    if not one.name:
        return one.address.encode()
    if SIMPLE.fullmatch(one.name):
        return f"{one.name} <{one.address}>".encode()
    if one.name.isascii() and "=?" not in one.name:
        quoted = one.name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{one.address}>'.encode()
    return b"\r\n ".join((*_encoded_words(one.name), f"<{one.address}>".encode()))


def _encoded_words(words: str) -> Iterator[bytes]:
    """Words of any letters as a header may hold them (RFC 2047): each of whole letters, at most 75 long."""
    piece = b""
    for letter in words:
        more = letter.encode()
        if len(piece) + len(more) > 45:
            yield b"=?utf-8?b?" + b64encode(piece) + b"?="
            piece = b""
        piece += more
    yield b"=?utf-8?b?" + b64encode(piece) + b"?="


def as_text(mail: Mail, to: Addressed) -> str:
    """The plain text as one reader has it."""
    return filled(mail.text, {"unsubscribe": to.unsubscribe, "greeting": to.greeting})


def as_html(mail: Mail, to: Addressed) -> str:
    """The HTML as one reader has it."""
    return filled(mail.html, {"unsubscribe": escape(to.unsubscribe), "greeting": escape(to.greeting)})


def no_plan(publication: str) -> DeliveryPlan:
    """What stands where config.yaml has no delivery: addresses that are nobody's (RFC 2606)."""
    leave = Unsubscribing("https://example.com/unsubscribe/{token}", "unsubscribe@example.com")
    return DeliveryPlan(Mailbox(publication, "newsletter@example.com"), unsubscribing=leave)


def proof(plan: DeliveryPlan, issue: str, publication: str, when: datetime) -> Addressed:
    """The reader of a proof: the sender, with a token that ends nobody's subscription."""
    one = Recipient(plan.sender.address, plan.sender.name)
    leave = plan.unsubscribing or no_plan(publication).unsubscribing
    assert leave is not None
    id = message_id(issue, one, list_id(plan, publication), plan.sender.domain)
    return Addressed(one, id, leave.url.replace("{token}", PROOF), greeting(plan, Recipient(one.address)), when)


def headers(subject: str, plan: DeliveryPlan, publication: str, issue: str) -> list[tuple[str, str]]:
    """The headers that every reader's message has alike."""
    id = list_id(plan, publication)
    out = [
        ("From", mailbox_value(plan.sender).decode()),
        ("Subject", subject),
    ]
    if plan.reply_to:
        out.append(("Reply-To", mailbox_value(plan.reply_to).decode()))
    feedback = plan.feedback_id or f"{issue}:{slug(publication)[:40]}:letter:{slug(plan.sender.domain)[:40]}"
    out += [
        ("List-Id", f"<{id}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Feedback-ID", feedback),
        ("Auto-Submitted", "auto-generated"),
        *plan.extra_headers.items(),
        ("MIME-Version", "1.0"),
    ]
    return out


def _fixed(subject: str, plan: DeliveryPlan, publication: str, issue: str) -> list[bytes]:
    """Each header as it is sent, the subject folded and encoded, the rest whole."""
    out = []
    for name, words in headers(subject, plan, publication, issue):
        if name == "Subject":
            folded: bytes = SMTP.fold_binary(name, SMTP.header_factory(name, words))
            out.append(folded)
        else:
            out.append(f"{name}: {words}\r\n".encode())
    return out


def _content(mail: Mail, issue: str, pdf: bytes | None, mark: str) -> MIMEPart:
    """The body as a tree of parts: the two texts as alternatives, pictures beside the HTML, the PDF behind all. `mark`
    is in the boundaries between them.
    """
    html = _words(mail.html, "html")
    if mail.pictures:
        related = _several("related", mark, html)
        for one in mail.pictures:
            related.attach(_file(one.png, "image/png", one.name, "inline", one.cid))
        related.set_param("type", "text/html")
        html = related
    out = _several("alternative", mark, _words(mail.text, "text"), html)
    if pdf is not None:
        out = _several("mixed", mark, out, _file(pdf, "application/pdf", f"{issue}.pdf", "attachment"))
    return out


def _words(text: str, kind: str) -> MIMEPart:
    part = MIMEPart(SMTP)
    part["Content-Type"] = f'text/{"html" if kind == "html" else "plain"}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(encoded(text, within=kind))
    return part


def _file(content: bytes, kind: str, name: str, how: str, cid: str = "") -> MIMEPart:
    part = MIMEPart(SMTP)
    part["Content-Type"] = f'{kind}; name="{name}"'
    part["Content-Transfer-Encoding"] = "base64"
    if cid:
        part["Content-ID"] = f"<{cid}>"
    part["Content-Disposition"] = f'{how}; filename="{name}"'
    coded = b64encode(content).decode()
    part.set_payload("\r\n".join(coded[at : at + 76] for at in range(0, len(coded), 76)) + "\r\n")
    return part


def _several(kind: str, mark: str, *parts: MIMEPart) -> MIMEPart:
    out = MIMEPart(SMTP)
    out["Content-Type"] = f'multipart/{kind}; boundary="reportgen-{kind}-{mark}"'
    out.set_payload([])
    for part in parts:
        out.attach(part)
    return out


def _stuffed(piece: bytes) -> bytes:
    return re.sub(rb"(?m)^\.", b"..", piece)


def _safe(quoted: bytes) -> bytes:
    """A value none of whose lines begins with a dot, so that it need not be doubled for the wire."""
    return re.sub(rb"(?m)^\.", b"=2E", quoted) if quoted[:1] == b"." or b"\n." in quoted else quoted
