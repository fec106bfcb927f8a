"""The headers that those who send to many must have: each there once, and well formed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reportgen.delivery.examined.letter import Letter
from reportgen.delivery.examined.nouns import Looked

NEEDED = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")
"""Without one of these a message is refused, or taken for spam."""
ASKED = ("List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "Auto-Submitted")
"""What Gmail, Yahoo and Microsoft ask of those who send to many, and what keeps absence notes away."""
NOT_OURS = {
    "Bcc": "It shows every reader who else got the message.",
    "Precedence": "It is obsolete, and some filters hold it against a sender.",
    "X-Mailer": "It tells strangers which version is running.",
}
ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
LIST_ID = re.compile(r"[^<]*<[A-Za-z0-9.-]+>")
FEEDBACK = re.compile(r"[^:\s]*:[^:\s]*:[^:\s]*:[^:\s]+")


def headers(letter: Letter) -> Iterator[Looked]:
    """Which are missing, doubled or malformed; one line for all that are as they should be."""
    wrong = [*_counted(letter), *_formed(letter)]
    if not wrong:
        yield Looked("headers", "ok", f"{', '.join((*NEEDED, *ASKED))}: once each, well formed")
    yield from wrong


def _counted(letter: Letter) -> Iterator[Looked]:
    for name in (*NEEDED, *ASKED):
        number = len(letter.all(name))
        if number > 1:
            yield Looked(name, "error", f"stands {number} times", "Gmail refuses a message with two of them.")
        elif not number:
            grave = name in NEEDED or name.startswith("List-")
            yield Looked(name, "error" if grave else "warning", "is missing", "reportgen build writes it.")
    for name, why in NOT_OURS.items():
        if letter.all(name):
            yield Looked(name, "warning", "should not be there", why)


def _formed(letter: Letter) -> Iterator[Looked]:
    for name, well in FORMS.items():
        for value in letter.all(name)[:1]:
            why = well(value, letter)
            if why:
                yield Looked(name, "error", f"{why}: {value[:80]}" if value else why)


def _one_mailbox(name: str) -> Callable[[str, Letter], str]:
    def well(value: str, letter: Letter) -> str:
        found = letter.addresses(name)
        if len(found) != 1 or not found[0].domain:
            return "is not one address"
        return "its domain is not ASCII" if not found[0].domain.isascii() else ""

    return well


def _date(value: str, _: Letter) -> str:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return "is no date"
    if moment.tzinfo is None and not value.rstrip().endswith("-0000"):
        return "has no time zone"
    ahead = (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).days
    return "lies more than a day ahead" if ahead > 1 else ""


FORMS: dict[str, Callable[[str, Letter], str]] = {
    "From": _one_mailbox("From"),
    "To": _one_mailbox("To"),
    "Subject": lambda value, _: "" if value else "is empty",
    "Date": _date,
    "Message-ID": lambda value, _: "" if ID.fullmatch(value) else "is not <something@domain>",
    "List-Id": lambda value, _: "" if LIST_ID.fullmatch(value) and "." in value else "is not <name.domain>",
    "List-Unsubscribe-Post": lambda value, _: (
        "" if value == "List-Unsubscribe=One-Click" else "is not List-Unsubscribe=One-Click (RFC 8058)"
    ),
    "Feedback-ID": lambda value, _: "" if FEEDBACK.fullmatch(value) else "is not a:b:c:sender",
}
"""What is wrong with a header's value; nothing where it is well formed."""
