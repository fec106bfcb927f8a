"""The built editions: whether everybody can read them, where their disclosures stand, and that they say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.model import Finding


def page_built(html: bytes, required: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings on a web page; `required` are the ids of the disclosures that must stand in it."""
    from reportgen.editions.page import page

    return page(html, "index.html", required)


def built(files: Mapping[str, bytes], required: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings on the editions of one build, by file name: page, PDF, and whether the three agree."""
    html, pdf, text = files.get("index.html"), files.get("report.pdf"), files.get("report.txt")
    found = list(page_built(html, required)) if html else []
    if pdf:
        from reportgen.editions.pdf import pdf as pdf_of
        from reportgen.editions.smallprint import disclosures_in

        found += pdf_of(pdf, "report.pdf", disclosures_in(html) if html else None)
    if html and text:
        from reportgen.editions.agreement import agree

        found += agree(html, text, pdf)
    return tuple(found)
