"""The e-mail: the issue in tables with its styles in the tags, as mail programs read it, and its own plain text.

What each reader has of his own stands as slots (see marks.slot), so that one edition serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import css_inline
from jinja2 import Environment

from reportgen.formats import DRAFT
from reportgen.marks import plain, slot
from reportgen.model import DeliveryPlan, Inline, Look, Mail, Report, Typeface
from reportgen.render.columns import parts
from reportgen.render.rasters import opaque, size
from reportgen.render.templates import Medium
from reportgen.render.text import text
from reportgen.render.web import colours

COLUMN = 552
"""Pixels of the text's column: 600, less 24 on each side."""
LOGO = (192, 40)
"""Pixels that a logo may take, across and down."""
SERIFS = (
    "serif", "antiqua", "baskerville", "bodoni", "caslon", "charter", "garamond", "georgia", "lora", "merriweather",
    "minion", "palatino", "playfair", "times",
)  # fmt: skip
"""What the names of typefaces with serifs have in them."""
GEORGIA, HELVETICA = "Georgia, 'Times New Roman', serif", "Helvetica, Arial, sans-serif"
TAG = re.compile(r"<[a-z][^>]*>")
KEPT = re.compile(r'<style data-css-inline="keep">(.*?)</style>', re.DOTALL)
NAMED = re.compile(r"\.([a-z][\w-]*)")
IMAGE = re.compile(r'<img src="([^"]*)"([^>]*?)\s*/?>')


@dataclass(frozen=True)
class Shown:
    """A picture as the e-mail shows it: where it comes from, and how large, in pixels."""

    src: str
    width: int
    height: int


def email(report: Report, pictures: Mapping[str, bytes], plan: DeliveryPlan | None, jinja: Environment) -> Mail:
    """The issue as it is mailed; `pictures` are its charts as PNG by chart key."""
    look, end = report.publication.look, report.week.end
    enclosed = Enclosed(plan, end)
    charts = {key: enclosed.chart(key, png) for key, png in pictures.items()}
    logo = enclosed.put("logo", f"logo@{end}.look", opaque(look.logo, *LOGO), shown=2, most=LOGO) if look.logo else None
    own = {
        one.name: enclosed.put(f"picture-{number}", f"picture-{number}@{end}.pictures", opaque(one.path, COLUMN), shown=2)
        for number, one in enumerate(report.pictures, 1)
    }
    more: dict[str, Any] = {
        "web_url": _dated(plan.web_url, end) if plan else "", "pdf_url": _dated(plan.pdf_url, end) if plan else "",
        "greeting": slot("greeting") if plan and plan.greeting else "", "unsubscribe": slot("unsubscribe"),
    }  # fmt: skip
    medium = Medium(jinja, report, chain=("email", "web"), suffix="html.j2")
    medium.add({"spark": lambda cell: medium.ink(cell.text), "parts": lambda table: parts(table, medium.plain)})
    html = medium.page(
        "page", charts=charts, logo=logo, colours=_colours(look), faces=_faces(look), preheader=_preheader(report), **more
    )
    html = _inlined(IMAGE.sub(lambda found: _picture(found, own), html))
    words = text(report, jinja, chain=("email", "text"), **more)
    subject = f"{DRAFT * report.draft}{plain(report.title, report.printed)}"
    return Mail(subject, html, words, tuple(enclosed.pictures) if not enclosed.hosted else ())


class Enclosed:
    """The pictures of one issue, and how its e-mail names them: by Content-ID, or by where they lie on the web."""

    def __init__(self, plan: DeliveryPlan | None, end: date) -> None:
        self._plan, self._end = plan, end
        self.hosted = bool(plan and plan.images == "hosted")
        self.pictures: list[Inline] = []

    def chart(self, key: str, png: bytes) -> Shown:
        """A chart, as wide as the column."""
        wide, high = size(png)
        src = self._src(key, f"{key}@{self._end}.charts", png)
        return Shown(src, COLUMN, round(high * COLUMN / wide))

    def put(self, name: str, cid: str, png: bytes, *, shown: int, most: tuple[int, int] = (COLUMN, 9999)) -> Shown:
        """A picture of the publisher's own, with so many of its pixels to one that is `shown`, within `most`."""
        wide, high = size(png)
        scale = max(wide / most[0], high / most[1], 1 if wide <= most[0] else shown)
        return Shown(self._src(name, cid, png), round(wide / scale), round(high / scale))

    def _src(self, name: str, cid: str, png: bytes) -> str:
        self.pictures.append(Inline(cid, f"{name}.png", png))
        if self._plan and self.hosted:
            return f"{_dated(self._plan.images_url, self._end).rstrip('/')}/email/{name}.png"
        return f"cid:{cid}"


def _dated(url: str, end: date) -> str:
    return url.replace("{date}", end.isoformat())


def _colours(look: Look) -> Mapping[str, str]:
    return {**colours(look), "ground": "#eef1f4"}


def _faces(look: Look) -> Mapping[str, str]:
    """What every machine has, in the spirit of the look's own faces, which no mail program would fetch."""
    return {"text": _stack(look.text), "display": _stack(look.display)}


def _stack(face: Typeface) -> str:
    name = face.family.lower()
    return GEORGIA if "sans" not in name and any(word in name for word in SERIFS) else HELVETICA


def _preheader(report: Report) -> str:
    """What an inbox shows behind the subject."""
    words = " ".join(report.deck.text.split())
    return words or report.week_line


def _picture(found: re.Match[str], own: Mapping[str, Shown]) -> str:
    """A picture of the issue's own, in the size that it is shown in."""
    one = own.get(found[1])
    if one is None:
        return found[0]
    return f'<img class="drawn" src="{one.src}" width="{one.width}" height="{one.height}" style="max-width:{one.width}px"{found[2]}>'


def _inlined(html: str) -> str:
    """Every style in its tag; classes stay where a kept rule asks for them."""
    inliner = css_inline.CSSInliner(
        keep_at_rules=False, load_remote_stylesheets=False, minify_css=True, apply_width_attributes=True
    )
    html = inliner.inline(html)
    kept = KEPT.search(html)
    names = set(NAMED.findall(kept[1])) if kept else set()
    return TAG.sub(lambda tag: _classes(tag[0], names), html)


def _classes(tag: str, names: set[str]) -> str:
    return re.sub(r' class="([^"]*)"', lambda found: _named(found[1].split(), names), tag, count=1)


def _named(classes: list[str], names: set[str]) -> str:
    wanted = " ".join(one for one in classes if one in names)
    return f' class="{wanted}"' if wanted else ""
