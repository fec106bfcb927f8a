"""The site: Sphinx reads the pages of docs/ as they stand, plain Markdown that reads on a code host, too (`make site`).

What only the site needs stands here: the order of the pages, our typefaces, and links to files outside docs/.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parent.parent
REPOSITORY = ""
"""Where files outside docs/ can be read on the web; empty: their names are printed without a link."""

project = "reportgen"
copyright = "the reportgen project, Apache-2.0"
extensions = ["myst_parser"]
exclude_patterns = ["site", "pictures"]
myst_enable_extensions = ["html_image"]
myst_heading_anchors = 4

smartquotes = False  # the pages have their own quotation marks, and -- stands in names of options

html_theme = "furo"
html_title = "reportgen"
html_static_path = ["site/site.css", *(f"../reportgen/fonts/{name}.latin.woff2" for name in (
    "Inter-400", "Inter-600", "SourceSerif4-400", "SourceSerif4-400-italic", "SourceSerif4-600",
))]  # fmt: skip
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
pygments_style = "xcode"
pygments_dark_style = "github-dark"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5d4b", "color-brand-content": "#0b5d4b"},
    "dark_css_variables": {"color-brand-primary": "#6fc9b3", "color-brand-content": "#6fc9b3"},
    "sidebar_hide_name": False,
}

PARTS = {
    "Begin": ["tutorial"],
    "How to": [
        "how-to/own-feed", "how-to/own-look", "how-to/own-chart", "how-to/own-block", "how-to/own-check",
        "how-to/scheduling", "how-to/by-email", "how-to/data-licences", "preview", "market", "check", "provenance",
    ],
    "Look up": ["reference", "gallery", "api", "json", "wording"],
    "Why": ["claims", "decisions/index"],
}  # fmt: skip
"""The order of the pages: docs/index.md leads to the same four parts in prose."""


def setup(app: Sphinx) -> None:
    """What happens to a page on its way into the site."""
    app.connect("source-read", _in_order)
    app.connect("source-read", _outside)
    app.connect("html-page-context", _for_everybody, priority=900)


def _in_order(app: Sphinx, page: str, source: list[str]) -> None:
    """The order of the pages, which a code host shows by itself and Sphinx has to be told."""
    if page == "index":
        source[0] += "".join(_tree(pages, caption) for caption, pages in PARTS.items())
    if page == "decisions/index":
        names = sorted(path.stem for path in (ROOT / "docs/decisions").glob("0*.md"))
        source[0] += _tree(names)


def _for_everybody(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:
    """What the theme leaves out for those who read without eyes or mouse: a level for its captions, a way to scroll."""
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    captions = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = captions.replace('role="heading"', 'role="heading" aria-level="2"')


def _tree(pages: list[str], caption: str = "") -> str:
    head = ":hidden:\n" + (f":caption: {caption}\n" if caption else "")
    return "\n\n```{toctree}\n" + head + "\n" + "\n".join(pages) + "\n```\n"


def _outside(app: Sphinx, page: str, source: list[str]) -> None:
    """A link to a file outside docs/ leads to the repository, or is the words alone."""

    def told(link: re.Match[str]) -> str:
        path = ((ROOT / "docs" / page).parent / link[2]).resolve()
        if path.is_relative_to(ROOT / "docs"):
            return link[0]
        return f"[{link[1]}]({REPOSITORY}/{path.relative_to(ROOT)})" if REPOSITORY else link[1]

    source[0] = re.sub(r"\[([^\]\[]+)\]\((\.\./[^)#\s]+)(?:#[^)]*)?\)", told, source[0])
