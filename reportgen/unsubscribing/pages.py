"""The pages that a reader sees, in the publication's look.

templates/unsubscribe/page.html.j2 beside config.yaml stands in for the one that ships.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal

from jinja2 import Template

from reportgen.model import Publication
from reportgen.render.templates import environment
from reportgen.render.web import colours, data_url

Kind = Literal["ask", "left", "proof", "unknown", "unasked", "failed"]


class Pages:
    """The pages of one publication; `contact` answers questions, `mailbox` takes requests by mail."""

    def __init__(self, publication: Publication, contact: str, mailbox: str, folder: Path) -> None:
        self._publication, self._contact, self._mailbox, self._folder = publication, contact, mailbox, folder

    def page(self, kind: Kind, address: str = "") -> tuple[str, str]:
        """A page, and the policy (CSP) under which a browser shows it: its own styles, no script, no other's form."""
        look = self._publication.look
        html = self._template.render(
            kind=kind, publication=self._publication, contact=self._contact, mailbox=self._mailbox,
            address=masked(address), colours=colours(look), logo=self._logo,
        )  # fmt: skip
        styles = " ".join(f"'sha256-{_hash(one)}'" for one in re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
        return html, (
            f"default-src 'none'; style-src {styles}; img-src data:; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )

    @cached_property
    def _template(self) -> Template:
        return environment(self._folder, None).get_template("unsubscribe/page.html.j2")

    @cached_property
    def _logo(self) -> str:
        look = self._publication.look
        return data_url(look.logo) if look.logo else ""


def masked(address: str) -> str:
    """An address as its reader knows it again, and nobody else learns it: j…@example.com."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}…{at}{domain}" if address else ""


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
