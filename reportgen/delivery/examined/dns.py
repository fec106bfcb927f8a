"""What the domain's name servers say of who may send for it: SPF, DKIM, DMARC, MX. Asked only when asked for."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator

from reportgen.delivery.examined.nouns import Looked

Ask = Callable[[str, str], list[str]]
"""The records of a name and type; none where there are none. Raises Silent where nobody answers."""
LOOKUPS = 10
"""Names that an SPF record may lead to (RFC 7208, 4.6.4)."""
COUNTED = re.compile(r"[+?~-]?(include:|a\b|mx\b|ptr\b|exists:)|redirect=", re.IGNORECASE)


class Silent(Exception):
    """No name server answers."""


def dns(domain: str, path: str, host: str, selector: str, ask: Ask) -> Iterator[Looked]:
    """What stands in the DNS for the domain of From, of the return path, and of the page for leaving (if any)."""
    try:
        yield from _spf(path, ask)
        yield from _dkim(domain, selector, ask)
        yield from _dmarc(domain, ask)
        yield from _mx(domain, ask)
        if host and not (ask(host, "A") or ask(host, "AAAA")):
            yield Looked("DNS: page", "error", f"{host} has no address: readers cannot leave")
    except Silent as error:
        yield Looked(
            "DNS", "warning", f"no answer: {error}", "Nothing is known of SPF, DKIM and DMARC. Try again later."
        )


def asked(name: str, kind: str) -> list[str]:
    """What the name servers of this machine say; TXT records in one piece."""
    from dns import exception, resolver
    from dns.rdtypes.txtbase import TXTBase

    try:
        answer = resolver.resolve(name, kind, lifetime=6.0)
    except (resolver.NXDOMAIN, resolver.NoAnswer):
        return []
    except (exception.DNSException, OSError) as error:
        raise Silent(f"{name} ({type(error).__name__})") from None
    return [
        b"".join(one.strings).decode("utf-8", "replace") if isinstance(one, TXTBase) else one.to_text()
        for one in answer
    ]


def _spf(domain: str, ask: Ask) -> Iterator[Looked]:
    found = _records(domain, "v=spf1", ask)
    if len(found) != 1:
        words = (
            f"{domain} has {len(found)} SPF records, which counts as a fault"
            if found
            else f"{domain} has no SPF record"
        )
        yield Looked("DNS: SPF", "error", words, "A TXT record such as: v=spf1 include:the-service.example -all")
        return
    (record,) = found
    lookups = _lookups(record, ask, LOOKUPS + 1)
    if lookups > LOOKUPS:
        yield Looked("DNS: SPF", "error", f"{domain} leads to more than {LOOKUPS} names: receivers give up", record)
    elif re.search(r"(?:^|\s)\+?all\b", record):
        yield Looked("DNS: SPF", "error", f"{domain} lets the whole world send", record)
    elif not re.search(r"[~-]all\b|redirect=", record):
        yield Looked("DNS: SPF", "warning", f"{domain} does not say what others are: end it with ~all or -all", record)
    else:
        yield Looked("DNS: SPF", "ok", f"{domain}: {record}")


def _lookups(record: str, ask: Ask, left: int) -> int:
    """How many names a record leads to, `left` at most."""
    number = 0
    for term in record.split()[1:]:
        if COUNTED.match(term):
            number += 1
            inner = re.fullmatch(r"[+?~-]?include:(\S+)|redirect=(\S+)", term)
            if inner and number < left and "%" not in term:
                for each in _records(inner[1] or inner[2], "v=spf1", ask)[:1]:
                    number += _lookups(each, ask, left - number)
        if number >= left:
            return left
    return number


def _dkim(domain: str, selector: str, ask: Ask) -> Iterator[Looked]:
    if not selector:
        yield Looked(
            "DNS: DKIM", "note", "not asked: its record has a name of the service's choice", "Name it with --selector."
        )
        return
    name = f"{selector}._domainkey.{domain}"
    found = [one for one in ask(name, "TXT") if "p=" in one]
    if not found:
        yield Looked("DNS: DKIM", "error", f"{name} has no key", "The service that signs tells which record it wants.")
        return
    tags = {key.strip(): value.strip() for key, _, value in (part.partition("=") for part in found[0].split(";"))}
    try:
        size = len(b64decode(tags.get("p", "").replace(" ", "")))
    except Error:
        size = -1
    if not size:
        yield Looked("DNS: DKIM", "error", f"{name} is revoked (p= is empty)")
    elif size < 0:
        yield Looked("DNS: DKIM", "error", f"{name} holds no key that can be read")
    elif tags.get("k", "rsa") == "rsa" and size < 280:
        yield Looked("DNS: DKIM", "warning", f"{name} is an RSA key of less than 2048 bits")
    else:
        yield Looked("DNS: DKIM", "ok", f"{name} holds a key")


def _dmarc(domain: str, ask: Ask) -> Iterator[Looked]:
    labels = domain.split(".")
    for name in (".".join(labels[at:]) for at in range(max(1, len(labels) - 1))):
        found = _records(f"_dmarc.{name}", "v=dmarc1", ask)
        if len(found) > 1:
            yield Looked("DNS: DMARC", "error", f"_dmarc.{name} has {len(found)} records, which count as none")
            return
        if found:
            policy = re.search(r"\bp\s*=\s*(\w+)", found[0])
            if not policy:
                yield Looked("DNS: DMARC", "error", f"_dmarc.{name} names no policy (p=)", found[0])
            else:
                more = "" if "rua=" in found[0] else "; without rua= nobody tells you who sends in your name"
                yield Looked("DNS: DMARC", "ok", f"_dmarc.{name}: p={policy[1]}{more}")
            return
    hint = f"A TXT record at _dmarc.{domain}, to begin with: v=DMARC1; p=none; rua=mailto:dmarc@{domain}"
    yield Looked("DNS: DMARC", "error", f"{domain} has no record, which large providers want of bulk senders", hint)


def _mx(domain: str, ask: Ask) -> Iterator[Looked]:
    found = ask(domain, "MX")
    if not found or found == ["0 ."]:
        yield Looked("DNS: MX", "warning", f"{domain} takes no mail: answers and bounces are lost")
    else:
        yield Looked("DNS: MX", "ok", f"{domain} takes mail")


def _records(name: str, begins: str, ask: Ask) -> list[str]:
    return [one for one in ask(name, "TXT") if re.match(rf"{begins}(?:[\s;]|$)", one, re.IGNORECASE)]
