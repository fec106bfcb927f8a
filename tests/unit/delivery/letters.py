"""A message as a build writes it, and ways to break it."""

import struct
import zlib
from datetime import UTC, datetime

from reportgen.delivery.examined.letter import Letter
from reportgen.delivery.message import proof, stencil
from reportgen.marks import slot
from reportgen.model import DeliveryPlan, Inline, Mail, Mailbox, Unsubscribing

PLAN = DeliveryPlan(
    Mailbox("The Weekly", "letter@news.publisher.co"),
    return_path="bounce@publisher.co",
    unsubscribing=Unsubscribing("https://publisher.co/leave/{token}", "leave@publisher.co"),
)
HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The week</title>
<style>@media (max-width: 480px) {{ .x {{ width: 100% !important }} }} @media (prefers-color-scheme: dark) {{ .x {{ color: #fff }} }}
[data-ogsc] .x {{ color: #fff }}</style></head><body><div style="display:none;max-height:0;overflow:hidden;mso-hide:all">Before</div>
<table role="presentation" width="600" style="max-width:600px;border-radius:4px"><tr><td class="x"><h1>The week</h1>
<img src="cid:chart@x" width="552" height="310" alt="Small companies led"></td></tr></table>
<p><a href="{slot("unsubscribe")}">Unsubscribe</a></p></body></html>"""
TEXT = f"The week\n\nSmall companies led.\n\nTo leave:\n{slot('unsubscribe')}\n"


def png():
    """One pixel."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


CHART = Inline("chart@x", "chart.png", png())


def raw(html=HTML, text=TEXT, pictures=(CHART,), subject="The week of 9 January"):
    to = proof(PLAN, "2026-01-09", "The Weekly", datetime(2026, 1, 9, 22, tzinfo=UTC))
    return stencil(Mail(subject, html, text, pictures), PLAN, "The Weekly", "2026-01-09").message(to)


def letter(*changes, **given):
    """A message with some of its bytes changed; each of what is changed must stand in it."""
    content = raw(**given)
    for old, new in changes:
        assert old in content, old
        content = content.replace(old, new, 1)
    return Letter(content)
