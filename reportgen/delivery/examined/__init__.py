"""A built message looked at before it is sent: as a receiver's filters, and as mail programs will see it.

    email.eml ──letter──► bytes, headers, parts ──► wire · headers · domains · leaving · content · clients ──► Looked

All of it is offline; `dns` is asked only by who wants it.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.delivery.examined.clients import supported
from reportgen.delivery.examined.content import content
from reportgen.delivery.examined.domains import domains
from reportgen.delivery.examined.headers import headers
from reportgen.delivery.examined.leaving import leaving
from reportgen.delivery.examined.letter import Letter
from reportgen.delivery.examined.nouns import Looked
from reportgen.delivery.examined.page import Page
from reportgen.delivery.examined.wire import wire
from reportgen.model import DeliveryPlan


def examined(letter: Letter, plan: DeliveryPlan | None) -> Iterator[Looked]:
    """All that is found, in the order in which a message is read."""
    page = Page(letter.html)
    yield from wire(letter)
    yield from headers(letter)
    yield from domains(letter, plan)
    yield from leaving(letter, plan)
    yield from content(letter, page)
    yield from supported(page)
