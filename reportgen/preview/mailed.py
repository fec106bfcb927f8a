"""The e-mail as mail programs show it: by day, by night, with its colours turned, without its pictures."""

from __future__ import annotations

import re
from base64 import b64encode

from reportgen.preview.nouns import Mailed
from reportgen.preview.scheme import preferred

TURNED = (
    "<style>html { background: #fff; filter: invert(1) hue-rotate(180deg); } "
    "img { filter: invert(1) hue-rotate(180deg); }</style>"
)
"""What comes near to a mail program that turns every colour by itself (Gmail's app on iOS, Outlook on Windows): all of
it turned, and the pictures turned back, which no program touches. Each has rules of its own, so that this shows the
risk and not the outcome: text in a picture's clear parts, a hairline that vanishes.
"""
SOURCE = re.compile(r'src="cid:([^"]*)"')


def framed(mail: Mailed, scheme: str, *, pictures: bool = True) -> str:
    """The HTML for a frame: `scheme` is "light", "dark" (by the e-mail's own rules), "forced", or the reader's own."""
    named = {one.cid: b64encode(one.png).decode() for one in mail.pictures if pictures}
    html = SOURCE.sub(lambda found: f'src="data:image/png;base64,{named.get(found[1], "")}"', mail.html)
    html = preferred(html, "light" if scheme == "forced" else scheme)
    return html.replace("</head>", f"{TURNED}</head>", 1) if scheme == "forced" else html
