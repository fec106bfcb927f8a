"""The web page: one file, all inside, no script and no request."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from reportgen.model import Drawing, Look, Picture, Report
from reportgen.render import drawings as fitted
from reportgen.render import sparks
from reportgen.render.colour import lighter, mixed
from reportgen.render.templates import Medium
from reportgen.render.typefaces import for_web

MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
DARK = "#12161c"


def web(report: Report, drawings: Mapping[str, Drawing], jinja: Environment) -> str:
    """The page as HTML."""
    look = report.publication.look
    medium = Medium(jinja, report, chain=("web",), suffix="html.j2")
    medium.add({"spark": lambda cell: sparks.inline(cell, medium.ink(cell.text))})
    charts = {
        key: tuple(map(Markup, fitted.inline(one, look.accent, look.display.family))) for key, one in drawings.items()
    }
    logo = data_url(look.logo) if look.logo else ""
    html = medium.page("page", charts=charts, logo=logo, faces=Markup("/*faces*/"), colours=colours(look))
    html = _with_pictures(html, report.pictures)
    return html.replace("/*faces*/", for_web(look, html), 1)


def colours(look: Look) -> Mapping[str, str]:
    """The accent in the shades that the style sheets use, by day and by night."""
    return {
        "accent": look.accent,
        "tint": mixed(look.accent, "#ffffff", 0.94),
        "night": lighter(look.accent, DARK, 6.0),
        "night_tint": mixed(DARK, lighter(look.accent, DARK, 6.0), 0.08),
    }


def data_url(path: Path) -> str:
    """A file as a data: URL."""
    return f"data:{MEDIA[path.suffix.lower()]};base64,{b64encode(path.read_bytes()).decode()}"


def _with_pictures(html: str, pictures: tuple[Picture, ...]) -> str:
    for picture in pictures:
        html = html.replace(f'src="{picture.name}"', f'src="{data_url(picture.path)}"')
    return html
