"""The built editions: whether everybody can read them, where their disclosures stand, and that they say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.model import Finding


def page_built(html: bytes, required: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings on a web page; `required` are the ids of the disclosures that must stand in it."""
    from reportgen.editions.page import page

    return page(html, "index.html", required)


def built(files: Mapping[str, bytes], required: Iterable[str] = (), most: int = 0) -> tuple[Finding, ...]:
    """The findings on the editions of one build, by file name: page, PDF, e-mail, and whether they agree. `most` is
    what the e-mail's HTML comes to, in bytes, for a reader with a long name.
    """
    html, pdf, text = files.get("index.html"), files.get("report.pdf"), files.get("report.txt")
    mail, plain = files.get("email.html"), files.get("email.txt")
    found = list(page_built(html, required)) if html else []
    mailed = []
    if mail:
        from reportgen.editions.mail import edition, letter, told_in_text

        found += letter(mail, "email.html", required, max(most, len(mail)))
        mailed.append(edition(mail, "email.html"))
    if mail and plain:
        found += told_in_text(mail, plain, "email.txt")
        mailed.append(edition(plain, "email.txt", text=True))
    if pdf:
        from reportgen.editions.pdf import pdf as pdf_of
        from reportgen.editions.smallprint import disclosures_in

        found += pdf_of(pdf, "report.pdf", disclosures_in(html) if html else None)
    if html and (text or mailed):
        from reportgen.editions.agreement import agree

        found += agree(html, text, pdf, mailed=mailed)
    return tuple(found)
