"""A letter, its plan and its readers, as small as they can be and still have everything."""

from datetime import UTC, datetime
from functools import cache

from reportgen.delivery.message import Addressed, Stencil, list_id, message_id, stencil
from reportgen.delivery.tokens import Keys
from reportgen.marks import slot
from reportgen.model import DeliveryPlan, Inline, Mail, Mailbox, Recipient, Unsubscribing

ISSUE = "2026-01-09"
NAME = "Small-Cap Weekly"
WHEN = datetime(2026, 1, 9, 22, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
KEYS = Keys({"a1": b"a key that is long enough"})
PLAN = DeliveryPlan(
    Mailbox("Small-Cap Weekly", "letter@example.com"),
    unsubscribing=Unsubscribing("https://example.com/unsubscribe/{token}", "leave@example.com"),
    greeting="Dear {name},",
)
MAIL = Mail(
    "Small caps beat large ones — by 2.9 points",
    f"""<!doctype html>
<html lang="en-US"><head><title>Small caps</title></head><body>
<p>{slot("greeting")}</p>
<p>.A line that begins with a dot, and a trailing space </p>
<p>The Russell 2000 gained +4.6%, a “week” of {"very " * 30}long words.</p>
<img src="cid:weekly@{ISSUE}" alt="Bars" width="552" height="310">
<p><a href="{slot("unsubscribe")}">Unsubscribe</a></p>
</body></html>
""",
    f"{slot('greeting')}\n\n.The Russell 2000 gained +4.6%, “and how”.\n\nUnsubscribe: {slot('unsubscribe')}\n",
    (Inline(f"weekly@{ISSUE}", "weekly.png", PNG),),
)


@cache
def _usual() -> Stencil:
    return stencil(MAIL, PLAN, NAME, ISSUE)


def made(mail: Mail = MAIL, plan: DeliveryPlan = PLAN, pdf: bytes | None = None) -> Stencil:
    return _usual() if (mail, plan, pdf) == (MAIL, PLAN, None) else stencil(mail, plan, NAME, ISSUE, pdf)


def addressed(
    one: Recipient, link: str = "https://example.com/unsubscribe/a1.1.x", plan: DeliveryPlan = PLAN
) -> Addressed:
    id = message_id(ISSUE, one, list_id(plan, NAME), plan.sender.domain)
    return Addressed(one, id, link, plan.greeting.replace("{name}", one.name or plan.reader), WHEN)
