"""The domains of a message: who it says it is from, and who else speaks for it.

Two domains are aligned here where they are the same, or one is a subdomain of the other. Receivers compare
organisational domains by the public suffix list, which calls siblings (news.example.com and mail.example.com) aligned,
too: that list changes weekly and is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.delivery.examined.letter import Letter
from reportgen.delivery.examined.nouns import Looked
from reportgen.model import DeliveryPlan

EXAMPLES = ("example.com", "example.org", "example.net", "localhost")
NOWHERE = (".example", ".invalid", ".test", ".localhost")
"""Domains that are nobody's (RFC 2606)."""


def aligned(one: str, other: str) -> bool:
    """Whether two domains are the same, or one is a subdomain of the other; a top level domain is nobody's."""
    short, long = sorted((one.lower().rstrip("."), other.lower().rstrip(".")), key=len)
    return short == long or ("." in short and long.endswith(f".{short}"))


def domain_of(letter: Letter) -> str:
    """The domain of From, else nothing."""
    return next((one.domain.lower() for one in letter.addresses("From")), "")


def path_domain(letter: Letter, plan: DeliveryPlan | None) -> str:
    """The domain of the return path: the file's, else that of config.yaml, else nothing."""
    given = letter.one("Return-Path").strip("<>") or (plan.return_path if plan else "")
    return given.rpartition("@")[2].lower()


def page_host(letter: Letter) -> str:
    """The host of the page for leaving, else nothing."""
    found = re.search(r"<https?://([^/>:]+)", letter.one("List-Unsubscribe"))
    return found[1].lower() if found else ""


def domains(letter: Letter, plan: DeliveryPlan | None) -> Iterator[Looked]:
    """Return path, the page for leaving, and a signature, against From."""
    mine = domain_of(letter)
    if not mine:
        return
    if mine.endswith(NOWHERE) or any(aligned(mine, one) for one in EXAMPLES):
        yield Looked(
            "From", "warning", f"{mine} is a domain for examples, and nobody's", "Write your own under delivery.from."
        )
    yield _return_path(letter, plan, mine)
    host = page_host(letter)
    if host:
        good = aligned(mine, host)
        yield Looked("unsubscribe host", "ok" if good else "warning",
                     f"{host} is {'aligned with' if good else 'another domain than'} From's {mine}",
                     "" if good else "Readers and filters trust a page under the sender's own domain.")  # fmt: skip
    yield from _signature(letter, mine)


def _return_path(letter: Letter, plan: DeliveryPlan | None, mine: str) -> Looked:
    given = path_domain(letter, plan)
    path = given or mine
    if aligned(mine, path):
        whose = "" if given else ", as delivery.return_path is not set"
        return Looked("return path", "ok", f"{path} is aligned with From's {mine}{whose}")
    return Looked(
        "return path", "warning", f"{path} is another domain than From's {mine}: SPF does not count for DMARC",
        f"Take an address under {mine}, or see to it that the service signs with d={mine} (DKIM).",
    )  # fmt: skip


def _signature(letter: Letter, mine: str) -> Iterator[Looked]:
    signatures = letter.all("DKIM-Signature")
    if not signatures:
        yield Looked("DKIM", "note", f"the file is not signed; the server or the service signs, with d={mine}")
    for one in signatures:
        tags = {key.strip(): "".join(value.split()) for key, _, value in (t.partition("=") for t in one.split(";"))}
        signed = tags.get("h", "").lower().split(":")
        missing = [name for name in ("from", "list-unsubscribe", "list-unsubscribe-post") if name not in signed]
        if not aligned(mine, tags.get("d", "")):
            yield Looked("DKIM", "warning", f"signed by d={tags.get('d', '')}, another domain than From's {mine}")
        elif missing:
            yield Looked("DKIM", "warning", f"the signature leaves out {', '.join(missing)}",
                         "One click works only where both headers are signed (RFC 8058).")  # fmt: skip
        else:
            yield Looked("DKIM", "ok", f"signed by d={tags['d']}, the headers for one click included")
