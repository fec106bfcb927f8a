"""The e-mail: the issue in tables with its styles in the tags, as mail programs read it, and its own plain text.

What each reader has of his own stands as slots (see marks.slot), so that one edition serves them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    enclosed = Enclosed(report, pictures, plan)
    more: dict[str, Any] = {
        "web_url": _dated(plan.web_url, end) if plan else "", "pdf_url": _dated(plan.pdf_url, end) if plan else "",
        "greeting": slot("greeting") if plan and plan.greeting else "", "unsubscribe": slot("unsubscribe"),
    }  # fmt: skip
    medium = Medium(jinja, report, chain=("email", "web"), suffix="html.j2")
    medium.add({"spark": lambda cell: medium.ink(cell.text), "parts": lambda table: parts(table, medium.plain)})
    html = medium.page(
        "page", charts=enclosed.charts, logo=enclosed.logo, colours=_colours(look), faces=_faces(look),
        preheader=_preheader(report), **more,
    )  # fmt: skip
    html = _inlined(IMAGE.sub(lambda found: _picture(found, enclosed.own), html))
    words = text(report, jinja, chain=("email", "text"), **more)
    subject = f"{DRAFT * report.draft}{plain(report.title, report.printed)}"
    return Mail(subject, html, words, () if enclosed.hosted else tuple(enclosed.pictures))


def hosted(report: Report, pictures: Mapping[str, bytes], plan: DeliveryPlan) -> dict[str, bytes]:
    """The files that an e-mail shows from the web, by their path below the plan's `images_url`."""
    enclosed = Enclosed(report, pictures, plan)
    return {f"email/{one.name}": one.png for one in enclosed.pictures} if enclosed.hosted else {}


class Enclosed:
    """The pictures of one issue, and how its e-mail names them: by Content-ID, or by where they lie on the web.

    `charts` by key, `own` by the names that the issue's text has for them, the look's `logo` if there is one.
    """

    def __init__(self, report: Report, charts: Mapping[str, bytes], plan: DeliveryPlan | None) -> None:
        self._end = report.week.end
        self.hosted = plan is not None and plan.images == "hosted"
        self._at = _dated(plan.images_url, self._end).rstrip("/") if plan else ""
        self.pictures: list[Inline] = []
        self.charts = {key: self._put(key, "charts", png, (COLUMN, 9999)) for key, png in charts.items()}
        logo = report.publication.look.logo
        self.logo = self._put("logo", "look", opaque(logo, LOGO), LOGO) if logo else None
        self.own = {
            one.name: self._put(f"picture-{number}", "pictures", opaque(one.path, (COLUMN, 9999)), (COLUMN, 9999))
            for number, one in enumerate(report.pictures, 1)
        }

    def _put(self, name: str, sort: str, png: bytes, most: tuple[int, int]) -> Shown:
        """A picture in its own size, or in that of `most` where it is larger."""
        wide, high = size(png)
        scale = max(wide / most[0], high / most[1], 1.0)
        cid = f"{name}@{self._end}.{sort}"
        self.pictures.append(Inline(cid, f"{name}.png", png))
        src = f"{self._at}/email/{name}.png" if self.hosted else f"cid:{cid}"
        return Shown(src, round(wide / scale), round(high / scale))


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
    most = f' style="max-width:{one.width}px"' if one.width < COLUMN else ""
    return f'<img class="drawn" src="{one.src}" width="{one.width}" height="{one.height}"{most}{found[2]}>'


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
