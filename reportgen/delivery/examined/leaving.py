"""How a reader leaves: the headers, the same address in both texts, the key."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html import unescape

from reportgen.delivery.examined.letter import Letter
from reportgen.delivery.examined.nouns import Looked
from reportgen.model import DeliveryPlan


def leaving(letter: Letter, plan: DeliveryPlan | None) -> Iterator[Looked]:
    """What stands in the way of a reader who wants to leave."""
    value = letter.one("List-Unsubscribe")
    if value:
        ways = [one.strip() for one in re.findall(r"<([^>]*)>", value)]
        page = next((one for one in ways if one.startswith("https://")), "")
        mail = next((one for one in ways if one.startswith("mailto:")), "")
        if not page:
            yield Looked("one click", "error", "List-Unsubscribe has no https:// address",
                         "delivery.unsubscribe.url gives it; a mailto: alone is no one click (RFC 8058).")  # fmt: skip
        if not mail:
            yield Looked("one click", "warning", "List-Unsubscribe has no mailto:",
                         "delivery.unsubscribe.mailto gives it; Apple Mail and others use it.")  # fmt: skip
        if page and mail:
            yield Looked("one click", "ok", f"{page} and {mail.partition('?')[0]}")
        if page:
            yield from _said(letter, page)
    if plan is None:
        return
    variable = plan.unsubscribing.key_env if plan.unsubscribing else ""
    if not plan.unsubscribing:
        yield Looked("config.yaml", "error", "delivery.unsubscribe is not set: nothing is sent without it",
                     "Write url: https://…/{token} and mailto: under it.")  # fmt: skip
    elif not os.environ.get(variable, "").strip():
        yield Looked("key", "warning", f"{variable} is not set here", "reportgen unsubscribe key makes one.")
    else:
        yield Looked("key", "ok", f"{variable} is set")


def _said(letter: Letter, page: str) -> Iterator[Looked]:
    for name, content in (("HTML", unescape(letter.html)), ("plain text", letter.text)):
        if content and page not in content:
            yield Looked("unsubscribe link", "error", f"the {name} does not have the address of the header",
                         "The law asks for it in the message; a template of your own may have lost it.")  # fmt: skip
